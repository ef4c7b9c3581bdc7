package dev.cairn.internal.letter;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;

/** A lane with one free place left in its first segment; all letters before were sent and taken. Letters are numbers. */
class LanePlay {
    private static final int BLOCK_BYTES = 2048;
    private static final int BLOCKS = 1 << 17;
    private static final int GAP = 4;
    static final Memory MEMORY = new Memory(Region.reserve((long) BLOCK_BYTES * (BLOCKS + GAP)));
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int AT_HEAD = 32;
    private static final int AT_LANE = 128;
    private static final int ANY_LETTER = 99;

    final Lane lane;
    final long tail;
    final int first = segment();
    final int[] fresh = {segment(), segment()};

    LanePlay() {
        long node = MEMORY.at(block());
        tail = node + AT_LANE;
        MEMORY.setInt(node + AT_HEAD, 0);
        lane = new Lane(MEMORY, tail, node + AT_HEAD, Lane.CAPACITY_MAX).empty();
        for (int i = 0; i < Segment.LETTERS - 1; i++) {
            fill(lane.claim(first), ANY_LETTER);
            if (i == 0) {
                enter(lane.following());
            }
            lane.advance();
        }
    }

    long claim(int sender) {
        long claim = lane.claim(0);
        return claim == Lane.NO_SEGMENT ? lane.claim(fresh[sender]) : claim;
    }

    final boolean send(int sender, int letter) {
        long claim = claim(sender);
        if (claim >= 0) {
            fill(claim, letter);
        }
        return claim >= 0;
    }

    /** A letter is a node, a short letter, or a stone with the same number in both halves. The kinds take turns. */
    void fill(long claim, int letter) {
        switch ((first + letter) % 3) {
            case 0 -> lane.fill(claim, letter);
            case 1 -> lane.fill(claim, Segment.WORDS, 0, letter);
            default -> lane.fillStone(claim, letter, 0, letter);
        }
    }

    private void enter(int next) {
        lane.enter(next, _ -> {}, _ -> {});
    }

    final void goOn() {
        int next = lane.following();
        if (next != 0) {
            enter(next);
        }
    }

    int receive() {
        goOn();
        return lane.state() == Segment.EMPTY ? 0 : take();
    }

    final int take() {
        int letter = switch (lane.state()) {
            case Segment.NODE -> lane.letter();
            case Segment.STONE -> lane.letter() == lane.word(1) ? lane.letter() : -1;
            default -> (int) lane.word(1);
        };
        lane.advance();
        return letter;
    }

    void awaitSenders() {
        while (!lane.isComplete()) {
            Thread.onSpinWait();
        }
    }

    /** How many letters there were that are never received. */
    final int close() {
        lane.close();
        awaitSenders();
        int letters = 0;
        while (receive() != 0) {
            letters++;
        }
        return letters;
    }

    private static int block() {
        return (1 + (NEXT.getAndIncrement() & (BLOCKS - 1))) * (BLOCK_BYTES / Memory.GRANULE);
    }

    static int segment() {
        int segment = block();
        MEMORY.zeroWords(MEMORY.at(segment), Segment.BYTES);
        return segment;
    }

    /** Claims by a read and a write. */
    static final class BrokenClaim extends LanePlay {
        @Override
        long claim(int sender) {
            long seen = MEMORY.getLongAcquire(tail);
            int place = (int) seen & (Segment.LETTERS - 1);
            if (place == 0) {
                return super.claim(sender);
            }
            MEMORY.setLong(tail, seen + 1);
            return Lane.claim((int) (seen >>> Integer.SIZE), place);
        }
    }

    /** Says that a letter is there, and then writes it. */
    static final class BrokenFill extends LanePlay {
        @Override
        void fill(long claim, int letter) {
            int segment = (int) (claim / Segment.LETTERS);
            int place = (int) (claim % Segment.LETTERS);
            MEMORY.setIntRelease(Segment.state(MEMORY, segment, place), Segment.WORDS);
            MEMORY.setLong(Segment.words(MEMORY, segment, place) + Long.BYTES, letter);
        }
    }

    /** Takes a claimed place, written or not. */
    static final class BrokenReceive extends LanePlay {
        @Override
        int receive() {
            if (lane.size() == 0) {
                return 0;
            }
            goOn();
            return lane.rest() > 0 ? take() : 0;
        }
    }

    /** Does not wait until the claimed places are written. */
    static final class BrokenClose extends LanePlay {
        @Override
        void awaitSenders() {}
    }
}
