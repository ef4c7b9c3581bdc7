package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import java.util.function.IntConsumer;

/** Letters in the order in which they were sent: many senders append, one receiver takes. All of it lies in the store. */
final class Lane {
    /*
     * Layout: a few words of the mailbox's node, and one reference of its list
     *     tail    [segment32 | closed1 | number31]: how many letters were sent, and the segment where the last of them is
     *     limit   the number of letters that must not be exceeded; raised when somebody comes up to it
     *     taken   how many letters were taken; 128 bytes on, as what follows, since only the receiver writes it
     *     cursor  [number32 | segment32]: the segment that the receiver is in, and the number of its first letter
     *     head    the first segment: that of the letter to be taken next, or of the one before
     * The letter with number n is in place n mod 64 of its segment, and the first of a segment finds that linked behind the one
     * before. Numbers wrap.
     *
     * Protocol
     *   sender     1  read tail. Closed, or number at its limit, which is first set to taken + capacity: give up
     *              2  compare-and-set tail to number + 1, and, if the place is 0, to a fresh segment, which is then linked
     *                 behind the last one: its next (or head, if it is the first of all) is set
     *              3  write the letter into the place: its node, its words, or a stone and the words; then its state
     *   receiver   1  if the place is 0: see the next segment linked; let head own it, and the one before own it no more
     *              2  see a letter in the place; taken + 1
     *   closer     1  set closed in tail
     *              2  wait until every segment and letter below tail's number is there
     *              3  empty head, and drop what it named
     *   The receiver and a closer exclude each other. Who changes what owns what holds a stripe: the receiver that goes on, the
     *   closer, and a sender but of a short letter that needs no segment.
     *
     * Invariants
     *   Q1  a place is claimed by one compare-and-set, and written by who claimed it; a claim is never given back.
     *   Q2  once closed is set no claim succeeds: a letter is sent, or it is its sender's.
     *   Q3  a sender looks into a segment after its claim only, and until it has written. That long the segment stays: the
     *       receiver passes no empty place and leaves no segment whose next is nil, and the closer waits. A segment that was freed
     *       and made again meanwhile does no harm before the claim: tail says where the next place is, now.
     *   Q4  head owns the first segment, each segment the next one, its letters and stones: who drops the mailbox's node drops all.
     *   Q5  letters of one sender are taken in the order in which they were sent: numbers are.
     * Evidence: LaneStress (jcstress) with its twins; MailboxTest, MailboxThreadsTest.
     */
    static final int BYTES = 256;
    static final long FULL = -1;
    static final long CLOSED = -2;
    static final long NO_SEGMENT = -3;

    /** The most letters that can wait; fewer than half of all numbers. */
    static final int CAPACITY_MAX = (1 << 30) - 1;

    private static final int AT_LIMIT = 8;
    private static final int AT_TAKEN = 128;
    private static final int AT_CURSOR = AT_TAKEN + Long.BYTES;
    private static final int NUMBERS = (1 << 31) - 1;
    private static final long CLOSED_BIT = 1L << 31;
    private static final int PLACES = Segment.LETTERS - 1;
    private static final int PLACE_BITS = Integer.bitCount(PLACES);

    private final Memory memory;
    private final long tail;
    private final long head;
    private final int capacity;

    /** An empty lane at {@code at}, which nobody else can reach yet; its first segment is to be named at {@code head}. */
    Lane(Memory memory, long at, long head, int capacity) {
        this.memory = memory;
        this.tail = at;
        this.head = head;
        this.capacity = capacity;
        memory.setLong(tail, 0);
        memory.setInt(tail + AT_LIMIT, capacity);
        memory.setInt(tail + AT_TAKEN, 0);
        memory.setLong(tail + AT_CURSOR, cursor(-Segment.LETTERS & NUMBERS, 0));
    }

    private static int number(long tail) {
        return (int) tail & NUMBERS;
    }

    private static int segment(long tail) {
        return (int) (tail >>> 32);
    }

    private static long cursor(int number, int segment) {
        return Integer.toUnsignedLong(number) << Integer.SIZE | Integer.toUnsignedLong(segment);
    }

    private static int ahead(int number, int other) {
        return ((number - other) << 1) >> 1;
    }

    /**
     * Claims the next place for a letter; returns which it is, or {@link #FULL}, {@link #CLOSED}, or {@link #NO_SEGMENT} if it
     * takes a segment and {@code fresh} is nil. Takes {@code fresh} if it returns its first place.
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
            int into = place == 0 ? fresh : segment(seen);
            if (memory.casLong(tail, seen, ((long) into << 32) | ((number + 1) & NUMBERS))) {
                if (place == 0) {
                    memory.setIntRelease(link(segment(seen)), fresh);
                }
                return claim(into, place);
            }
        }
    }

    /** The claim of a place. */
    static long claim(int segment, int place) {
        return Integer.toUnsignedLong(segment) << PLACE_BITS | place;
    }

    /** The segment that a claimed place is in. */
    static int segmentOf(long claim) {
        return (int) (claim >>> PLACE_BITS);
    }

    private static int placeOf(long claim) {
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
        memory.setInt(Segment.place(memory, segmentOf(claim), placeOf(claim)), letter);
        setState(claim, Segment.NODE);
    }

    /** Writes words, and then the {@code state}, into the place that the caller claimed; that of a short letter is how many these are. */
    void fill(long claim, int state, long first, long second) {
        long words = Segment.words(memory, segmentOf(claim), placeOf(claim));
        memory.setLong(words, first);
        memory.setLong(words + Long.BYTES, second);
        setState(claim, state);
    }

    /** Writes the two words of a stone, and the reference in the second, into the place that the caller claimed; takes it. */
    void fillStone(long claim, int stone, long first, long second) {
        memory.setInt(Segment.place(memory, segmentOf(claim), placeOf(claim)), stone);
        fill(claim, Segment.STONE, first, second);
    }

    private void setState(long claim, int state) {
        memory.setIntRelease(Segment.state(memory, segmentOf(claim), placeOf(claim)), state);
    }

    /** Where the segment after {@code before} is named; nil is before the first. */
    private long link(int before) {
        return before == 0 ? head : Segment.next(memory, before);
    }

    /** How many letters were sent and not taken, those that are being sent included. */
    int size() {
        int taken = memory.getIntAcquire(tail + AT_TAKEN);
        return Math.max(0, ahead(number(memory.getLongVolatile(tail)), taken));
    }

    /** The segment that the receiver is in, or 0. Returns it borrowed. */
    int segment() {
        return (int) memory.getLong(tail + AT_CURSOR);
    }

    /** The place there that is to be taken next; past the last one if all were. */
    int place() {
        return ahead(memory.getInt(tail + AT_TAKEN), (int) (memory.getLong(tail + AT_CURSOR) >>> Integer.SIZE));
    }

    /** How many letters of the receiver's segment it has not taken, be they sent or not. */
    int rest() {
        return Segment.LETTERS - place();
    }

    /** The segment that the receiver must enter to go on, once it is linked; else 0. Returns it borrowed. */
    int following() {
        return rest() > 0 ? 0 : memory.getIntAcquire(link(segment()));
    }

    /** Goes on to {@link #following}; returns the segment left, or 0, owned. Only under a stripe. */
    int enter(int next) {
        int left = segment();
        long there = cursor(memory.getInt(tail + AT_TAKEN), next);
        // in this order, so that the mailbox leads to the segment that the receiver is in, and to all behind it, at any
        // point
        memory.setLong(tail + AT_CURSOR, there);
        if (left != 0) {
            memory.setInt(head, next);
            memory.setInt(link(left), 0);
        }
        return left;
    }

    /** The state of the letter to be taken next; {@link Segment#EMPTY} if none is there. */
    int state() {
        return rest() > 0 ? state(segment(), place()) : Segment.EMPTY;
    }

    private int state(int in, int index) {
        return memory.getIntAcquire(Segment.state(memory, in, index));
    }

    /** The letter to be taken next, which is a node. Returns it borrowed. */
    int letter() {
        return memory.getInt(Segment.place(memory, segment(), place()));
    }

    /** The word {@code index} of the letter to be taken next, which is a short one or a stone. */
    long word(int index) {
        return memory.getLong(Segment.words(memory, segment(), place()) + (long) index * Long.BYTES);
    }

    /** Goes on to the next place. */
    void advance() {
        memory.setIntRelease(tail + AT_TAKEN, (memory.getInt(tail + AT_TAKEN) + 1) & NUMBERS);
    }

    /** Refuses all further claims. */
    void close() {
        memory.getAndOrLong(tail, CLOSED_BIT);
    }

    boolean isClosed() {
        return (memory.getLongAcquire(tail) & CLOSED_BIT) != 0;
    }

    /** Whether all that was claimed, which no more is, is written. */
    boolean isComplete() {
        return areAll((in, index) -> state(in, index) != Segment.EMPTY);
    }

    /** What waits, all of which is {@linkplain #isComplete written}, and {@code more}. */
    LetterQueue.Load load(Core core, LetterQueue.Load more) {
        int count = size();
        long[] bytes = {more.bytes()};
        areAll((in, index) -> {
            bytes[0] += bytes(core, in, index);
            return true;
        });
        return new LetterQueue.Load(more.letters() + count, bytes[0]);
    }

    private long bytes(Core core, int in, int index) {
        int state = state(in, index);
        return switch (state) {
            case Segment.NODE -> LetterNode.bytes(core, memory.getInt(Segment.place(memory, in, index)));
            case Segment.STONE -> Segment.WORDS * Long.BYTES;
            default -> (long) state * Long.BYTES;
        };
    }

    private interface PlaceTest {
        boolean holds(int segment, int place);
    }

    /**
     * Whether {@code test} holds for the places that were claimed and not taken, in their order, up to the first for
     * which it doesn't.
     */
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

    /** Gives up all letters, also if somebody keeps the segment that the receiver is in for the sake of one that was taken. */
    void clear(IntConsumer drop) {
        int in = segment();
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
