package dev.cairn;

import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.StoreHead;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.StoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the head of a store's file says when it is opened: compared with the file, with the system, with other processes, and with the options that are asked for. */
final class FileHead {
    /** Longer than it takes until another process leads, and gives back what a dead one left. */
    private static final long ROW_NANOS = 3_000_000_000L;

    private static final long ROW_REST_NANOS = 20_000_000;

    private FileHead() {}

    /**
     * Notes in the file that it is open, and by whom, also on the disk: the system may write changes to the disk before it stops, and others
     * not. Returns the generation of this process.
     */
    static int noteOpened(StoreFile file, Memory memory) throws IOException {
        int generation = begin(file, memory, Superblock.opened(memory, boot(), pid()));
        memory.region().force(Superblock.HEAD_BYTES);
        return generation;
    }

    /** Notes in the file that one more process has it open; returns the generation of that. */
    static int noteJoined(StoreFile file, Memory memory) {
        return begin(file, memory, Superblock.joined(memory));
    }

    private static int begin(StoreFile file, Memory memory, int generation) {
        new RowOwner(memory, file.locks().row()).begin(generation);
        return generation;
    }

    /** Throws if the file was cut, or if the system was started anew since it was left open. The file is being opened. */
    static void requireWhole(StoreFile file, StoreHead head) throws IOException {
        Path path = file.path();
        if (file.length() < head.bytesLeast()) {
            throw new FileProblem(
                    path,
                    Reason.TRUNCATED,
                    "the store " + path + " has " + file.length() + " bytes, and its content needs " + head.bytesLeast()
                            + ": the file was cut; restore it from a checkpoint");
        }
        if (!head.wasClosed() && file.isLeftOpen(head.pid())) {
            requireSameBoot(path, head, boot());
        }
    }

    /** Throws unless the system is known to be the same since the file was left open. {@code boot} is 0 if that is not known. */
    static void requireSameBoot(Path path, StoreHead head, long boot) {
        if (!head.isOfBoot(boot)) {
            String since = boot == 0
                    ? "was left open, by process " + head.pid()
                            + ", and this system does not say whether it was started anew since then: it"
                    : "was open, by process " + head.pid() + ", when the system stopped, so the system";
            throw new FileProblem(
                    path,
                    Reason.SYSTEM_RESTARTED,
                    "the store " + path + " " + since
                            + " may not have written all of it to the disk; restore it from a checkpoint");
        }
    }

    /** The options of a store that is there. Throws if others were asked for. */
    static StoreOptions actual(StoreFile file, StoreOptions asked, StoreHead head) {
        StoreOptions defaults = StoreOptions.defaults();
        Geometry geometry = new Geometry(head.bits(), head.slabBytes());
        require(file, "geometry", asked.geometry(), defaults.geometry(), geometry);
        require(file, "maxBytes", asked.maxBytes(), defaults.maxBytes(), head.maxBytes());
        if (asked.seed().isPresent()) {
            require(file, "seed", asked.seed().getAsLong(), null, head.seed());
        }
        return asked.geometry(geometry).maxBytes(head.maxBytes()).seed(head.seed());
    }

    private static void require(StoreFile file, String name, Object asked, @Nullable Object standard, Object there) {
        if (!asked.equals(there) && !asked.equals(standard)) {
            throw new FileProblem(
                    file.path(),
                    Reason.OTHER_OPTIONS,
                    "the store " + file.path() + " has the " + name + " " + there + ", and was opened with the " + name
                            + " " + asked + "; leave this option out");
        }
    }

    /** A number that is another one after each start of the system. */
    private static long boot() {
        try {
            UUID id = UUID.fromString(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim());
            return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        } catch (IOException | IllegalArgumentException e) {
            return 0; // not known here
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Throws if the file is shorter than its store can get: who only reads it cannot make it longer. */
    static void requireLength(StoreFile file, StoreHead head) throws IOException {
        if (file.length() < head.maxBytes()) {
            throw new FileProblem(
                    file.path(),
                    Reason.TRUNCATED,
                    "the store " + file.path() + " has " + file.length() + " bytes, and can have " + head.maxBytes()
                            + ": a copy of the file was cut; open it once for writing, which makes it as long again");
        }
    }

    /** Waits until who leads has given back what a dead process left in its row, and takes that row. */
    static void awaitRow(StoreFile file, Memory memory) throws IOException {
        ByteLocks locks = file.locks();
        locks.endLead(); // nothing can be given back here yet
        long since = System.nanoTime();
        while (!locks.moveToRow(row -> RowOwner.hasLeftNothing(memory, row))) {
            if (System.nanoTime() - since > ROW_NANOS) {
                throw new FileProblem(
                        file.path(),
                        Reason.TOO_MANY_WRITERS,
                        "what processes left that were killed takes all of the " + Superblock.ROWS
                                + " places for processes that write the store " + file.path() + ", and process "
                                + locks.leader() + ", which leads, has not given any back; if it was stopped, let it go"
                                + " on, or end it, and else open the store again");
            }
            LockSupport.parkNanos(ROW_REST_NANOS);
        }
    }
}
