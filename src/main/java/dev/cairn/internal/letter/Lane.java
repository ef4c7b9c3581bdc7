package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.LaneLinks;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MailboxNode;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;

/** A queue of letters in the store, in the order in which they were sent: many senders append, one receiver takes. */
final class Lane {
    /*
     * Layout: a few words of the mailbox's node, and one reference of its list
     *     tail    [segment32 | closed1 | number31]: how many letters were sent, and the segment of the last of them
     *     limit   the number of letters that must not be exceeded; a sender that reaches it raises it
     *     ended   claimed places before this number that are empty will never be filled: their senders are dead
     *     taken   how many letters were taken; 128 bytes on, as the words after it, since only the receiver writes them
     *     skipped how many of these were places that nobody will fill; in one word with taken
     *     cursor  [number32 | segment32]: the receiver's segment, and the number of its first letter
     *     head    the first segment: that of the next letter to be taken, or of the letter before
     * The letter with number n is in place n mod 64 of its segment. The sender of a segment's first letter links the segment behind the
     * one before. Numbers wrap.
     *
     * Protocol
     *   sender     1  read tail. Give up if it is closed, or if number is at its limit, which is first set to taken + capacity.
     *              2  compare-and-set tail to number + 1, and, if the place is 0, to a fresh segment, which says what is before it. Then
     *                 link that behind the last segment: set its next (or head, if it is the first of all).
     *              3  write the letter into the place: its node, its words, or a stone and the words; then its state
     *   receiver   1  if the place is 0: wait for the link to the next segment. Let head own that segment, and its predecessor no more.
     *              2  see a letter in the place; taken + 1
     *              Entering a segment it counts that for head, before it takes the predecessor's link away.
     *   closer     1  set closed in tail
     *              2  wait until every segment and letter below tail's number is written
     *              3  empty head, and drop its segment
     *   The receiver and a closer exclude each other. A thread that changes owners of nodes holds a stripe: the receiver that enters a
     *   segment, the closer, and a sender, unless its letter is short and needs no segment.
     *
     * Invariants
     *   Q1  a place is claimed by one compare-and-set, and written by the thread that claimed it; a claim is never given back.
     *   Q2  once closed is set no claim succeeds: a letter is sent, or it is still its sender's.
     *   Q3  a sender looks into a segment only between its claim and the end of its writing. That long the segment stays: the receiver
     *       passes no empty place and leaves no segment whose next is nil, and the closer waits. If a segment is freed and made again
     *       before the claim, that does no harm: tail says where the next place is now.
     *   Q4  head owns the first segment. Each segment owns the next one, its letters and stones. So dropping the mailbox's node drops all.
     *   Q5  letters of one sender are taken in the order in which they were sent, since numbers are.
     *   Q6  from tail's segment the segments before lead back to one that is linked. So if processes die between the claim of a segment and
     *       its link, no letter is cut off: the segments between can be linked in their place. The one before an unlinked segment stays (Q3).
     * Evidence: KillPointTest, LaneStress (jcstress) with its twins; MailboxTest, MailboxThreadsTest.
     */
    static final int BYTES = MailboxNode.LANE_BYTES;
    static final long FULL = -1;
    static final long CLOSED = -2;
    static final long NO_SEGMENT = -3;

    /** How many letters can wait at most: fewer than half of all numbers. */
    static final int CAPACITY_MAX = (1 << 30) - 1;

    private static final int AT_LIMIT = 8;
    private static final int AT_ENDED = AT_LIMIT + Integer.BYTES;
    private static final int AT_TAKEN = MailboxNode.LANE_AT_TAKEN;
    private static final int AT_SKIPPED = AT_TAKEN + Integer.BYTES;
    private static final int AT_CURSOR = MailboxNode.LANE_AT_CURSOR;
    private static final int NUMBERS = (1 << 31) - 1;
    private static final long CLOSED_BIT = MailboxNode.CLOSED_BIT;

    /** Where in the word of both the numbers are. */
    private static final boolean IS_LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** An old number that ended is moved on when it is farther away than this, so that numbers can wrap. */
    private static final int ENDED_FAR = 1 << 28;

    private static final int PLACES = Segment.LETTERS - 1;
    private static final int PLACE_BITS = Integer.bitCount(PLACES);
    private static final long SEGMENT_MASK = 0xFFFF_FFFFL;

    private final Memory memory;
    private final long tail;
    private final long head;
    private final int capacity;

    /** The lane at {@code at}. The reference to its first segment is at {@code head}. */
    Lane(Memory memory, long at, long head, int capacity) {
        this.memory = memory;
        this.tail = at;
        this.head = head;
        this.capacity = capacity;
    }

    /** Makes the lane empty. Nobody else can reach it yet. */
    Lane empty() {
        memory.setLong(tail, 0);
        memory.setInt(tail + AT_LIMIT, capacity);
        memory.setInt(tail + AT_ENDED, 0);
        memory.setLong(tail + AT_TAKEN, 0);
        memory.setLong(tail + AT_CURSOR, pair(-Segment.LETTERS & NUMBERS, 0));
        return this;
    }

    private static int number(long tail) {
        return (int) tail & NUMBERS;
    }

    private static long pair(int high, int low) {
        return Integer.toUnsignedLong(high) << Integer.SIZE | Integer.toUnsignedLong(low);
    }

    private static int ahead(int number, int other) {
        return ((number - other) << 1) >> 1;
    }

    /**
     * Claims the next place for a letter. Returns the claim, or {@link #FULL}, {@link #CLOSED}, or {@link #NO_SEGMENT} if a segment is
     * needed and {@code fresh} is nil. Takes {@code fresh} if it returns its first place.
     */
    long claim(int fresh) {
        while (true) {
            long seen = memory.getLongAcquire(tail);
            int number = number(seen);
            int place = number & PLACES;
            if ((seen & CLOSED_BIT) != 0) {
                return CLOSED;
            }
            if (!hasRoom(number)) {
                return FULL;
            }
            if (place == 0 && fresh == 0) {
                return NO_SEGMENT;
            }
            int into = MailboxNode.segment(seen);
            if (place == 0) {
                memory.setInt(MailboxNode.before(memory, fresh), into);
                into = fresh;
            }
            if (memory.casLong(tail, seen, ((long) into << 32) | ((number + 1) & NUMBERS))) {
                if (place == 0) {
                    memory.setIntRelease(link(MailboxNode.segment(seen)), fresh);
                }
                // no call: an overflow after the claim would leave a place that nobody knows of
                return (into & SEGMENT_MASK) << PLACE_BITS | place;
            }
        }
    }

    /** The claim of a place. */
    static long claim(int segment, int place) {
        return Integer.toUnsignedLong(segment) << PLACE_BITS | place;
    }

    /** The segment of a claimed place. */
    static int segmentOf(long claim) {
        return (int) (claim >>> PLACE_BITS);
    }

    /** The place of a claim in its segment. */
    static int placeOf(long claim) {
        return (int) claim & PLACES;
    }

    private boolean hasRoom(int number) {
        int seen = memory.getIntAcquire(tail + AT_LIMIT);
        if (ahead(seen, number) > 0) {
            return true;
        }
        int limit = (memory.getIntAcquire(tail + AT_TAKEN) + capacity) & NUMBERS;
        if (ahead(limit, number) <= 0) {
            return false;
        }
        memory.casInt(tail + AT_LIMIT, seen, limit);
        return true;
    }

    /** Writes {@code letter} into the place that the caller claimed; takes it. */
    void fill(long claim, int letter) {
        memory.setIntRelease(Segment.place(memory, segmentOf(claim), placeOf(claim)), letter);
        setState(claim, Segment.NODE);
    }

    /** Writes words, and then {@code state}, into the place that the caller claimed. The state of a short letter is the number of words. */
    void fill(long claim, int state, long first, long second) {
        long words = Segment.words(memory, segmentOf(claim), placeOf(claim));
        memory.setLong(words, first);
        memory.setLong(words + Long.BYTES, second);
        setState(claim, state);
    }

    /** Writes a stone and its two words into the place that the caller claimed; takes the stone. */
    void fillStone(long claim, int stone, long first, long second) {
        memory.setIntRelease(Segment.place(memory, segmentOf(claim), placeOf(claim)), stone);
        fill(claim, Segment.STONE, first, second);
    }

    private void setState(long claim, int state) {
        memory.setIntRelease(Segment.state(memory, segmentOf(claim), placeOf(claim)), state);
    }

    /** The address of the reference to the segment after {@code before}; nil is before the first. */
    private long link(int before) {
        return MailboxNode.link(memory, head, before);
    }

    /** How many letters were sent and not taken, including letters that are being sent. */
    int size() {
        int taken = memory.getIntAcquire(tail + AT_TAKEN);
        return Math.max(0, ahead(number(memory.getLongVolatile(tail)), taken));
    }

    /** The receiver's segment, or 0. Returns it borrowed. */
    int segment() {
        return MailboxNode.receiving(memory, tail);
    }

    /** The place in {@link #segment} of the next letter to be taken; past the last place if all were taken. */
    int place() {
        return ahead(memory.getInt(tail + AT_TAKEN), (int) (memory.getLong(tail + AT_CURSOR) >>> Integer.SIZE));
    }

    /** How many places of its segment the receiver has not passed, written or not. */
    int rest() {
        return Segment.LETTERS - place();
    }

    /** The next segment, if the receiver has passed all places of its own and the next is linked; else 0. Returns it borrowed. */
    int following() {
        return rest() > 0 ? 0 : memory.getIntAcquire(link(segment()));
    }

    /** Enters the segment {@link #following}, and leaves and drops the receiver's segment. Only under a stripe. */
    void enter(int next, IntConsumer raise, IntConsumer drop) {
        int left = segment();
        long there = pair(memory.getInt(tail + AT_TAKEN), next);
        // in this order: at any point the mailbox leads to the receiver's segment and to all behind it, and each has
        // counted its owners
        memory.setLong(tail + AT_CURSOR, there);
        if (left != 0) {
            leave(left, next, raise, drop);
        }
    }

    private void leave(int left, int next, IntConsumer raise, IntConsumer drop) {
        raise.accept(next);
        memory.setIntRelease(head, next);
        memory.setIntRelease(link(left), 0);
        drop.accept(next);
        drop.accept(left);
    }

    /** The state of the next letter to be taken; {@link Segment#EMPTY} if none is there. */
    int state() {
        return rest() > 0 ? state(segment(), place()) : Segment.EMPTY;
    }

    private int state(int in, int index) {
        return memory.getIntAcquire(Segment.state(memory, in, index));
    }

    /** The next letter to be taken, which is a node. Returns it borrowed. */
    int letter() {
        return memory.getInt(Segment.place(memory, segment(), place()));
    }

    /** The word {@code index} of the next letter to be taken, which is a short letter or a stone. */
    long word(int index) {
        return memory.getLong(Segment.words(memory, segment(), place()) + (long) index * Long.BYTES);
    }

    /** Goes on to the next place. */
    void advance() {
        memory.setIntRelease(tail + AT_TAKEN, (memory.getInt(tail + AT_TAKEN) + 1) & NUMBERS);
    }

    /** Goes on to the next place, which nobody will fill. */
    void skip() {
        int taken = (memory.getInt(tail + AT_TAKEN) + 1) & NUMBERS;
        int skipped = memory.getInt(tail + AT_SKIPPED) + 1;
        memory.setLongRelease(tail + AT_TAKEN, IS_LITTLE ? pair(skipped, taken) : pair(taken, skipped));
    }

    /** How many letters were taken, modulo 2^31, without places that were skipped. */
    int received() {
        return (memory.getInt(tail + AT_TAKEN) - memory.getInt(tail + AT_SKIPPED)) & NUMBERS;
    }

    /** Says that whoever sent up to now is dead, and sends no more. Nobody claims a place meanwhile. */
    void endSenders() {
        memory.setIntRelease(tail + AT_ENDED, number(memory.getLongAcquire(tail)));
    }

    /** Whether the next place to be taken will never be filled, if it is claimed and empty. */
    boolean hasEnded() {
        return ahead(memory.getIntAcquire(tail + AT_ENDED), memory.getInt(tail + AT_TAKEN)) > 0;
    }

    /** Keeps the number before which senders have ended from being taken for one that is yet to come. The receiver calls it in each segment. */
    void keepEndedNear() {
        int taken = memory.getInt(tail + AT_TAKEN);
        int ended = memory.getIntAcquire(tail + AT_ENDED);
        if (ahead(taken, ended) > ENDED_FAR) {
            memory.casInt(tail + AT_ENDED, ended, taken); // else a process has begun to send just now
        }
    }

    /** Links the segment of the next place, whose sender is dead. Only under a stripe, by the receiver, which has passed all linked places. */
    void linkNext() {
        int next = LaneLinks.unlinked(memory, tail, segment());
        if (next != 0) {
            memory.setIntRelease(link(segment()), next);
        }
    }

    /** Does the rest of {@link #enter}, in which the receiver before this one was killed. Only under a stripe. */
    void finishEntering(IntConsumer raise, IntConsumer drop) {
        int there = segment();
        int left = memory.getInt(head);
        if (there != 0 && left != there) {
            leave(left, there, raise, drop);
        }
    }

    /** Refuses all further claims. */
    void close() {
        memory.getAndOrLong(tail, CLOSED_BIT);
    }

    boolean isClosed() {
        return (memory.getLongAcquire(tail) & CLOSED_BIT) != 0;
    }

    /** Whether all claimed places are written, in a closed lane. */
    boolean isComplete() {
        return areAll((in, index) -> state(in, index) != Segment.EMPTY);
    }

    /** The bytes of all letters that wait, which are all {@linkplain #isComplete written}. */
    long bytes(Core core) {
        long[] bytes = {0};
        areAll((in, index) -> {
            bytes[0] += bytes(core, in, index);
            return true;
        });
        return bytes[0];
    }

    private long bytes(Core core, int in, int index) {
        int state = state(in, index);
        return switch (state) {
            case Segment.NODE -> LetterNode.bytes(core, memory.getInt(Segment.place(memory, in, index)));
            case Segment.STONE -> Segment.WORDS * Long.BYTES;
            case Segment.VOID -> 0;
            default -> (long) state * Long.BYTES;
        };
    }

    private interface PlaceTest {
        boolean holds(int segment, int place);
    }

    /** Whether {@code test} holds for all places that were claimed and not taken. Tests them in order, up to the first failure. */
    private boolean areAll(PlaceTest test) {
        int in = segment();
        int index = place();
        for (int left = size(); left > 0; left--) {
            if (index == Segment.LETTERS) {
                in = memory.getIntAcquire(link(in));
                index = 0;
            }
            if (in == 0 || !test.holds(in, index++)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives up all letters, also if the batch of a taken letter keeps the receiver's segment. The receiver has no segment then, so another one
     * that begins finds no step to finish.
     */
    void clear(IntConsumer drop) {
        int in = segment();
        memory.setLongRelease(tail + AT_CURSOR, pair((int) (memory.getLong(tail + AT_CURSOR) >>> Integer.SIZE), 0));
        if (in != 0) {
            clear(link(in), drop);
        }
        clear(head, drop);
    }

    private void clear(long place, IntConsumer drop) {
        int owned = memory.getInt(place);
        memory.setInt(place, 0);
        drop.accept(owned);
    }
}
