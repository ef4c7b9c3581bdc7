package dev.cairn.internal.life;

import dev.cairn.internal.memory.Doorbell;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import java.lang.invoke.VarHandle;

/** The file beside a store in which readers say what they read, so that the process that writes does not free it. */
public final class PinFile {
    /*
     * Layout (byte offsets)
     *
     *     0         64     68         128
     *     +---------+------+----------+-------+---
     *     | unused  | bell | sleepers | asked |      see Doorbell
     *     +---------+------+----------+-------+---
     *   192  a bit a row: whether a reader ever had it, so that all of it can be touched
     *  2048  a word of 32 bits a row: how often its reader copied a pin to another place
     *  4096  a word a row: [answered32 | how many places of the row a reader has used, 32]
     *  8192  rows: 512 times 2044 places of 8 bytes, and who has the row: pid 8 | since 8 | seen 8 | unused 8
     *
     *     place: [state32 | reference32]; state 0: free, 1: tried, 2: kept
     *
     * A row belongs to the process that holds its byte lock (StoreFile). Nobody else writes to it, but for the process that writes the
     * store: it frees places that are tried (P4), and clears the rows of the dead. All of the file that is used was written once before, so
     * no touch of a full disk ends in a fault.
     *
     * Protocol of a pin, by a reader, and of a release, by the process that writes
     *   pin      1  reference := cell (acquire)          2  place := tried reference; full fence
     *            3  if the cell holds another reference: 1 again
     *            4  place: tried reference -> kept reference by compare-and-set; if that fails: 1 again
     *            the version is read now; when it is dead, place := free (release)
     *   release  1  a swap takes the reference out of the cell, and drops its count
     *            2  the reclaimer gathers drops, and then, after a full fence, reads all places
     *            3  it lowers drops. A header or named root of which the last count would be lowered, and whose reference is in a place, waits:
     *               its drop stays pending (I1). Each later cycle reads the places again, and lowers what is no longer there.
     *   move     1  another place := kept reference     2  moves + 1     3  the first place may become free (release)
     *   look     1  reads the moves of a row, its places, and the moves again. If there were more, the row is read again. If there are always more,
     *               all is taken to be pinned in this cycle; a repair reads on.
     *   repair   1  of each row whose reader lives: places that are tried become free by compare-and-set; what kept places name, and
     *               nothing else leads to, is walked as roots are, and gets a pending drop
     *   asking   1  the process that writes raises `asked` when versions wait and it needs room: a reader that has let versions go may have
     *               no reason of its own to run its collector
     *            2  a reader looks at it five times a second. If `asked` is not what it answered last, it runs its collector, frees the
     *               places of dead versions, and writes the number into its row
     *            3  a change that finds the store full asks at once and waits for the answers, for a second at most: a reader may be
     *               stopped, and is not waited for again before it has answered
     *
     * Invariants
     *   P1  what a kept place names is not freed, also if processes that write die and others follow. The cell held it when the place was
     *       tried (3): so the swap that took it out comes later, and whoever gathers that swap's drop sees the place (P2). A repair between
     *       3 and 4 lets 4 fail. A repair after 4 keeps it.
     *   P2  the fence of the reader stands between its writes to the place and its look at the cell; that of the reclaimer between the swap
     *       and its look at the places. So the reader sees the swap, or the reclaimer the place.
     *   P3  all counts that were dropped before the places were read are of versions that no cell held at that moment, or that have more
     *       counts. So places are read once in a cycle, after the drops of this cycle were gathered, however many drops follow from them.
     *   P4  only a place that is tried may name what was freed. Nobody reads through it.
     *   P5  a pin that moves is seen: who reads the new place before the move and the old place after it, reads more moves the second time.
     * Evidence: PinStress (jcstress) with its twins; PinsTest, ReaderTest, ReaderProcessTest.
     */
    /** How many readers there can be. */
    public static final int ROWS = 512;

    /** How many places a row has. */
    static final int PLACES = 2044;

    static final int FREE = 0;
    static final int TRIED = 1;
    static final int KEPT = 2;

    static final int AT_BELL = 64;
    static final int AT_ASKED = 128;
    static final int AT_OPENED = 192;
    static final int AT_MOVES = 2048;
    static final int AT_USED = 4096;
    static final int AT_PLACES = 8192;
    static final int AT_PID = PLACES * Long.BYTES;
    static final int AT_SINCE = AT_PID + Long.BYTES;
    static final int AT_SEEN = AT_SINCE + Long.BYTES;
    static final int ROW_BYTES = AT_SEEN + 2 * Long.BYTES;
    private static final int TRIES = 16;

    /** The bytes before the rows. */
    public static final int HEAD_BYTES = AT_PLACES;

    /** The bytes of the file. */
    public static final long BYTES = AT_PLACES + (long) ROWS * ROW_BYTES;

    /** The rows of readers. */
    @FunctionalInterface
    public interface Rows {
        /** Runs {@code action} unless a reader has the row; returns whether it ran. No reader takes the row meanwhile. */
        boolean inFreeRow(int row, Runnable action);
    }

    private final Memory memory;

    /** The file that is mapped as {@code region}. */
    public PinFile(Region region) {
        this.memory = new Memory(region);
    }

    /** The doorbell of the store. */
    Doorbell bell() {
        return new Doorbell(memory, AT_BELL);
    }

    private static long rowOffset(int row) {
        return AT_PLACES + (long) row * ROW_BYTES;
    }

    private long place(int row, int place) {
        return memory.atOffset(rowOffset(row) + (long) place * Long.BYTES);
    }

    private long movesAt(int row) {
        return memory.atOffset(AT_MOVES + (long) row * Integer.BYTES);
    }

    /** How often a pin of the row was copied to another place. */
    int moves(int row) {
        return memory.getIntAcquire(movesAt(row));
    }

    private long usedAt(int row) {
        return memory.atOffset(AT_USED + (long) row * Long.BYTES);
    }

    static int state(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    static int reference(long word) {
        return (int) word;
    }

    private static long word(int state, int reference) {
        return (long) state << Integer.SIZE | (reference & 0xFFFF_FFFFL);
    }

    /** Makes the row {@code row} of this process usable; returns whether there was room for it. */
    public boolean open(int row) {
        memory.setLong(usedAt(row), row(asked(), 0));
        long from = rowOffset(row);
        boolean hasRoom = memory.region().commit(from, from + ROW_BYTES);
        if (hasRoom) {
            memory.setLong(
                    memory.atOffset(from + AT_PID), ProcessHandle.current().pid());
            memory.setLong(memory.atOffset(from + AT_SINCE), System.currentTimeMillis());
            see(row);
            memory.getAndOrLong(openedAt(row), 1L << row);
        }
        return hasRoom;
    }

    private long openedAt(int row) {
        return memory.atOffset(AT_OPENED + (long) row / Long.SIZE * Long.BYTES);
    }

    /** Whether a reader ever had the row. What it was then can be read. */
    boolean wasOpened(int row) {
        return (memory.getLongAcquire(openedAt(row)) >>> row & 1) != 0;
    }

    /** The reader of the row, which is this process, gives a sign of life. */
    void see(int row) {
        memory.setLong(memory.atOffset(rowOffset(row) + AT_SEEN), System.currentTimeMillis());
    }

    /** The number of the process that has the row. */
    long pid(int row) {
        return memory.getLong(memory.atOffset(rowOffset(row) + AT_PID));
    }

    /** When it opened the store, in milliseconds since 1970. */
    long since(int row) {
        return memory.getLong(memory.atOffset(rowOffset(row) + AT_SINCE));
    }

    /** When it gave a sign of life last, in milliseconds since 1970. */
    long seen(int row) {
        return memory.getLong(memory.atOffset(rowOffset(row) + AT_SEEN));
    }

    /** What the reader of the row keeps. If it copies pins all the time, some may be missing. */
    IntStack kept(int row) {
        IntStack kept = new IntStack();
        int moves = moves(row) - 1;
        for (int tries = 0; tries < TRIES && moves(row) != moves; tries++) {
            moves = moves(row);
            kept.size = 0;
            for (int place = 0; place < used(row); place++) {
                long word = get(row, place);
                if (state(word) == KEPT) {
                    kept.add(reference(word));
                }
            }
        }
        return kept;
    }

    /** Frees all places of a row that is not in use. */
    void clear(int row) {
        int used = used(row);
        memory.setLong(usedAt(row), 0);
        for (int i = 0; i < used; i++) {
            memory.setLong(place(row, i), 0);
        }
    }

    private static long row(int answered, int used) {
        return (long) answered << Integer.SIZE | used;
    }

    /** How many places of the row were ever used since its reader began. */
    int used(int row) {
        return Math.clamp(memory.getLongVolatile(usedAt(row)) & 0xFFFF_FFFFL, 0, PLACES);
    }

    void use(int row, int places) {
        memory.setLong(usedAt(row), row(answered(row), places));
    }

    /** Which time of asking the reader of the row has answered last. */
    int answered(int row) {
        return (int) (memory.getLongVolatile(usedAt(row)) >>> Integer.SIZE);
    }

    /** Notes that the reader of the row has run its collector since it was asked the {@code asked}th time. */
    void answer(int row, int asked) {
        memory.setLongRelease(usedAt(row), row(asked, used(row)));
    }

    /** How many times readers were asked to run their collectors. */
    int asked() {
        return memory.getIntAcquire(memory.atOffset(AT_ASKED));
    }

    /** Asks readers to run their collectors. */
    void ask() {
        memory.setIntRelease(memory.atOffset(AT_ASKED), asked() + 1);
    }

    long get(int row, int place) {
        return memory.getLongVolatile(place(row, place));
    }

    /** Step 2 of a pin. */
    void tryOne(int row, int place, int reference) {
        memory.getAndSetLong(place(row, place), word(TRIED, reference));
        VarHandle.fullFence();
    }

    /** Step 4 of a pin. */
    boolean keep(int row, int place, int reference) {
        return memory.casLong(place(row, place), word(TRIED, reference), word(KEPT, reference));
    }

    /** Keeps at once what the reader keeps by another place. */
    void keepOther(int row, int place, int reference) {
        memory.getAndSetLong(place(row, place), word(KEPT, reference));
        memory.setIntRelease(movesAt(row), moves(row) + 1);
    }

    void free(int row, int place) {
        memory.setLongRelease(place(row, place), 0);
    }

    /** Frees a place that is tried; returns what the place has then. */
    long endTry(int row, int place) {
        long seen = get(row, place);
        while (state(seen) == TRIED && !memory.casLong(place(row, place), seen, 0)) {
            seen = get(row, place);
        }
        return state(seen) == TRIED ? 0 : seen;
    }
}
