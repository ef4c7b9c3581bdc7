package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.memory.Doorbell;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The part of a core that changes nothing: names, open scopes, and what a process needs that only reads the store. */
public abstract class StoreSpace extends NodeSpace {
    final ConcurrentHashMap<Long, ScopeState> scopes;
    final AtomicInteger openScopes;
    final Set<Waiters.Waiter> waiting;
    private final Roots roots;

    /** The core of which this is a view; null if it is none. */
    private final @Nullable Core viewed;

    /** The pins of this process, if it only reads the store; else null. */
    private final @Nullable PinRow readers;

    /** Wakes threads of other processes that wait for a change; null if there can be none. */
    private final @Nullable Doorbell bell;

    /** The right to write the file; null if there is no file, or this process only reads it. */
    private final @Nullable Right right;

    private @Nullable Object owner;

    /** Kept here: the reclaimer refers to it weakly. */
    final Runnable forgettingScopes = this::forgetScopes;

    StoreSpace(Memory memory, Allocator allocator, int bits, Settings settings, StoreErrors errors, Access access) {
        super(
                memory,
                allocator,
                bits,
                settings.inherits(),
                settings.recordsBirths(),
                settings.describes(),
                access,
                errors);
        this.scopes = new ConcurrentHashMap<>();
        this.openScopes = new AtomicInteger();
        this.waiting = ConcurrentHashMap.newKeySet();
        this.roots = new Roots(memory, counts());
        this.viewed = null;
        this.readers = access.readHere();
        this.bell = access.bell();
        this.right = access.right();
    }

    /** A view of {@code of}: the same store, for what is read out of one version of a reader. */
    StoreSpace(Core of) {
        super(of);
        StoreSpace all = of;
        this.scopes = all.scopes;
        this.openScopes = all.openScopes;
        this.waiting = all.waiting;
        this.roots = all.roots;
        this.viewed = of.whole();
        this.readers = all.readers;
        this.bell = all.bell;
        this.right = all.right;
        this.owner = all.owner;
    }

    /** How a core behaves. {@code describes}: it describes its collections as one in a file does, though it may be in none. */
    public record Settings(long budgetBytes, boolean inherits, boolean recordsBirths, boolean describes) {
        /** Of a store that only this process reads. */
        public Settings(long budgetBytes, boolean inherits, boolean recordsBirths) {
            this(budgetBytes, inherits, recordsBirths, false);
        }
    }

    /** The named roots. */
    public final Roots roots() {
        return roots;
    }

    /** Sets the store of this core: the object that users have. */
    public final void setOwner(Object store) {
        owner = store;
    }

    /** The store of this core: the object that users have. */
    public final @Nullable Object owner() {
        return owner;
    }

    abstract Core newView();

    /** A view of this core. What is read out of a version refers to the view that the version has, and so keeps the version's pin. */
    final Core view() {
        shapes().readMore();
        allocator().refresh();
        return newView();
    }

    /** The store's core itself, by which stores are compared. */
    public final Core whole() {
        return viewed == null ? (Core) this : viewed;
    }

    /** Whether another process writes the store, and this one only reads it. */
    public final boolean isReadOnly() {
        return readers != null;
    }

    /** Throws if this process only reads the store. */
    public final void requireWritable() {
        if (readers != null) {
            check();
            throw errors.readOnly("change it");
        }
    }

    private PinRow readers() {
        return Objects.requireNonNull(readers);
    }

    /** Pins the version in the cell of the root node {@code root}, which is pinned. Null if the cell is empty. Only for a reader. */
    public final PinRow.@Nullable Pinned pinVersion(int root) {
        RootCell cell = roots.cell(root);
        return readers().pin(whole(), true, cell::reference, reference -> cell.reference() == reference);
    }

    /** Pins the root node with this name. Null if there is none. Only for a reader. */
    public final PinRow.@Nullable Pinned pinRoot(String name) {
        SharedNames names = new SharedNames(memory(), roots);
        return readers().pin(whole(), false, () -> names.find(name), root -> names.find(name) == root);
    }

    /**
     * The view that a collection gets which is read out of a version in this reader: this view. If this is none, the collection in {@code
     * node} gets a pin of its own; the caller can reach the version meanwhile.
     */
    public final Core viewOf(int node) {
        return viewed == null ? readers().pinOther(whole(), node) : (Core) this;
    }

    /** The names of all atoms in a store that another process writes. */
    public final List<String> sharedNames() {
        return new SharedNames(memory(), roots).all();
    }

    /** Whether the number {@code node}, which may be any, names a block that seems to have a node of {@code kind} with so many bytes at least. */
    public final boolean isNode(int node, Kind kind, int bytes) {
        return node != 0
                && allocator().blockIndex(node) >= 0
                && Node.kind(memory(), memory().at(node)) == kind
                && allocator().blockBytes(node) >= bytes;
    }

    /** What {@code look} makes of each mailbox in a store that another process writes. */
    public final <R> List<R> sharedMailboxes(SharedNames.Look<R> look) {
        allocator().refresh();
        return new SharedNames(memory(), roots).mailboxes(look);
    }

    /** The nodes that live, by kind. What other processes did is known as of some milliseconds ago; null if nobody knows it. */
    public final @Nullable KindCounts alive(AllocationTotals made, Progress progress) {
        KindCounts own = KindCounts.of(made.nodes(), made.bytes())
                .minus(KindCounts.of(progress.freedNodes(), progress.freedBytes()));
        if (isDetached() || (crew == null && !isReadOnly())) {
            return own;
        }
        Ledger ledger = ledger();
        KindFigures all = ledger == null ? new KindFigures(memory(), RowPages.all(memory())) : ledger.figures;
        allocator().refresh();
        return all.live(own, allocator());
    }

    /** Closes the store if another process may write its file now, or does, as this one has lost its lock. */
    @Override
    final void requireRight() {
        Right held = right;
        if (held != null && !isDetached() && held.isLost()) {
            Core core = whole();
            core.close();
            core.abandon();
            held.giveUp();
            errors.tell(held.loss());
        }
    }

    /** Lets the file go of a store that is unreachable. Refers to no part of the store. */
    final Runnable leave() {
        Right held = Objects.requireNonNull(right);
        return held::giveUp;
    }

    /** Begins to find what is dead, if this process only reads the store; returns whether it does. */
    final boolean startReading() {
        if (readers != null) {
            readers.start(whole());
        }
        return readers != null;
    }

    /** Lets go of all dead versions, if this process only reads the store; returns whether it does. */
    final boolean reclaimReading() {
        if (readers != null) {
            check();
            readers.reclaim();
        }
        return readers != null;
    }

    /** Ends the use of a store that this process only reads, after it was closed. */
    public final void endReading() {
        ring();
        readers().end();
    }

    /** Wakes the threads of other processes that wait for a change of an atom. The change was made. */
    public final void ring() {
        if (bell != null) {
            bell.ring();
        }
    }

    /** Rings when a process has changed an atom of a store that several processes use. */
    public final Doorbell bell() {
        return Objects.requireNonNull(bell);
    }

    /** Waits until {@code hasHappened} in a store that another process writes, or {@code nanos} are over; returns whether it has. */
    public final boolean await(BooleanSupplier hasHappened, long nanos) throws InterruptedException {
        return Objects.requireNonNull(bell).await(hasHappened, nanos);
    }

    /** The innermost scope that is open in this thread. */
    public final @Nullable ScopeState scope() {
        return openScopes.get() == 0 ? null : scopes.get(Thread.currentThread().threadId());
    }

    /** Forgets the scopes of threads that ended without closing them, as after a stack overflow: a thread keeps what its program refers to. */
    private void forgetScopes() {
        if (openScopes.get() > 0) {
            scopes.forEach((thread, scope) -> {
                if (!scope.isOfLiving() && scopes.remove(thread, scope)) {
                    openScopes.addAndGet(-scope.depth());
                }
            });
        }
    }

    /** Whether a version made now does not end with {@code scope}. Throws if this process only reads the store. */
    public final boolean leaves(@Nullable ScopeState scope) {
        if (readers != null) {
            requireWritable();
        }
        return scope != scope();
    }

    /**
     * Keeps this thread's scope, if one is open, from ending until the caller closes the hold. For an operation that runs a user's code
     * between two looks at nodes: an end of the scope in that code would free the nodes.
     */
    public final ScopeState.@Nullable Hold hold() {
        ScopeState scope = scope();
        return scope == null ? null : scope.hold();
    }
}
