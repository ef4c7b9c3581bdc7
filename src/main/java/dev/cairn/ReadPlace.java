package dev.cairn;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.PinRow;
import dev.cairn.internal.life.RootCell;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** A place in a named cell of a store that another process writes. */
final class ReadPlace<T extends Version> implements AtomPlace<T> {
    /*
     * As in CellPlace, the cell is the truth, and held caches the version last seen there. While held is reachable its header is pinned, and
     * not reused, so an equal reference means the same version. The root node is pinned as long as this place is reachable; its view of the
     * core keeps that pin. After the end of the atom the cell is empty for ever.
     */
    private final Core core;
    private final Core rootView;
    private final NestedCodec<T> kind;
    private final int root;
    private final RootCell cell;
    private volatile @Nullable Seen<T> held;

    private ReadPlace(Core core, NestedCodec<T> kind, PinRow.Pinned root) {
        this.core = core;
        this.rootView = root.view();
        this.kind = kind;
        this.root = root.reference();
        this.cell = rootView.roots().cell(this.root);
    }

    /** A pinned root node, and the number of the kind of its versions; 0 if the atom has ended. */
    record Found(PinRow.Pinned root, int number) {
        /** The atom with this name; null if there is none. */
        static @Nullable Found of(Core core, String name) {
            PinRow.Pinned root = core.pinRoot(name);
            if (root == null) {
                return null;
            }
            if (isOfMailbox(root)) {
                throw NameTakenException.byMailbox(name);
            }
            PinRow.Pinned version = core.pinVersion(root.reference());
            return version == null ? null : new Found(root, number(version));
        }

        private static boolean isOfMailbox(PinRow.Pinned root) {
            try {
                return root.view().roots().isOfMailbox(root.reference());
            } finally {
                Reference.reachabilityFence(root);
            }
        }

        private static int number(PinRow.Pinned version) {
            try {
                return Labels.number(version.view().memory(), version.reference());
            } finally {
                Reference.reachabilityFence(version);
            }
        }
    }

    static <T extends Version> ReadPlace<T> of(Core core, NestedCodec<T> kind, Found found) {
        return new ReadPlace<>(core, kind, found.root);
    }

    /** A version that is or was in the cell, and the view that keeps its header pinned. */
    private static final class Seen<T extends Version> extends Held<T> {
        final int header;

        @SuppressWarnings("UnusedVariable") // a small version does not refer to it
        private final Core view;

        Seen(T version, PinRow.Pinned pinned) {
            super(version, 0);
            this.header = pinned.reference();
            this.view = pinned.view();
        }
    }

    @Override
    public T admit(T value) {
        core.requireWritable();
        return value;
    }

    @Override
    public @Nullable Held<T> current() {
        Seen<T> known = held;
        try {
            if (known != null && cell.reference() == known.header) {
                return known;
            }
            PinRow.Pinned pinned = core.pinVersion(root);
            if (pinned == null) {
                held = null;
                return null;
            }
            Seen<T> seen = new Seen<>(kind.make(pinned.view(), pinned.reference(), null), pinned);
            held = seen;
            return seen;
        } finally {
            Reference.reachabilityFence(known);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean replace(Held<T> expected, T next) {
        core.requireWritable();
        return false;
    }

    @Override
    public void end() {
        held = null;
    }
}
