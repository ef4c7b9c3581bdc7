package dev.cairn;

import dev.cairn.internal.life.Core;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The atoms of a store: one for each name that the store has. */
final class Atoms {
    /** How many characters a name may have. */
    static final int NAME_MAX = 1024;

    /*
     * Who makes or removes atoms holds the monitor of naming, which also keeps the store's list of cells; no user code runs
     * under it. It is a monitor since the JVM lets go of it also where the stack overflows. A stripe is taken after it.
     */
    private final Object naming = new Object();
    private final Map<String, Atom<?>> byName = new ConcurrentHashMap<>();
    private final Core core;
    private final boolean inCells;

    /** None yet; whether each has a cell in the store. */
    Atoms(Core core, boolean inCells) {
        this.core = core;
        this.inCells = inCells;
    }

    /** The atom of this name. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // said so where users see it
    <T extends Version> Atom<T> get(String name) {
        core.check();
        Atom<?> known = byName.get(name);
        if (known == null) {
            throw new NoSuchElementException("no atom has the name " + name);
        }
        return (Atom<T>) known;
    }

    /** The atom of this name, which is made if there is none. */
    <T extends Version> Atom<T> getOrMake(String name, T initial) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(initial, "initial");
        core.check();
        NestedCodec<T> kind = NestedCodec.of(initial);
        @Nullable Atom<T> known = known(name, kind);
        if (known != null) {
            return known;
        }
        requireShort(name);
        T value = inCells ? CellPlace.admit(core, kind, initial) : AtomPlace.OnHeap.admit(core, kind, initial);
        synchronized (naming) {
            known = known(name, kind);
            return known == null ? make(name, kind, value) : known;
        }
    }

    @SuppressWarnings("unchecked") // of the same kind
    private <T extends Version> @Nullable Atom<T> known(String name, NestedCodec<T> kind) {
        Atom<?> known = byName.get(name);
        if (known != null && !known.kind().equals(kind)) {
            throw new NameTakenException(name, known.kind().toString(), kind.toString());
        }
        return (Atom<T>) known;
    }

    private static void requireShort(String name) {
        if (name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "a name of " + name.length() + " characters; at most " + NAME_MAX + " are allowed");
        }
    }

    private <T extends Version> Atom<T> make(String name, NestedCodec<T> kind, T value) {
        AtomPlace<T> place =
                inCells ? CellPlace.make(core, kind, name, value) : new AtomPlace.OnHeap<>(core, kind, value);
        Atom<T> made = new Atom<>(core, name, kind, place);
        byName.put(name, made);
        return made;
    }

    /** Whether there was an atom of this name. */
    boolean remove(String name) {
        core.check();
        @Nullable Atom<?> atom;
        synchronized (naming) {
            atom = byName.remove(name);
            if (atom != null) {
                atom.end();
            }
        }
        if (atom != null) {
            atom.endWatches();
        }
        return atom != null;
    }

    /** Removes all, also from a closed store. */
    void removeAll() {
        List<Atom<?>> all;
        synchronized (naming) {
            all = List.copyOf(byName.values());
            for (Atom<?> atom : all) {
                byName.remove(atom.name()); // first: it must not end twice, if an error comes
                atom.end();
            }
        }
        all.forEach(Atom::endWatches);
    }

    /** All names. */
    SortedSet<String> names() {
        core.check();
        return new TreeSet<>(byName.keySet());
    }
}
