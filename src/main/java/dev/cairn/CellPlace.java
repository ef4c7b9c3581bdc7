package dev.cairn;

import dev.cairn.internal.life.Base;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.life.KeptObjects;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.life.RootCell;
import dev.cairn.internal.life.Roots;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Header;
import java.lang.ref.Reference;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A place in a named cell of the store. The cell holds the header of a version, so other processes that read the store find the atom. */
final class CellPlace<T extends Version> implements AtomPlace<T> {
    /*
     * The cell in the store (RootCell) is the truth; held caches the version last seen there, with its Java object. The cache may be
     * stale, so a reader compares its header with the cell. While held is reachable its header is not reused, so an equal reference
     * means the same version. A reader that finds another reference reads the cell, and makes a Java object for the version.
     */
    private final Core core;
    private final NestedCodec<T> kind;
    private final int root;
    private final RootCell cell;

    /** The number of the kind, which the header of each version gets. */
    private final Labels.Labelled label;

    private final CellObjects objects = new CellObjects();
    private volatile @Nullable InCell<T> held;

    private CellPlace(Core core, NestedCodec<T> kind, int root, Labels.Labelled label, @Nullable InCell<T> first) {
        this.core = core;
        this.kind = kind;
        this.root = root;
        this.cell = core.roots().cell(root);
        this.label = label;
        this.held = first;
        if (first != null) {
            objects.enter(first);
            first.isDone = true;
        }
    }

    /** The number of the kind of collections in the cell {@code root}. No other thread makes or ends cells meanwhile. */
    static int kindOf(Core core, int root) {
        return core.change(stripe -> {
            int header = core.roots().cell(root).read(stripe);
            int number = core.memory().getIntAcquire(Header.atLabel(core.memory(), header));
            stripe.drop(header);
            return number;
        });
    }

    /** The cell {@code root}, which was in the store's file when it was opened. No other thread makes or ends cells meanwhile. */
    static <T extends Version> CellPlace<T> attach(Core core, NestedCodec<T> kind, int root) {
        Labels.Labelled label = kind.label(core);
        return core.change(stripe -> {
            CellPlace<T> place = new CellPlace<>(core, kind, root, label, null);
            stripe.registerHolder(place, core.counts().raise(root), 0, null);
            return place;
        });
    }

    /** Makes a cell with this name for {@code first}, which was admitted. No other thread makes or ends cells meanwhile. */
    static <T extends Version> CellPlace<T> make(Core core, NestedCodec<T> kind, String name, T first) {
        Roots roots = core.roots();
        Labels.Labelled label = kind.label(core);
        return core.change(stripe -> {
            int root = roots.make(stripe, name, Roots.OF_ATOM);
            InCell<T> held;
            try {
                held = InCell.of(kind, stripe, label, first);
            } catch (Throwable e) {
                stripe.drop(root);
                throw e;
            }
            CellPlace<T> place = new CellPlace<>(core, kind, root, label, held);
            stripe.registerHolder(place, core.counts().raise(root), 0, null);
            roots.add(root, held.header);
            return place;
        });
    }

    /**
     * A version that is or was in the cell, without pending edits and without a scope, and its header. While this object is reachable,
     * the header is not reused: if the cell has its reference, the cell holds this version.
     */
    static final class InCell<T extends Version> extends Held<T> implements CellObjects.Held {
        final int header;

        /** The objects that the version needs; null if none. */
        @Nullable
        KeptObjects objects;

        /** Whether the writer that wants this version in the cell is done. */
        volatile boolean isDone;

        private InCell(T version, long writer, int header) {
            super(version, writer);
            this.header = header;
        }

        @Override
        public int header() {
            return header;
        }

        @Override
        public @Nullable KeptObjects objects() {
            return objects;
        }

        @Override
        public boolean isDone() {
            return isDone;
        }

        /** The future content of the cell. {@code version} has no pending edits. The caller owns one more count of the header. */
        private static <T extends Version> InCell<T> of(
                NestedCodec<T> kind, Stripe stripe, Labels.Labelled label, T version) {
            Base base = kind.base(version);
            long size = kind.size(version);
            int kept = base.keepHeader(stripe, size);
            int header = HeaderWriter.attach(base.core(), stripe, label, kept);
            InCell<T> held = new InCell<>(version, Thread.currentThread().threadId(), header);
            held.objects = stripe.takeObjects();
            if (header != kept || !base.ownsHeader(size)) {
                stripe.registerHolder(held, base.core().counts().raise(held.header), 0, null);
            }
            return held;
        }
    }

    @Override
    public T admit(T value) {
        return admit(core, kind, value);
    }

    static <T extends Version> T admit(Core core, NestedCodec<T> kind, T value) {
        kind.requireOwn(core, value);
        return kind.withoutScope(kind.requireFolded(value));
    }

    @Override
    public @Nullable Held<T> current() {
        InCell<T> known = held;
        try {
            if (known != null && cell.reference() == known.header) {
                return known;
            }
        } finally {
            Reference.reachabilityFence(known);
            Reference.reachabilityFence(this);
        }
        return read();
    }

    private @Nullable Held<T> read() {
        objects.beginReading();
        try {
            return core.<@Nullable Held<T>>change(stripe -> {
                int header = cell.read(stripe);
                if (header == 0) {
                    return null;
                }
                // another object, which lives at least as long as this one, owns a count of the header
                InCell<T> found =
                        new InCell<>(kind.revive(core, stripe, header, IntUnaryOperator.identity(), null), 0, header);
                hold(found);
                return found;
            });
        } finally {
            objects.endReading(cell);
            Reference.reachabilityFence(this);
        }
    }

    /** Caches {@code seen}, unless the atom has ended. The end empties the cell before it clears the cache. */
    private void hold(InCell<T> seen) {
        held = seen;
        if (cell.reference() == 0) {
            held = null;
        }
    }

    @Override
    public boolean replace(Held<T> before, T next) {
        InCell<T> expected = (InCell<T>) before;
        try {
            boolean replaced = core.change(stripe -> {
                if (cell.reference() != expected.header) {
                    return false;
                }
                InCell<T> made = InCell.of(kind, stripe, label, next);
                objects.enter(made);
                try {
                    boolean done = cell.replace(stripe, expected.header, made.header);
                    if (done) {
                        hold(made);
                    } else {
                        stripe.drop(made.header);
                    }
                    return done;
                } finally {
                    made.isDone = true; // no call, which could fail: the objects would never leave
                }
            });
            if (replaced) {
                core.ring();
            }
            return replaced;
        } finally {
            objects.leaveOld(cell);
            Reference.reachabilityFence(expected);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void end() {
        core.removeRoot(root);
        core.ring();
        held = null;
        objects.clear();
    }
}
