package dev.cairn.internal.letter;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Senders, the receiver and a closer of one lane. All begins before the last place of a segment, so that the next is linked, too. */
public final class LaneStress {
    private static final int BLOCK_BYTES = 2048;
    private static final int BLOCKS = 1 << 17;
    private static final int GAP = 4;
    private static final Memory MEMORY = new Memory(Region.reserve((long) BLOCK_BYTES * (BLOCKS + GAP)));
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int AT_HEAD = 32;
    private static final int AT_LANE = 64;
    private static final int SEGMENT_BYTES = 1832;
    private static final int ANY_LETTER = 99;

    private LaneStress() {}

    private static int block() {
        return (1 + (NEXT.getAndIncrement() & (BLOCKS - 1))) * (BLOCK_BYTES / Memory.GRANULE);
    }

    static int segment() {
        int segment = block();
        MEMORY.zeroWords(MEMORY.at(segment), SEGMENT_BYTES);
        return segment;
    }

    /** A lane of which all but one place of the first segment was sent and taken; letters are numbers. */
    static class Play {
        final Lane lane;
        final long tail;
        final int first = segment();
        final int[] fresh = {segment(), segment()};

        /** The segment that the receiver is in. */
        private int in = first;

        Play() {
            long node = MEMORY.at(block());
            tail = node + AT_LANE;
            MEMORY.setInt(node + AT_HEAD, 0);
            lane = new Lane(MEMORY, tail, node + AT_HEAD, Lane.CAPACITY_MAX);
            for (int i = 0; i < Segment.LETTERS - 1; i++) {
                fill(lane.claim(first), ANY_LETTER);
                if (i == 0) {
                    lane.enter(lane.following());
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

        /** Odd letters are short. */
        private void fill(long claim, int letter) {
            if (letter % 2 == 0) {
                lane.fill(claim, letter);
            } else {
                lane.fill(claim, Segment.WORDS, 0, letter);
            }
        }

        final void goOn() {
            int next = lane.following();
            if (next != 0) {
                lane.enter(next);
                in = next;
            }
        }

        int receive() {
            goOn();
            return lane.hasLetter() ? take() : 0;
        }

        final int take() {
            int letter = lane.letter();
            int place = lane.advance();
            return letter == 0 ? (int) MEMORY.getLong(Segment.words(MEMORY, in, place) + Long.BYTES) : letter;
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
    }

    /** Claims by a read and a write. */
    static final class BrokenClaim extends Play {
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

    /** Takes what was claimed, be it written or not. */
    static final class BrokenReceive extends Play {
        @Override
        int receive() {
            if (lane.size() == 0) {
                return 0;
            }
            goOn();
            return lane.rest() > 0 ? take() : 0;
        }
    }

    /** Does not wait for those who have claimed. */
    static final class BrokenClose extends Play {
        @Override
        void awaitSenders() {}
    }

    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both, in some order")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both, in some order")
    public static final class Sent {
        private Sent() {}
    }

    @JCStressTest
    @JCStressMeta(Sent.class)
    @State
    public static class TwoSenders {
        private final Play play = new Play();

        @Actor
        public void first() {
            play.send(0, 1);
        }

        @Actor
        public void second() {
            play.send(1, 2);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = play.receive();
            result.r2 = play.receive();
        }
    }

    @JCStressTest
    @JCStressMeta(Sent.class)
    @State
    public static class BrokenTwoSenders {
        private final Play play = new BrokenClaim();

        @Actor
        public void first() {
            play.send(0, 1);
        }

        @Actor
        public void second() {
            play.send(1, 2);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = play.receive();
            result.r2 = play.receive();
        }
    }

    /** Two letters, and two looks; what was not received is there at the end. */
    @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "none yet")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first")
    @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "both")
    public static final class Received {
        private Received() {}
    }

    private static int append(int letters, int letter) {
        return letter == 0 ? letters : 10 * letters + letter;
    }

    private static int receiveTwo(Play play) {
        return append(append(0, play.receive()), play.receive());
    }

    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class SenderAndReceiver {
        private final Play play = new Play();

        @Actor
        public void send() {
            play.send(0, 1);
            play.send(0, 2);
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = receiveTwo(play);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = receiveTwo(play);
        }
    }

    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class BrokenSenderAndReceiver {
        private final Play play = new BrokenReceive();

        @Actor
        public void send() {
            play.send(0, 1);
            play.send(0, 2);
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = receiveTwo(play);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = receiveTwo(play);
        }
    }

    /** How many letters were sent, and how many of them were swept; 100 more if one came after the sweep. */
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one sent and swept, one refused")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "sent and swept")
    public static final class Closed {
        private Closed() {}
    }

    @JCStressTest
    @JCStressMeta(Closed.class)
    @State
    public static class SenderAndCloser {
        private final Play play = new Play();

        @Actor
        public void send(II_Result result) {
            result.r1 = (play.send(0, 1) ? 1 : 0) + (play.send(0, 2) ? 1 : 0);
        }

        @Actor
        public void close(II_Result result) {
            result.r2 = play.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 += play.receive() == 0 ? 0 : 100;
        }
    }

    @JCStressTest
    @JCStressMeta(Closed.class)
    @State
    public static class BrokenSenderAndCloser {
        private final Play play = new BrokenClose();

        @Actor
        public void send(II_Result result) {
            result.r1 = (play.send(0, 1) ? 1 : 0) + (play.send(0, 2) ? 1 : 0);
        }

        @Actor
        public void close(II_Result result) {
            result.r2 = play.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 += play.receive() == 0 ? 0 : 100;
        }
    }

    /** How often the first segment and the one after it were dropped, by the receiver, by the closer, or with the first. */
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
    public static final class Dropped {
        private Dropped() {}
    }

    /** The receiver is about to enter the second segment. */
    static final class End {
        private final Play play = new Play();
        private final AtomicInteger[] drops = {new AtomicInteger(), new AtomicInteger()};
        private boolean closed;

        End() {
            play.send(0, 1);
            play.send(0, 2);
            play.receive();
        }

        private void drop(int segment) {
            if (segment != 0) {
                drops[segment == play.first ? 0 : 1].incrementAndGet();
            }
        }

        void receive() {
            if (!closed) {
                drop(play.lane.enter(play.lane.following()));
            }
        }

        void close() {
            closed = true;
            drop(play.lane.clear());
        }

        void see(II_Result result) {
            result.r1 = drops[0].get();
            boolean isWithFirst = MEMORY.getInt(Segment.next(MEMORY, play.first)) != 0;
            result.r2 = drops[1].get() + (isWithFirst ? result.r1 : 0);
        }
    }

    @JCStressTest
    @JCStressMeta(Dropped.class)
    @State
    public static class ReceiverAndCloser {
        private final End end = new End();

        @Actor
        public void receive() {
            synchronized (end) {
                end.receive();
            }
        }

        @Actor
        public void close() {
            synchronized (end) {
                end.close();
            }
        }

        @Arbiter
        public void see(II_Result result) {
            end.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Dropped.class)
    @State
    public static class BrokenReceiverAndCloser {
        private final End end = new End();

        @Actor
        public void receive() {
            end.receive();
        }

        @Actor
        public void close() {
            end.close();
        }

        @Arbiter
        public void see(II_Result result) {
            end.see(result);
        }
    }
}
