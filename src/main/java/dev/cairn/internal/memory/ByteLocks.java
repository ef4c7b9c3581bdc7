package dev.cairn.internal.memory;

import dev.cairn.internal.memory.FileProblem.Reason;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The locks of single bytes by which the processes that use a store know of each other: what one user of the store holds of them. */
public final class ByteLocks {
    /*
     * Layout of NAME.lock. Only this class knows it.
     *     byte 0             held by the process that leads: it alone lowers counts, frees, and sweeps what the dead left
     *     byte 1             held while a process writes to the lists of names
     *     byte 2             held while a process writes an image of the store
     *     byte 3             held while a process opens or closes the store
     *     byte 64 + row      row below 64: held by the process that writes and has this row
     *     byte 1024 + row    row below 512: held by the reader that has this row of NAME.pins
     * Its content is text for messages only: the number of the process that led last, then of the last that had the row 0, the row 1, and so on,
     * 20 characters each.
     *
     * Protocol
     *   open    1  take byte 3     2  take the first free byte of a row     3  who writes: take byte 0, if it is free
     *           4  look at the head of the file; refuse it, or map it     5  let byte 3 go
     *   lead    a process that writes tries byte 0 again and again. Whoever gets it leads until it closes the store, or ends
     *   close   1  leave the memory (Region.leave)     2  let the row go     3  let byte 0 go
     *   death   the system drops all bytes of the process in one step, after its last thread has ended
     *   sweep   who leads takes the byte of a dead row for as long as it works on what the row left. An opening meanwhile takes another row
     *
     * Invariants
     *   B1  who has the file mapped for writing holds the byte of its row. So the owner of a row whose byte can be locked writes no more.
     *   B2  bytes of rows are taken for good under byte 3 only. So if somebody holds byte 3 and finds byte 0 and all rows free, nobody writes,
     *       and nobody begins to.
     *   B3  who holds byte 0 for good holds a row, too. So at most one process leads, and it is one that writes.
     *   B4  nobody waits in lock(): an interrupt of the waiting thread would close the channel, and so drop all bytes. tryLock() neither waits
     *       nor heeds an interrupt.
     *   B5  a JVM writes a store once (LockFile.isWritten): the system does not tell two users in one process apart.
     *   B6  nobody leads who has lost its row: byte 0 could be taken anew after all bytes were dropped.
     *   A byte that is taken to look whether it is free is let go at once. So tryLead() and inFreeWriterRow() may fail though nobody has the
     *   byte, and are tried again.
     *
     * Older versions of the library know only one process that writes. It takes byte 0, under byte 3, and no row, and it looks at the head of the file
     * after that. It refuses a file whose head has a feature.
     *   V1  who leads holds byte 0. So an older process cannot begin to write while somebody leads.
     *   V2  a process that writes without byte 0 runs only on a file that has the feature of several processes that write. If nobody leads for a
     *       moment, an older process can get byte 0. It reads the feature in the head, and refuses the file before it has written to it.
     *   V3  the feature is set when the file is made, or under byte 3 by a process that leads, while no other process has any row, of
     *       those that write or of readers (isOnlyUser): the older ones do not look at the head again. It is never taken away while somebody
     *       has a row. First the feature is written, then the checksum, which covers it: a death in between leaves a file that older ones refuse,
     *       and that is known by a checksum which is right without the feature.
     *   V4  an older process that writes has no row. So who finds byte 0 held reads the head: without the feature, the holder may be an
     *       older one, and the file is refused (requireAlone).
     *
     * Evidence: WriterProcessTest (processes, also killed ones), WriterLocksTest (rows, interrupts, loss of a single byte).
     */
    /** How many processes can write a store at a time. */
    public static final int WRITERS = 64;

    /** How many processes can read a store at a time. */
    public static final int READERS = 512;

    private static final long LEADER = 0;
    private static final long NAMES = 1;
    private static final long IMAGE = 2;
    private static final long OPENING = 3;
    private static final long FIRST_WRITER = 64;
    private static final long FIRST_READER = 1024;

    private static final int TRIES = 100_000;
    private static final int NAMES_TRIES = 10_000; // about a second
    private static final int NONE = -1;
    private static final String ALONE =
            ", and one of the two processes wants to be the only one that does: open it without"
                    + " StoreOptions.exclusive(true) in both, or for reading only, by Store.openReadOnly(path)";

    private final Path store;
    private final LockFile file;
    private volatile FileLock row;
    private final boolean isWriter;
    private final LockWatch watch;

    /** The row of a dead process whose byte this one has for a while; or NONE. */
    private volatile int swept = NONE;

    /** The lock of byte 0; null if this process does not lead. */
    private volatile @Nullable FileLock lead;

    private ByteLocks(Path store, LockFile file, FileLock row, boolean isWriter) {
        this.store = store;
        this.file = file.share();
        this.row = row;
        this.isWriter = isWriter;
        this.watch = new LockWatch(file.path(), isWriter);
        watch.add(row.position());
    }

    /** Takes the byte under which {@code store} is opened. The caller lets it go. */
    static FileLock toOpen(Path store, LockFile file) throws IOException {
        FileLock lock = file.lock(OPENING, TRIES);
        if (lock == null) {
            throw new FileProblem(
                    store,
                    Reason.IN_USE,
                    "the store " + store + " is being opened by other processes; try again later");
        }
        return lock;
    }

    /** Takes the row of one more reader. The caller has byte 3, as for all static methods below. */
    static ByteLocks ofReader(Path store, LockFile file) throws IOException {
        FileLock row = firstFree(file, FIRST_READER, READERS);
        if (row == null) {
            throw new FileProblem(
                    store,
                    Reason.TOO_MANY_READERS,
                    "the store " + store + " is open for reading " + READERS
                            + " times, and no more are allowed; close one, or share one in each process");
        }
        return new ByteLocks(store, file, row, false);
    }

    /** Takes the row of one more process that writes; it leads if nobody else does. */
    static ByteLocks ofWriter(Path store, LockFile file) throws IOException {
        if (file.isWritten()) {
            throw inUseHere(store);
        }
        FileLock row = firstFree(file, FIRST_WRITER, WRITERS);
        if (row == null) {
            throw new FileProblem(
                    store,
                    Reason.TOO_MANY_WRITERS,
                    WRITERS + " processes have opened the store " + store
                            + " for writing, and no more can at a time; close it in"
                            + " one of them (process " + file.signer(1)
                            + ", for example), or let processes that only read it use Store.openReadOnly(path)");
        }
        file.setWritten(true);
        ByteLocks taken = new ByteLocks(store, file, row, true);
        file.sign(1 + taken.row());
        taken.tryLead();
        return taken;
    }

    private static @Nullable FileLock firstFree(LockFile file, long first, int rows) throws IOException {
        for (int row = 0; row < rows; row++) {
            FileLock lock = file.tryLock(first + row);
            if (lock != null) {
                return lock;
            }
        }
        return null;
    }

    /** Throws if a process has {@code store} open for writing. */
    static void requireUnwritten(Path store, LockFile file) throws IOException {
        int writer = writer(file, false, WRITERS);
        if (writer != NONE) {
            throw file.isWritten()
                    ? inUseHere(store)
                    : inUse(store, file, writer, "; close it there first, as a copy is made while nobody writes");
        }
    }

    /**
     * The field of the text of a process that writes; NONE if none does.
     *
     * @param leads whether the caller leads, and so does not count
     * @param own the row of the caller, which does not count; WRITERS if it has none
     */
    private static int writer(LockFile file, boolean leads, int own) throws IOException {
        if (!leads && !areFree(file, LEADER, 1)) {
            return 0;
        }
        int before = heldRow(file, 0, own);
        int row = before != NONE ? before : heldRow(file, own + 1, WRITERS);
        return row == NONE ? NONE : 1 + row;
    }

    private static int heldRow(LockFile file, int from, int to) throws IOException {
        if (from >= to || areFree(file, FIRST_WRITER + from, to - from)) {
            return NONE;
        }
        int row = from;
        while (row < to - 1 && areFree(file, FIRST_WRITER + row, 1)) {
            row++;
        }
        return row; // the last, if another was let go meanwhile
    }

    private static boolean areFree(LockFile file, long at, int length) throws IOException {
        try (FileLock free = file.tryLock(at, length)) {
            return free != null;
        }
    }

    private static FileProblem inUse(Path store, LockFile file, int field, String remedy) throws IOException {
        return new FileProblem(
                store,
                Reason.IN_USE,
                "process " + file.signer(field) + " has opened the store " + store + " for writing" + remedy);
    }

    private static FileProblem inUseHere(Path store) {
        return new FileProblem(
                store,
                Reason.IN_USE,
                "the store " + store + " is open in this process already; use that Store object, or close it first");
    }

    /** The row of this process, a number that no other one has at the same time: of a reader below 512, of a process that writes below 64. */
    public int row() {
        return (int) (row.position() - (isWriter ? FIRST_WRITER : FIRST_READER));
    }

    /** Whether this process leads: it alone may lower counts, free, and sweep what dead processes left. */
    public boolean leads() {
        return lead != null;
    }

    /** The number of the process that leads, or led last. */
    public String leader() throws IOException {
        return file.signer(0);
    }

    /**
     * Lets this process have the first row that {@code isFit}, if the row that it has is not; returns whether there is one. Byte 3 is held.
     */
    public synchronized boolean moveToRow(IntPredicate isFit) throws IOException {
        if (isFit.test(row())) {
            return true;
        }
        for (int next = 0; next < WRITERS; next++) {
            FileLock taken = file.tryLock(FIRST_WRITER + next);
            if (taken != null && !isFit.test(next)) {
                taken.release();
            } else if (taken != null) {
                FileLock before = row;
                row = taken;
                watch.replace(before.position(), taken.position());
                before.release();
                file.sign(1 + next);
                return true;
            }
        }
        return false;
    }

    /**
     * Leads if nobody else does; returns whether this process leads. For a thread of the store, which asks now and then: the process that
     * leads may have ended. Does not wait, and an interrupt does no harm.
     */
    public synchronized boolean tryLead() {
        if (lead == null && isWriter && row.isValid()) {
            FileLock taken = takeLead();
            if (taken != null) {
                lead = taken; // first: an error must not keep the lock from this process
                watch.add(LEADER);
                file.sign(0);
            }
        }
        return lead != null;
    }

    /** Lets another process lead. This one has nothing in hand, and lowers nothing any more. */
    public synchronized void endLead() throws IOException {
        FileLock led = lead;
        lead = null;
        if (led != null) {
            watch.remove(LEADER);
            LockFile.letGo(led);
        }
    }

    private @Nullable FileLock takeLead() {
        try {
            FileLock taken = file.tryLock(LEADER);
            if (taken != null && !watch.areHeldNow()) {
                taken.release(); // B6
                return null;
            }
            return taken;
        } catch (IOException e) {
            return null; // another part of the program closed the lock file
        }
    }

    /** Throws unless this process leads and is the only one that writes. Byte 3 is held. */
    public void requireAlone() throws IOException {
        int writer = writer(file, lead != null, row());
        if (writer != NONE) {
            throw inUse(store, file, writer, ALONE);
        }
        if (!tryLead()) {
            throw new IOException("the system has dropped the locks of this process");
        }
    }

    /** Whether another process writes the store, or somebody in this one if this is a reader. Byte 3 is held. */
    public boolean isWrittenByOthers() throws IOException {
        return writer(file, lead != null, isWriter ? row() : WRITERS) != NONE;
    }

    /** Whether this process writes the store and nobody else uses it, not even a reader here. Byte 3 is held. */
    public boolean isOnlyUser() throws IOException {
        return isWriter && !isWrittenByOthers() && areFree(file, FIRST_READER, READERS);
    }

    /** Runs {@code action} while nobody can take the row {@code reader}, unless a reader has it; returns whether it ran. */
    public boolean inFreeReaderRow(int reader, Runnable action) {
        return whileHeld(FIRST_READER + reader, 1, action);
    }

    /** Whether no process that writes has the row {@code writer}: its owner has ended, or closed the file. */
    public boolean isRowFree(int writer) {
        return writer == swept || inFreeWriterRow(writer, () -> {});
    }

    /** Runs {@code action} while nobody can take the row {@code writer}, unless a process has it; returns whether it ran. */
    public boolean inFreeWriterRow(int writer, Runnable action) {
        return whileHeld(FIRST_WRITER + writer, 1, action);
    }

    /** As {@link #inFreeWriterRow}. Meanwhile {@link #isRowFree} knows that this process has the byte. For one thread. */
    public boolean sweepRow(int writer, Runnable action) {
        return inFreeWriterRow(writer, () -> {
            swept = writer;
            try {
                action.run();
            } finally {
                swept = NONE;
            }
        });
    }

    /**
     * Runs {@code action}, which adds to the lists of names, while no other process or thread does. Waits for these, for a second at most.
     * Not from within such an action. Returns whether it ran.
     */
    public boolean inNames(Runnable action) {
        return whileHeld(NAMES, NAMES_TRIES, action);
    }

    /** As {@link #inNames}, for an action that writes an image. Waits ten times as long. */
    public boolean inImage(Runnable action) {
        return whileHeld(IMAGE, TRIES, action);
    }

    /** Whether this process has let its locks go, or lost them. */
    public boolean isClosed() {
        return !file.isOpen();
    }

    /** Runs {@code action} while no other process opens or closes the store; returns whether it ran. Waits for these. */
    public boolean whileNobodyOpens(Runnable action) {
        return whileHeld(OPENING, TRIES, action);
    }

    private boolean whileHeld(long at, int tries, Runnable action) {
        boolean ran = false;
        try (FileLock taken = file.lock(at, tries)) {
            if (taken != null) {
                action.run();
                ran = true;
            }
        } catch (IOException ignored) {
            // another part of the program closed the lock file
        }
        return ran;
    }

    /** Whether this process has a lock no more. */
    boolean isLost() {
        FileLock led = lead;
        if (led != null && !led.isValid()) {
            led = lead; // it may have been let go just now
        }
        return !(row.isValid() && (led == null || led.isValid()) && file.isOpen() && watch.areHeld());
    }

    /** Lets all go, once. */
    synchronized void close() throws IOException {
        FileLock led = lead;
        lead = null;
        try {
            try {
                LockFile.letGo(row);
            } finally {
                LockFile.letGo(led);
            }
        } finally {
            if (isWriter) {
                file.setWritten(false);
            }
            file.close();
        }
    }
}
