package dev.cairn;

import dev.cairn.internal.letter.Post;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The atoms of a store, by name. */
final class Atoms implements RemoteChanges.Watched {
    /** The most characters of a name. */
    static final int NAME_MAX = 1024;

    /*
     * A thread that makes or removes atoms holds the monitor of naming, which also guards the store's list of cells. No user code runs
     * under the monitor. It is a monitor, not a lock object, because the JVM releases it even after a stack overflow. A stripe is taken
     * after the monitor.
     */
    private final Object naming = new Object();
    private final Map<String, Atom<?>> byName = new ConcurrentHashMap<>();
    private final Core core;
    private final boolean inCells;
    private final AtomicBoolean isWatching = new AtomicBoolean();

    /** The store's file; null if it is in none. */
    private final @Nullable Path path;

    /** No atoms yet; {@code inCells} says whether each atom gets a cell in the store. */
    Atoms(Core core, boolean inCells, @Nullable Path path) {
        this.core = core;
        this.path = path;
        this.inCells = inCells;
    }

    /** The atom with this name. Throws if there is none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // documented for users at Store.atom(String)
    <T extends Version> Atom<T> get(String name) {
        core.check();
        Atom<?> known = core.isReadOnly() ? find(name, null) : known(name);
        if (known == null && core.isInFile() && !core.isReadOnly()) {
            known = ofFile(name);
        }
        if (known == null) {
            throw new NoSuchElementException("no atom has the name " + name);
        }
        return (Atom<T>) known;
    }

    /** The atom that the store had in its file, of the kind that its descriptor says; null if it had none with this name. */
    private @Nullable Atom<?> ofFile(String name) {
        int number;
        synchronized (naming) {
            number = core.inNames(() -> {
                int root = rootOfAtom(name);
                return root == 0 ? 0 : CellPlace.kindOf(core, root);
            });
            if (number == 0) {
                return known(name);
            }
        }
        NestedCodec<?> kind = Schemas.kind(core, number); // may initialise classes of the user
        synchronized (naming) {
            Atom<?> known = known(name);
            return known == null ? core.<@Nullable Atom<?>>inNames(() -> attach(name, kind)) : known;
        }
    }

    /** The root node with this name; 0 if there is none. Ends what a process which was killed was removing. Under the lock of names. */
    int root(String name) {
        int root = core.roots().find(name);
        int there = root == 0 ? 0 : core.roots().cell(root).reference();
        boolean isEnding = there == 0 || (core.roots().isOfMailbox(root) && Post.isRemoved(core, there));
        if (root != 0 && isEnding) {
            core.removeRoot(root);
            return 0;
        }
        return root;
    }

    /** The root node of the atom with this name; 0 if nothing has the name. */
    private int rootOfAtom(String name) {
        int root = root(name);
        if (root != 0 && core.roots().isOfMailbox(root)) {
            throw NameTakenException.byMailbox(name);
        }
        return root;
    }

    /** Throws if an atom has this name, whose root node is {@code root}; 0 if it has none. Under the lock of names. */
    void requireNoAtom(String name, int root) {
        if (root == 0
                ? byName.containsKey(name) && known(name) != null
                : !core.roots().isOfMailbox(root)) {
            throw NameTakenException.byAtom(name);
        }
    }

    /** Runs {@code action} while nobody else adds or removes a name. */
    <R extends @Nullable Object> R inNames(Supplier<R> action) {
        synchronized (naming) {
            return core.inNames(action);
        }
    }

    /** The atom with this name, if this process has it, and no other process has removed it. */
    private @Nullable Atom<?> known(String name) {
        Atom<?> known = byName.get(name);
        if (known != null && core.hasOthers() && known.isRemoved()) {
            byName.remove(name, known);
            known.endWatches();
            return null;
        }
        return known;
    }

    /** The atom with this name in a store that another process writes; null if there is none. */
    private @Nullable Atom<?> find(String name, @Nullable NestedCodec<?> asked) {
        Atom<?> known = byName.get(name);
        if (known != null && !known.isRemoved()) {
            return known;
        }
        ReadPlace.Found found = ReadPlace.Found.of(core, name);
        NestedCodec<?> kind = found == null || asked != null
                ? asked
                : Schemas.kind(core, found.number()); // may initialise classes of the user
        synchronized (naming) {
            Atom<?> now = byName.get(name);
            if (now != null && !now.isRemoved()) {
                return now; // another thread was first
            }
            if (found == null || kind == null) {
                byName.remove(name);
                return null;
            }
            return findKind(name, found, kind);
        }
    }

    private <T extends Version> Atom<T> findKind(String name, ReadPlace.Found found, NestedCodec<T> kind) {
        Schemas.require(core, "the atom " + name, found.number(), kind);
        return enter(name, kind, ReadPlace.of(core, kind, found));
    }

    /** The atom with this name; a new one with {@code initial} if there is none. */
    <T extends Version> Atom<T> getOrMake(String name, T initial) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(initial, "initial");
        core.check();
        NestedCodec<T> kind = NestedCodec.of(initial);
        if (core.isReadOnly() && find(name, kind) == null) {
            throw new ReadOnlyStoreException(path, "make the atom " + name);
        }
        @Nullable Atom<T> known = known(name, kind);
        if (known != null) {
            return known;
        }
        requireShort(name);
        if (core.isInFile()) {
            kind.enter(core);
        }
        T value = inCells ? CellPlace.admit(core, kind, initial) : AtomPlace.OnHeap.admit(core, kind, initial);
        synchronized (naming) {
            known = known(name, kind);
            return known == null ? core.inNames(() -> attachOrMake(name, kind, value)) : known;
        }
    }

    private <T extends Version> Atom<T> attachOrMake(String name, NestedCodec<T> kind, T value) {
        Atom<T> there = core.isInFile() ? attach(name, kind) : null;
        if (there == null) {
            rootOfAtom(name);
        }
        return there == null ? make(name, kind, value) : there;
    }

    /** The atom that the store had in its file when it was opened; null if it had none with this name. */
    private <T extends Version> @Nullable Atom<T> attach(String name, NestedCodec<T> kind) {
        int root = rootOfAtom(name);
        if (root == 0) {
            return null;
        }
        Schemas.require(core, "the atom " + name, CellPlace.kindOf(core, root), kind);
        return enter(name, kind, CellPlace.attach(core, kind, root));
    }

    @SuppressWarnings("unchecked") // the kinds are equal
    private <T extends Version> @Nullable Atom<T> known(String name, NestedCodec<T> kind) {
        Atom<?> known = known(name);
        if (known != null && !known.kind().equals(kind)) {
            if (core.isInFile()) {
                Schemas.require("the atom " + name, known.kind().descriptor(), kind.descriptor());
            }
            throw new NameTakenException(name, known.kind().toString(), kind.toString());
        }
        return (Atom<T>) known;
    }

    static void requireShort(String name) {
        if (name.length() > NAME_MAX) {
            throw new IllegalArgumentException(
                    "a name of " + name.length() + " characters; at most " + NAME_MAX + " are allowed");
        }
    }

    private <T extends Version> Atom<T> make(String name, NestedCodec<T> kind, T value) {
        AtomPlace<T> place =
                inCells ? CellPlace.make(core, kind, name, value) : new AtomPlace.OnHeap<>(core, kind, value);
        return enter(name, kind, place);
    }

    private <T extends Version> Atom<T> enter(String name, NestedCodec<T> kind, AtomPlace<T> place) {
        Atom<T> made = new Atom<>(core, name, kind, place, this::watchOthers);
        byName.put(name, made);
        return made;
    }

    /** Removes the atom with this name; returns whether there was one. */
    boolean remove(String name) {
        core.check();
        core.requireWritable();
        Atom<?> atom;
        boolean isThere;
        synchronized (naming) {
            atom = byName.remove(name);
            isThere = core.inNames(() -> end(name, atom));
        }
        if (atom != null) {
            atom.endWatches();
        }
        return isThere;
    }

    /** Ends {@code atom}, or that of the file with this name if it is null; returns whether there was one. */
    private boolean end(String name, @Nullable Atom<?> atom) {
        if (atom != null && !(core.hasOthers() && atom.isRemoved())) {
            atom.end();
            return true;
        }
        int root = rootOfAtom(name);
        if (root != 0) {
            core.removeRoot(root);
        }
        return root != 0;
    }

    /** Removes all atoms, also from a closed store. */
    void removeAll() {
        List<Atom<?>> all;
        synchronized (naming) {
            all = List.copyOf(byName.values());
            for (Atom<?> atom : all) {
                byName.remove(atom.name()); // first, so that an atom cannot end twice after an error
                atom.end();
            }
        }
        all.forEach(Atom::endWatches);
    }

    /** The versions of all atoms, each as it is at some moment of the call. The caller releases them, in any case. */
    List<PinnedVersion> pin() {
        List<PinnedVersion> pinned = new ArrayList<>();
        if (inCells) {
            synchronized (naming) {
                core.inNames(() -> core.change(stripe -> {
                    core.roots().forEach(root -> pinRoot(stripe, root, pinned));
                    return pinned;
                }));
            }
        } else {
            for (Atom<?> atom : List.copyOf(byName.values())) {
                atom.pin().ifPresent(pinned::add);
            }
        }
        return pinned;
    }

    private void pinRoot(Stripe stripe, int root, List<PinnedVersion> pinned) {
        String name = core.roots().name(root);
        Atom<?> atom = byName.get(name);
        PinnedVersion version = new PinnedVersion(name, core.isInFile() || atom == null ? "" : atom.kindInImages());
        boolean isEmpty = core.roots().cell(root).reference() == 0; // of an atom that a killed process was removing
        int header = isEmpty || core.roots().isOfMailbox(root)
                ? 0
                : core.roots().cell(root).read(stripe);
        if (header != 0) {
            version.hold(stripe, header);
            pinned.add(version);
        }
    }

    @Override
    public boolean isEnded() {
        return core.isClosed();
    }

    /** Lets a thread tell watchers of changes by other processes, if there can be any. */
    void watchOthers() {
        if (core.hasOthers() && isWatching.compareAndSet(false, true)) {
            RemoteChanges.start(this, core.bell());
        }
    }

    @Override
    public boolean haveRemoteChanges() {
        return byName.values().stream().anyMatch(Atom::hasRemoteChange);
    }

    @Override
    public void tellRemoteChanges() {
        byName.values().forEach(Atom::tellRemoteChange);
    }

    /** Ends the watches of all atoms, which stay. */
    void endWatches() {
        List.copyOf(byName.values()).forEach(Atom::endWatches);
    }

    /** Lets all atoms go, which another process has, and tells their watchers. */
    void forget() {
        endWatches();
        List.copyOf(byName.values()).forEach(Atom::end);
        byName.clear();
    }

    /** The names of all atoms. */
    SortedSet<String> names() {
        core.check();
        if (core.isReadOnly()) {
            return new TreeSet<>(core.sharedNames());
        }
        if (!core.isInFile()) {
            return new TreeSet<>(byName.keySet());
        }
        synchronized (naming) {
            SortedSet<String> names = new TreeSet<>();
            core.inNames(() -> {
                core.roots().forEach(root -> {
                    if (core.roots().cell(root).reference() != 0
                            && !core.roots().isOfMailbox(root)) {
                        names.add(core.roots().name(root));
                    }
                });
                return names;
            });
            return names;
        }
    }
}
