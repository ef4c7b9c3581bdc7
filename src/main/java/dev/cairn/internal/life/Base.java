package dev.cairn.internal.life;

import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.node.Header;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/** The part of a version that lies in the store. Versions that are made one after another share it, and its token. */
public abstract class Base extends KeptObjects.Holder {
    private static final VarHandle OBJECTS = FieldHandle.of(MethodHandles.lookup(), "objects", KeptObjects.class);

    private final Core core;
    private final @Nullable ScopeState scope;
    private final OpenFlag openFlag;
    private final int node;
    private volatile @Nullable KeptHeader keptHeader;

    /** The objects that versions of this base need (O2); null if none. */
    private volatile @Nullable KeptObjects objects;

    /** A base in {@code core}. If {@code scope} is not null, the base ends with it. */
    protected Base(Core core, @Nullable ScopeState scope) {
        this(core, scope, 0);
    }

    /** A base made from {@code node}: its header, or a leaf that is all of it. Its token owns that node only. */
    protected Base(Core core, @Nullable ScopeState scope, int node) {
        this.core = core;
        this.scope = scope;
        this.openFlag = scope == null ? core.openFlag : scope;
        this.node = node;
        KeptObjects known = node == 0 ? null : core.objects().ofHeader(node);
        if (known != null) {
            this.objects = known; // only if needed: a volatile write costs much
        }
    }

    /** The header of the version with {@code size} elements. */
    public abstract Header header(long size);

    /**
     * A header node of the version with {@code size} elements: the one from which this base was made, or a new one. Keeps a header that
     * is asked for twice, since a version that is sent to many asks for it often. Does not keep that of an empty version, since its base
     * may live as long as the store. Returns the node owned.
     */
    public final int keepHeader(Stripe stripe, long size) {
        int header = makeHeader(stripe, size);
        KeptObjects known = objects;
        if (known != null) {
            stripe.keep(core.objects().keepHeader(header, known));
        }
        return header;
    }

    private int makeHeader(Stripe stripe, long size) {
        try {
            KeptHeader last = keptHeader;
            KeptHeader asked = last == null || last.size != size ? null : last;
            if (asked != null && asked.isWritten()) {
                return asked.raise(core);
            }
            Header header = header(size);
            if (owns(header)) {
                return core.counts().raise(node);
            }
            if (asked != null && !header.isOfNothing()) {
                return asked.write(core, stripe, scope, header);
            }
            keptHeader = new KeptHeader(size);
            return HeaderWriter.write(core, stripe, header);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The node to which an element refers that is the version with {@code size} elements: a leaf that is all of the version and needs no
     * objects (O3), or else the header of {@link #keepHeader}. Returns the node owned.
     */
    public final int keepElement(Stripe stripe, long size) {
        try {
            int leaf = objects == null ? header(size).leaf(core.memory()) : 0;
            return leaf == 0 ? keepHeader(stripe, size) : core.counts().raise(leaf);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The header or leaf from which this base was made, if that is the version with {@code size} elements; else 0. */
    public final int madeFrom(long size) {
        return node != 0 && Header.read(core.memory(), node).equals(header(size)) ? node : 0;
    }

    /** Whether this base owns the header that {@link #keepHeader} returns. */
    public final boolean ownsHeader(long size) {
        return owns(header(size));
    }

    private boolean owns(Header header) {
        return node != 0
                && Header.isNode(core.memory(), node)
                && Header.read(core.memory(), node).equals(header);
    }

    /** The store's core. */
    public final Core core() {
        return core;
    }

    /** The scope with which this base ends; null if none. */
    public final @Nullable ScopeState scope() {
        return scope;
    }

    /** The objects that versions of this base need; null if none. */
    public final @Nullable KeptObjects objects() {
        return objects;
    }

    /** Lets this base own {@code first} and {@code second} until it is found dead. Takes both, counted before (I9). */
    public final void register(Stripe stripe, int first, int second) {
        keepObjects(stripe);
        stripe.registerBase(this, first, second, scope);
    }

    /** Keeps the objects that the change under {@code stripe} needs. The change made this base or wrote to it. */
    public final void keepObjects(Stripe stripe) {
        KeptObjects more = stripe.takeObjects();
        while (more != null) {
            KeptObjects known = objects;
            KeptObjects all = known == null ? more : KeptObjects.join(known, more);
            if (OBJECTS.compareAndSet(this, known, all.of(places()))) {
                more = null;
            }
        }
    }

    @Override
    final void compactObjects() {
        KeptObjects known = objects;
        try {
            KeptObjects fewer = known == null ? null : Reach.compacted(core, known, places(), roots());
            if (fewer != known) {
                OBJECTS.compareAndSet(this, known, fewer);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** About how many elements the versions of this base have. */
    protected abstract long places();

    /** References from which all nodes of this base can be reached; some may be 0. */
    protected abstract int[] roots();

    /** All nodes of this base. */
    public final Reach reach() {
        return Reach.from(core, roots());
    }

    /** Throws unless the store is open and, if this base ends with a scope, the scope is open and belongs to the calling thread. */
    public final void check() {
        openFlag.require();
    }

    /** A header that a base was asked for. It is written at the second time, and kept as long as the base is not asked for another. */
    private static final class KeptHeader {
        final long size;

        /** The header, which this owns; 0 before it is written. If two threads write it at once, each keeps its own. */
        private volatile int node;

        /** The header of the version with {@code size} elements was asked for. */
        KeptHeader(long size) {
            this.size = size;
        }

        /** Whether it is kept. */
        boolean isWritten() {
            return node != 0;
        }

        /** The node, once it is written, with a count for the caller. Returns it owned. */
        int raise(Core core) {
            try {
                return core.counts().raise(node);
            } finally {
                Reference.reachabilityFence(this);
            }
        }

        /** Writes {@code header}, whose base dies with {@code scope}. Returns the node owned. */
        int write(Core core, Stripe stripe, @Nullable ScopeState scope, Header header) {
            Token token = stripe.registerHolder(this, 0, 0, scope);
            int written = HeaderWriter.write(core, stripe, header);
            token.hold(written, 0);
            node = written;
            return raise(core);
        }
    }
}
