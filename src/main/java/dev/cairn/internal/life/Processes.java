package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The processes that use a file, as their locks, the store and the file of pins say. Nobody is disturbed by a look at them. */
public final class Processes {
    /*
     * A lock tells that a process lives. What it holds it has written elsewhere, and goes on to write, so figures are of about one moment.
     * A row is read between two looks at who has it: if its process ended meanwhile, its pages may be anything by now, and it is left out.
     */
    private final Core core;
    private final Memory memory;
    private final Allocator allocator;
    private final PinFile pins;
    private final Living living;
    private final RowPages[] rows;

    /** Who lives. */
    public interface Living {
        /** Whether a process that writes has {@code row}. May say true for a moment if none has. */
        boolean isWriting(int row);

        /** Whether a process that only reads has {@code row} of the file of pins. May say true for a moment if none has. */
        boolean isReading(int row);

        /** The row of this process. */
        int row();
    }

    /** The processes that use the file of {@code core}. */
    public Processes(Core core, PinFile pins, Living living) {
        this.core = core.whole();
        this.memory = core.memory();
        this.allocator = core.allocator();
        this.pins = pins;
        this.living = living;
        this.rows = RowPages.all(memory);
    }

    /** Which process. No other one ever had the same of all four. Times are in milliseconds since 1970. */
    public record Identity(int row, boolean reads, long pid, long since) {}

    /**
     * A process.
     *
     * @param isOwn whether it is this one, by the store that was asked
     * @param seen when it gave a sign of life last
     * @param versions how many holders it has that keep nodes alive
     * @param taken the bytes of all blocks that it took
     * @param unused the bytes of those of them that it has not used yet
     */
    public record Found(
            Identity who, boolean isOwn, boolean leads, long seen, long versions, long taken, long unused) {}

    /** All that live. O(versions that they hold + rows). */
    public List<Found> all() {
        core.check();
        allocator.refresh();
        List<Found> all = new ArrayList<>();
        for (int row = 0; row < Superblock.ROWS; row++) {
            addUnlessNull(all, writer(row));
        }
        for (int row = 0; row < PinFile.ROWS; row++) {
            addUnlessNull(all, reader(row));
        }
        return all;
    }

    private static void addUnlessNull(List<Found> all, @Nullable Found found) {
        if (found != null) {
            all.add(found);
        }
    }

    private boolean isOwn(int row, boolean reads) {
        return row == living.row() && reads == core.isReadOnly();
    }

    private @Nullable Found writer(int row) {
        RowOwner owner = new RowOwner(memory, row);
        int generation = owner.generation();
        if (generation == 0 || !lives(row, false)) {
            return null;
        }
        boolean leads = owner.leads() || !Superblock.hasSeveral(memory);
        long[] found = new long[2];
        forEachPage(row, page -> {
            found[0] += LedgerPage.countHeld(memory, memory.at(page));
            if (rows[row].isOfBlocks(page)) {
                found[1] += allocator.waitingBytes(List.of(allocator.magazinesAt(rows[row].body(page))));
            }
        });
        Identity who = new Identity(row, false, owner.pid(), owner.since());
        boolean isSame = lives(row, false) && owner.generation() == generation;
        return isSame
                ? new Found(who, isOwn(row, false), leads, owner.seen(), found[0], owner.taken(), found[1])
                : null;
    }

    /** Calls {@code visitor} with each page of a process that may be at work. If it is the only one, it has all. */
    private void forEachPage(int row, IntConsumer visitor) {
        if (Superblock.hasSeveral(memory)) {
            rows[row].forEachAtWork(allocator, visitor);
        } else {
            for (RowPages each : rows) {
                each.forEachAtWork(allocator, visitor);
            }
        }
    }

    private @Nullable Found reader(int row) {
        if (!pins.wasOpened(row) || !lives(row, true)) {
            return null;
        }
        Identity who = new Identity(row, true, pins.pid(row), pins.since(row));
        IntStack kept = pins.kept(row);
        long versions = 0;
        for (int i = 0; i < kept.size(); i++) {
            versions += isVersion(kept.peek(i)) ? 1 : 0;
        }
        long seen = pins.seen(row);
        boolean isSame = lives(row, true) && isThere(who);
        return isSame ? new Found(who, isOwn(row, true), false, seen, versions, 0, 0) : null;
    }

    /** Whether a reader that keeps {@code reference} keeps a version by it, and not a name. */
    private boolean isVersion(int reference) {
        return allocator.blockIndex(reference) >= 0 && Node.kind(memory, memory.at(reference)) == Kind.HEADER;
    }

    private boolean lives(int row, boolean reads) {
        return isOwn(row, reads) || (reads ? living.isReading(row) : living.isWriting(row));
    }

    /** Whether the process is the last one that had its row. */
    private boolean isThere(Identity who) {
        RowOwner owner = new RowOwner(memory, who.reads ? 0 : who.row);
        return who.reads
                ? pins.pid(who.row) == who.pid && pins.since(who.row) == who.since
                : owner.pid() == who.pid && owner.since() == who.since;
    }

    /**
     * The bytes of the nodes that only {@code who} keeps alive; 0 if it has ended. All processes stand still meanwhile. O(nodes), and a bit a
     * block on the heap.
     *
     * @throws RuntimeException the named exception of a store that is only read, or in which somebody does not stand still
     */
    public long bytesHeldOnlyBy(Identity who) {
        core.check();
        if (core.isReadOnly()) {
            throw core.errors.readOnly("let all processes stand still, which it takes to count what one of them holds");
        }
        return core.whileStill(() -> {
            if (core.isDetached()) {
                throw core.errors.storeClosed();
            }
            boolean isKnown = 0 <= who.row && who.row < (who.reads ? PinFile.ROWS : Superblock.ROWS);
            boolean isThere = isKnown && (!who.reads || pins.wasOpened(who.row)) && isThere(who);
            return isThere && lives(who.row, who.reads) ? heldOnlyBy(who) : 0L;
        });
    }

    private long heldOnlyBy(Identity who) {
        HeldAlone held = new HeldAlone(core);
        held.addNames();
        if (Superblock.hasSeveral(memory)) {
            for (int row = 0; row < Superblock.ROWS; row++) {
                if (lives(row, false)) {
                    held.addPages(rows[row], isOwn(row, false), row == who.row && !who.reads);
                }
            }
        } else {
            for (RowPages row : rows) {
                held.addPages(row, true, !who.reads);
            }
        }
        held.addTokens(isOwn(who.row, who.reads));
        for (int row = 0; row < PinFile.ROWS; row++) {
            if (pins.wasOpened(row) && lives(row, true)) {
                held.addPins(pins.kept(row), row == who.row && who.reads);
            }
        }
        return held.bytes();
    }
}
