package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shapes;
import dev.cairn.internal.node.Tracer;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inside of a store: what every base refers to, so that it lives as long as a handle does. */
public final class Core {
    static final int EDITS_GRANTED = 1 << 16;
    private static final int RELIEFS_MAX = 32;
    private static final int FAILING_AT_ONCE = 4;
    private static final long UNKNOWN = -1;

    private final Memory memory;
    private final Allocator allocator;
    private final StoreErrors errors;
    private final Counts counts;
    private final Shapes shapes;
    private final HeapObjects objects = new HeapObjects();
    private final Labels labels = new Labels();
    private final Roots roots;
    private final Stripe[] stripes;
    private final Reclaimer reclaimer;
    private final AtomicLong edits = new AtomicLong(Node.EDIT_MIN);
    private final ConcurrentHashMap<Long, ScopeState> scopes = new ConcurrentHashMap<>();
    private final long seed;
    private final int bits;
    private final int few;
    private final long maxBytes;
    private final boolean recordsBirths;
    private @Nullable Object owner;
    private final StripeGate gate;
    private final Set<Waiters.Waiter> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicInteger openScopes = new AtomicInteger();

    private final OpenFlag openFlag;

    final Health health = new Health(this);

    /** A core over fresh memory; {@code bits} is the width of a trie's digit. */
    public Core(Memory memory, Allocator allocator, int bits, Settings settings, StoreErrors errors) {
        this.memory = memory;
        this.allocator = allocator;
        this.errors = errors;
        this.openFlag = new OpenFlag(errors, true);
        this.seed = Superblock.seed(memory);
        this.bits = bits;
        this.few = (1 << bits) / 4;
        this.maxBytes = memory.region().bytes();
        this.recordsBirths = settings.recordsBirths();
        this.counts = new Counts(memory, settings.inherits());
        this.shapes = new Shapes(memory, 1 << bits);
        this.roots = new Roots(this);
        int processors = Runtime.getRuntime().availableProcessors();
        this.stripes = new Stripe[Math.max(4, Integer.highestOneBit(processors * 4 - 1) * 2)];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe(this);
        }
        this.gate = new StripeGate(stripes);
        this.reclaimer = new Reclaimer(this, settings.budgetBytes());
    }

    /** Says what users know this core as. */
    public void setOwner(Object store) {
        owner = store;
    }

    /** What users know this core as. */
    public @Nullable Object owner() {
        return owner;
    }

    /** Starts the reclaimer's thread. */
    public void start() {
        reclaimer.start();
    }

    /** How a core behaves. */
    public record Settings(long budgetBytes, boolean inherits, boolean recordsBirths) {}

    /** The bytes. */
    public Memory memory() {
        return memory;
    }

    /** The blocks. */
    public Allocator allocator() {
        return allocator;
    }

    /** The counts, as far as mutators may change them. */
    public Counts counts() {
        return counts;
    }

    /** The Java objects that elements stand for. */
    public HeapObjects objects() {
        return objects;
    }

    /** The numbers of what says how to read collections. */
    public Labels labels() {
        return labels;
    }

    /** The named roots. */
    public Roots roots() {
        return roots;
    }

    /** The reclaimer. */
    public Reclaimer reclaimer() {
        return reclaimer;
    }

    /** What the store's hashes are seeded with. */
    public long seed() {
        return seed;
    }

    /** The width of a trie's digit in bits. */
    public int bits() {
        return bits;
    }

    /** Nodes that share no more children than this count each; so do heirs that borrow no more. */
    public int few() {
        return few;
    }

    OpenFlag openFlag() {
        return openFlag;
    }

    StoreErrors errors() {
        return errors;
    }

    StripeGate gate() {
        return gate;
    }

    Stripe[] stripes() {
        return stripes;
    }

    long grantEdits() {
        return edits.getAndAdd(EDITS_GRANTED);
    }

    /** The shapes of slots that this store knows. */
    public Shapes shapes() {
        return shapes;
    }

    /** Where the references of the bearing node at {@code at} are. */
    public Tracer tracer(long at) {
        return shapes.tracer(Node.kind(memory, at), Node.shape(memory, at));
    }

    /** Whether {@link #tracer(long)} knows what the bearing node at {@code at} says it is. */
    boolean hasTracer(long at) {
        return shapes.knows(Node.kind(memory, at), Node.shape(memory, at));
    }

    /** Throws if the store was closed. */
    public void check() {
        openFlag.require();
    }

    /** Lets every later use throw, and wakes the threads that wait. */
    public void close() {
        StackRoom.require();
        openFlag.close();
        VarHandle.fullFence(); // who enters from now on sees it
        Waiters.wakeAll(waiting);
        reclaimer.endWaits();
    }

    /** The threads that wait for something that a closed store will not bring. */
    Set<Waiters.Waiter> waiting() {
        return waiting;
    }

    /** Whether the store was closed. */
    public boolean isClosed() {
        return !openFlag.isOpen();
    }

    /** A structural change: allocates through its stripe, and leaves nothing behind when it throws. */
    @FunctionalInterface
    public interface Change<R> {
        /** Makes the change, and registers or drops all it made. */
        R apply(Stripe stripe);
    }

    /**
     * Runs {@code change} under a stripe, again after relieving the store if it ran out of blocks. When an error (say, of the
     * stack) cuts the change short, counts may be too low: nothing is freed until they were made right again.
     *
     * @throws RuntimeException the named exception of a full store, when that did not help
     */
    @SuppressWarnings("NullAway") // a change that threw has no result
    public <R> R change(Change<R> change) {
        long made = UNKNOWN;
        for (int attempt = 0; ; attempt++) {
            long known = attempt == 0 ? UNKNOWN : reclaimer.scavenges();
            if (health.failure != null
                    && reclaimer.pressure().isOver()) { // it needs relief, and there is none before that
                health.mend();
            }
            @Nullable R result = null;
            @Nullable OutOfBlocks full = null;
            boolean tookMore = false;
            boolean begun = false; // whether an error may have left a trace, which can be as little as one count
            check();
            Stripe stripe = enterAlways();
            try {
                stripe.forgetObjects();
                if (stripe.coldChanges > 0 || health.isCautious) {
                    stripe.coldChanges--;
                    StackRoom.require();
                }
                long before = attempt == 0 ? UNKNOWN : stripe.madeBytes();
                begun = true;
                try {
                    result = change.apply(stripe);
                } catch (OutOfBlocks e) {
                    full = e;
                    made = attempt == 0 ? UNKNOWN : stripe.madeBytes() - before;
                }
                stripe.forgetObjects();
                tookMore = stripe.tookMore();
            } catch (Error e) {
                if (begun) {
                    health.failure = e;
                    health.isCautious = true;
                }
                throw e;
            } finally {
                stripe.busy = 0;
            }
            if (full == null) {
                relieve(tookMore);
                if (result instanceof Base base) {
                    base.compactObjects();
                }
                return result;
            }
            scavengeFor(full, attempt, made, known);
        }
    }

    /** Frees what is dead, unless the last attempts showed that this is no use: not that others took the room that there was. */
    private void scavengeFor(OutOfBlocks request, int attempt, long made, long known) {
        long freed = reclaimer.scavenge(known == UNKNOWN ? reclaimer.scavenges() : known);
        check();
        long room = maxBytes - allocator.heldBytes() - maxBytes / FAILING_AT_ONCE;
        boolean helped = made == UNKNOWN || Math.max(freed, room) > made * FAILING_AT_ONCE;
        if (!helped || attempt >= (freed > maxBytes / FAILING_AT_ONCE ? RELIEFS_MAX * RELIEFS_MAX : RELIEFS_MAX)) {
            throw errors.storeFull(request.bytes(), allocator.heldBytes(), maxBytes, reclaimer.sawCollection());
        }
    }

    /**
     * Runs {@code change}, which makes no nodes and never undercounts (I9), under a stripe, also of a closed store;
     * waits for no relief.
     */
    public void reassign(Consumer<Stripe> change) {
        Stripe stripe = enterAlways();
        try {
            change.accept(stripe);
        } catch (Error e) {
            health.failure = e;
            throw e;
        } finally {
            stripe.busy = 0;
        }
    }

    /** Takes a stripe, also of a closed store. */
    Stripe enterAlways() {
        return gate.enter();
    }

    /** Called without a stripe after a change; {@code tookMore} says whether it took groups. */
    void relieve(boolean tookMore) {
        if (tookMore) {
            reclaimer.pressure().relieve();
        }
    }

    /** The exception of a store in which something is wrong, {@code cause} being what came before. */
    public RuntimeException corrupt(String violation, Throwable cause) {
        return (RuntimeException) errors.corrupt(List.of(violation)).initCause(cause);
    }

    /** How often the reclaimer's thread had ended and another one was started. */
    public int reclaimerRestarts() {
        return reclaimer.signal().restarts();
    }

    /** How often all references were counted again after an error had cut a change short. */
    public long repairs() {
        return health.mended();
    }

    /** Runs {@code action} while no structural change and no reclaiming goes on. */
    <R> R exclusively(Supplier<R> action) {
        return gate.exclusively(reclaimer.turn(), action, StripeGate.LET_IN_NANOS);
    }

    @Nullable
    Throwable birth() {
        return recordsBirths ? new Throwable("born here") : null;
    }

    /** The innermost scope that is open in this thread. */
    public @Nullable ScopeState scope() {
        return openScopes.get() == 0 ? null : scopes.get(Thread.currentThread().threadId());
    }

    /**
     * Keeps this thread's scope, if one is open, from ending until what this returns is closed. For what runs a user's code
     * between two looks at nodes: these could be gone then.
     */
    public ScopeState.@Nullable Hold hold() {
        ScopeState scope = scope();
        return scope == null ? null : scope.hold();
    }

    /** Opens a scope in this thread. */
    public ScopeState openScope() {
        check();
        ScopeState scope = new ScopeState(this, scope());
        openScopes.incrementAndGet(); // first: it may be too high after an error, and not too low
        scopes.put(Thread.currentThread().threadId(), scope);
        return scope;
    }

    void leave(ScopeState scope) {
        long thread = Thread.currentThread().threadId();
        if (scopes.get(thread) != scope) {
            throw new IllegalStateException("scopes end in the reverse order of their beginning");
        }
        ScopeState outer = scope.outer();
        if (outer == null) {
            scopes.remove(thread);
        } else {
            scopes.put(thread, outer);
        }
        openScopes.decrementAndGet();
    }

    /** Recounts from the roots and compares. */
    public Recount.Result verify() {
        Recount.Result result = exclusively(this::recount);
        if (!result.violations().isEmpty()) {
            throw errors.corrupt(result.violations());
        }
        return result;
    }

    private Recount.Result recount() {
        health.mendAlone();
        try {
            return Recount.of(this);
        } catch (NoRoom e) {
            throw noRoom(e);
        }
    }

    /** The exception of a store that needs notes of its nodes, for which the system has no room. */
    RuntimeException noRoom(NoRoom e) {
        return errors.noRoom(e.bytes(), allocator.heldBytes(), maxBytes, String.valueOf(e.getMessage()));
    }

    /** Where the living bases were born, if births are recorded. */
    public List<Throwable> births() {
        return exclusively(() -> Births.of(stripes, reclaimer));
    }
}
