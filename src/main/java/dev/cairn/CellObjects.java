package dev.cairn;

import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.RootCell;
import dev.cairn.internal.life.StackRoom;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the Java objects that the version in an atom's cell needs, whoever put it there. */
final class CellObjects {
    /*
     * Protocol
     *   A writer 1 enters what it wants in the cell, 2 tries to put it there, 3 says that it is done, 4 lets the old leave.
     *   The old leave: 1 note those that are done, 2 read the cell, 3 if nobody is reading, remove those noted that are not in the cell.
     *   A reader 1 counts itself, 2 reads the cell and finds the objects of the header there, 3 counts itself out, 4 lets the old leave.
     *
     * Invariants
     *   A1  What is in the cell is entered. It was when it was put there; it is noted only after that, and removed only if a later look
     *       did not see it in the cell. It does not come back but by another writer, who enters it again.
     *   A2  What a reader found in the cell stays entered until the reader is done. If it was removed, then a look did not see it in the
     *       cell; the reader had read before that look, and so was counted when the remover asked after it.
     */
    private record Entry(Held held, KeptObjects objects) {}

    /** A version that a writer wants in the cell. */
    interface Held {
        /** Its header. */
        int header();

        /** The objects that it needs; null if none. */
        @Nullable
        KeptObjects objects();

        /** Whether the writer is done. */
        boolean isDone();
    }

    private final Collection<Entry> entered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readers = new AtomicInteger();

    /** Keeps what {@code held} needs from now on; the caller will say there when it is done, whatever comes. */
    void enter(Held held) {
        KeptObjects objects = held.objects();
        if (objects != null) {
            entered.add(new Entry(held, objects));
        }
    }

    /** Counts a reader in, for which the stack has room to be counted out. */
    void beginReading() {
        StackRoom.require();
        readers.incrementAndGet();
    }

    /** Counts a reader out. */
    void endReading(RootCell cell) {
        readers.decrementAndGet();
        leaveOld(cell);
    }

    /** Lets go of what is no longer in the cell. */
    void leaveOld(RootCell cell) {
        if (entered.isEmpty()) {
            return;
        }
        List<Entry> done = entered.stream().filter(entry -> entry.held.isDone()).toList();
        int header = cell.reference();
        if (readers.get() == 0) {
            done.forEach(entry -> {
                if (entry.held.header() != header) {
                    entered.remove(entry);
                }
            });
        }
    }

    /** Lets go of all: the atom was removed. */
    void clear() {
        entered.clear();
    }
}
