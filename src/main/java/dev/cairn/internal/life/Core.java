package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inside of a store: its nodes, stripes and reclaimer put together. Each base refers to it, so it lives as long as a handle does. */
public final class Core extends StoreSpace {
    private static final long UNKNOWN = Scavenger.UNKNOWN;

    final StripeGate gate;
    final Tokens tokens;
    final Health health;
    private final Stripe[] stripes;
    private final Reclaimer reclaimer;
    private final Scavenger scavenger;
    private final @Nullable CrewWork crewWork;

    /** A core over fresh memory; {@code bits} is the width of a trie's digit. */
    public Core(Memory memory, Allocator allocator, int bits, Settings settings, StoreErrors errors) {
        this(memory, allocator, bits, settings, errors, Access.NONE);
    }

    /** A core of a store that other processes read, or write. */
    public Core(Memory memory, Allocator allocator, int bits, Settings settings, StoreErrors errors, Access access) {
        super(memory, allocator, bits, settings, errors, access);
        int processors = Runtime.getRuntime().availableProcessors();
        this.stripes = new Stripe[isReadOnly() ? 0 : Math.max(4, Integer.highestOneBit(processors * 4 - 1) * 2)];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Stripe(this);
        }
        this.gate = isReadOnly() ? new StripeGate(errors) : new StripeGate(stripes);
        this.tokens = new Tokens(this, stripes, access.readByOthers());
        this.health = new Health(this, tokens, roots(), gate);
        this.reclaimer = new Reclaimer(this, tokens, health, settings.budgetBytes());
        this.scavenger = new Scavenger(this, tokens, reclaimer);
        this.crewWork = crew == null ? null : new CrewWork(this, crew, roots(), tokens, health, reclaimer, gate);
    }

    private Core(Core of) {
        super(of);
        this.stripes = of.stripes;
        this.gate = of.gate;
        this.tokens = of.tokens;
        this.health = of.health;
        this.reclaimer = of.reclaimer;
        this.scavenger = of.scavenger;
        this.crewWork = of.crewWork;
    }

    @Override
    Core newView() {
        return new Core(this);
    }

    /** Starts the thread that finds what is dead. */
    public void start() {
        if (!startReading()) {
            reclaimer.chores.add(forgettingScopes);
            reclaimer.start();
            if (crewWork != null) {
                CrewThread.start(crewWork, leave());
            }
        }
    }

    /** Frees all that is dead now, after a collection. */
    public void reclaim() {
        if (!reclaimReading()) {
            reclaimer.reclaimAll();
        }
    }

    /** The reclaimer. */
    public Reclaimer reclaimer() {
        return reclaimer;
    }

    /** Lets every later use throw, and wakes the threads that wait. */
    public void close() {
        StackRoom.require();
        openFlag.close();
        VarHandle.fullFence(); // a thread that begins to wait from now on sees that the store is closed
        Waiters.wakeAll(waiting);
        reclaimer.endWaits();
    }

    /**
     * Gives memory of the closed store back to the system, if closed stores had much of it. What reachable versions need stays, also of
     * threads that read now. If counts cannot be repaired, all stays until the store is unreachable.
     */
    public void giveBack() {
        try {
            ClosedStores.end(reclaimer);
        } catch (RuntimeException ignored) {
            // health knows it
        }
    }

    /** Finds room when the store is full. */
    Scavenger scavenger() {
        return scavenger;
    }

    /** A list of threads that wait for the same thing, and are woken when the store is closed. */
    public Waiters newWaiters() {
        return new Waiters(waiting);
    }

    /** A structural change: allocates through its stripe, and leaves nothing behind when it throws. */
    @FunctionalInterface
    public interface Change<R> {
        /** Makes the change, and registers or drops every node that it made. */
        R apply(Stripe stripe);
    }

    /**
     * Runs {@code change} under a stripe, and again after relieving the store if there were not enough blocks. When an error (a stack
     * overflow, say) cuts the change short, counts may be too low: then nothing is freed until the counts are right again.
     *
     * @throws RuntimeException the named exception of a full store, when relief did not help
     */
    @SuppressWarnings("NullAway") // a change that threw has no result
    public <R> R change(Change<R> change) {
        long made = UNKNOWN;
        boolean mayFindRoom = true; // once only, without a collection: what there is may be too little for the change
        for (int attempt = 0; ; ) {
            long known = attempt == 0 ? UNKNOWN : scavenger.scavenges();
            if (health.failure != null && reclaimer.pressure.isOver()) { // there is no relief before the repair
                health.repair();
            }
            @Nullable R result = null;
            @Nullable OutOfBlocks full = null;
            boolean tookMore = false;
            boolean begun = false; // whether an error may have left a trace, which can be as little as one count
            Stripe stripe = gate.enter();
            int drops = stripe.dropCount;
            try {
                check();
                stripe.forgetObjects();
                if (stripe.coldChanges > 0 || health.isCautious) {
                    stripe.coldChanges--;
                    StackRoom.require();
                    if (health.failure != null) {
                        noteFailure(); // again: who caught the error may have had no room on its stack for that
                    }
                }
                long before = attempt == 0 ? UNKNOWN : stripe.madeBytes();
                begun = true;
                try {
                    stripe.prepareSlot(attempt == 0);
                    result = change.apply(stripe);
                } catch (OutOfBlocks e) {
                    full = e;
                    made = attempt == 0 ? UNKNOWN : stripe.madeBytes() - before;
                }
                stripe.forgetObjects();
                stripe.noteDrops();
                tookMore = stripe.tookMore();
            } catch (Error e) {
                if (begun) { // the stack may have no room for a call
                    health.failure = e;
                    health.isCautious = true;
                    stripe.dropCount = crew == null || stripe.dropCount < drops ? stripe.dropCount : drops; // W5
                    noteFailure();
                }
                throw e;
            } finally {
                stripe.busy = 0;
            }
            if (full == null) {
                relieve(tookMore);
                if (result instanceof KeptObjects.Holder holder) {
                    holder.compactObjects();
                }
                return result;
            }
            if (mayFindRoom) {
                mayFindRoom = false;
                if (scavenger.findRoom(full.bytes())) {
                    continue;
                }
            }
            scavenger.relieve(full.bytes(), attempt++, made, known, this::hasFoundLost);
        }
    }

    private boolean hasFoundLost() {
        return crewWork == null ? exclusively(health::hasFoundLost) : crewWork.hasFoundLost();
    }

    /**
     * Runs {@code change} under a stripe, also of a closed store, without waiting for relief. The change makes no nodes and never
     * undercounts (I9).
     */
    public void reassign(Consumer<Stripe> change) {
        Stripe stripe = gate.enter();
        int drops = stripe.dropCount;
        try {
            if (!isDetached()) {
                change.accept(stripe);
                stripe.noteDrops();
            }
        } catch (Error e) {
            health.failure = e;
            stripe.dropCount = crew == null || stripe.dropCount < drops ? stripe.dropCount : drops; // W5
            noteFailure();
            throw e;
        } finally {
            stripe.busy = 0;
        }
    }

    /** Takes a named root out of the list and empties its cell, also in a closed store; drops both. The caller can reach it. O(1). */
    public void removeRoot(int root) {
        StackRoom.require();
        reassign(stripe -> roots().remove(stripe, root));
    }

    /** Called without a stripe after a change; {@code tookMore} says whether it took groups. */
    void relieve(boolean tookMore) {
        if (tookMore) {
            reclaimer.relieve();
        }
    }

    /** How often the reclaimer's thread had ended and another one was started. */
    public int reclaimerRestarts() {
        return reclaimer.signal.restarts();
    }

    /** How often all references were counted again after an error had cut a change short. */
    public long repairs() {
        return health.repairs();
    }

    /** The nodes and bases made so far. */
    public AllocationTotals made() {
        if (areFiguresUnknown() && !isDetached() && crew == null) {
            exclusively(() -> {
                attachment().countFigures();
                return this;
            });
        }
        return AllocationTotals.of(stripes);
    }

    /** Begins the life of a store in a file that another process wrote, and closed or not; returns what was repaired, or null. */
    public @Nullable String attach(boolean isClean) {
        return exclusively(() -> {
            if (crewWork != null) {
                crewWork.begin();
            }
            return attachment().open(isClean);
        });
    }

    /**
     * Leaves the file, after {@link #close}: nothing of this process stays in it. Leaves it to the next process if counts may be too low. Does
     * nothing if this was called before, since another process may have the file by now.
     */
    public Detached detach() {
        return exclusively(() -> {
            if (crewWork != null && !isDetached() && !crewWork.isLast()) {
                health.noteAgain();
                attachment().leave(true);
                leaveFile();
                return Detached.FAILED;
            }
            boolean isRight = !isDetached() && health.close(attachment());
            leaveFile();
            return isRight ? (tokens.hasPinned() ? Detached.PINNED : Detached.CLEAN) : Detached.FAILED;
        });
    }

    /** Leaves the file as it is, after an opening that failed or a lock that was lost: no thread of this process works on it from now on. */
    public void abandon() {
        exclusively(() -> {
            leaveFile();
            return this;
        });
    }

    /**
     * Runs {@code action} while no other process adds or removes a name. The caller keeps other threads out.
     *
     * @throws RuntimeException the named exception of a store that is in use, if another process is at it for a second
     */
    public <R extends @Nullable Object> R inNames(Supplier<R> action) {
        return crewWork == null ? action.get() : crewWork.inNames(action);
    }

    Attachment attachment() {
        return new Attachment(this, tokens, roots(), stripes);
    }

    /** Runs {@code action} while no structural change and no reclaiming goes on. */
    <R> R exclusively(Supplier<R> action) {
        try {
            return gate.exclusively(tokens.turn, action, StripeGate.LET_IN_NANOS);
        } catch (NoRoom e) {
            throw noRoom(e);
        }
    }

    /** Opens a scope in this thread. */
    public ScopeState openScope() {
        check();
        requireWritable();
        ScopeState scope = new ScopeState(this, scope());
        openScopes.incrementAndGet(); // first: after an error it may be too high, but not too low
        scopes.put(Thread.currentThread().threadId(), scope);
        return scope;
    }

    /** Ends {@code scope}: drops at once what was made in it. */
    public void endScope(ScopeState scope) {
        scope.requireUnheld();
        leave(scope);
        health.noteAgain();
        List<Token> ending = scope.end();
        Stripe stripe = gate.enter();
        boolean tookMore = false;
        try {
            for (Token token : ending) {
                stripe.giveUp(token);
            }
            tookMore = stripe.tookMore();
        } catch (Error e) {
            health.failure = e;
            noteFailure();
            throw e;
        } finally {
            stripe.busy = 0;
        }
        relieve(tookMore);
        ending.clear();
    }

    private void leave(ScopeState scope) {
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

    /** The bytes of the blocks that wait in this process for nodes to come. An estimate while others work. */
    public long unusedBytes() {
        return allocator().waitingBytes(tokens.magazines());
    }

    /** Runs {@code action} while no process changes the store, or frees. */
    <R> R whileStill(Supplier<R> action) {
        return crewWork == null ? exclusively(action) : crewWork.inStillness(action);
    }

    /** Recounts from the roots and compares. */
    public Recount.Result verify() {
        Recount.Result result = whileStill(this::recount);
        if (!result.violations().isEmpty()) {
            throw errors.corrupt(result.violations());
        }
        return result;
    }

    private Recount.Result recount() {
        if (isDetached()) {
            throw errors.storeClosed();
        }
        if (hasFailedAnywhere()) {
            health.repairForAll();
        } else {
            health.repairAlone();
        }
        long lost = health.findLost();
        if (crew != null) {
            attachment().countFigures();
        }
        return Recount.of(this, tokens, roots()).withLost(lost);
    }

    /** Where the living bases were made, if births are recorded. */
    public List<Throwable> births() {
        return exclusively(tokens::births);
    }
}
