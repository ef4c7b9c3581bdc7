package dev.cairn;

import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.RootCell;
import dev.cairn.internal.life.StackRoom;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the Java objects of the version in an atom's cell reachable. */
final class CellObjects {
    /*
     * Protocol
     *   A writer 1 enters the version that it wants in the cell, 2 tries to put it there, 3 marks it as done, 4 calls leaveOld.
     *   leaveOld 1 notes the entries that are done, 2 reads the cell, 3 if no reader is counted, removes the noted entries that are not in
     *   the cell.
     *   A reader 1 counts itself in, 2 reads the cell and finds the objects of that header, 3 counts itself out, 4 calls leaveOld.
     *
     * Invariants
     *   A1  The version in the cell is entered. It was entered before it was put there; its entry is noted only after that, and removed
     *       only if a later read did not find it in the cell. Only another writer can put it back, and that writer enters it again.
     *   A2  The version that a reader found in the cell stays entered until the reader is done. If its entry was removed, the cell did not
     *       hold it at the remover's read; the reader read the cell before that, so the remover found the reader counted.
     */
    private record Entry(Held held, KeptObjects objects) {}

    /** A version that a writer wants in the cell. */
    interface Held {
        /** The header of the version. */
        int header();

        /** The objects of the version; null if there are none. */
        @Nullable
        KeptObjects objects();

        /** Whether the writer is done. */
        boolean isDone();
    }

    private final Collection<Entry> entered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger readers = new AtomicInteger();

    /** Keeps the objects of {@code held} from now on. The caller marks {@code held} as done at the end, also after an error. */
    void enter(Held held) {
        KeptObjects objects = held.objects();
        if (objects != null) {
            entered.add(new Entry(held, objects));
        }
    }

    /** Counts a reader in. The stack must have room for {@link #endReading}. */
    void beginReading() {
        StackRoom.require();
        readers.incrementAndGet();
    }

    /** Counts a reader out. */
    void endReading(RootCell cell) {
        readers.decrementAndGet();
        leaveOld(cell);
    }

    /** Releases the objects of versions that are no longer in the cell. */
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

    /** Releases all objects, because the atom was removed. */
    void clear() {
        entered.clear();
    }
}
