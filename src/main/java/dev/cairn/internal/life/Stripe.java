package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.life.HeapObjects.Cell;
import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right to change the store's structure, and what goes with it: magazines to allocate from, the tokens and drops that
 * wait for the reclaimer. An operation holds one stripe from its first allocation until its result is registered.
 */
public final class Stripe {
    /*
     * Concurrency
     *   busy is a try-lock: taken by compare-and-set, released by a plain write to the field in the frame that took it. A
     *   call there could overflow the stack, and the stripe would be held for ever. Everything else is touched only while it
     *   is held. Who finds a stripe busy goes to the next, so a preempted holder blocks nobody. The reclaimer takes each
     *   stripe for a moment to fetch tokens and drops; a recount takes all of them, which stops every structural change.
     *   No user code runs while a stripe is held.
     */
    private static final VarHandle BUSY;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(Stripe.class, "busy", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int COLD_CHANGES = 10_000;
    private static final int FEW_CELLS = 4;
    private static final int MANY_CELLS = 64;
    static final Cell[] NO_CELLS = {};

    final Magazines magazines;
    final long[] madeNodes = new long[Kind.COUNT];
    final long[] madeBytes = new long[Kind.COUNT];
    private final Core core;
    private final Memory memory;
    private final Allocator allocator;
    volatile int busy;
    private @Nullable Token[] tokens = new Token[64];
    private int tokenCount;
    private int[] drops = new int[64];
    private int dropCount;
    private @Nullable KeptObjects objects;
    private Cell[] cells = NO_CELLS;
    private int cellCount;
    private long nextEdit;
    private long editLimit;
    private long takenBytesSeen;

    /**
     * How many changes ask for room on the stack before they begin, whatever happened so far: code that is not compiled yet, and links
     * and loads on its way, needs most.
     */
    int coldChanges = COLD_CHANGES;

    long basesMade;

    Stripe(Core core) {
        this.core = core;
        this.memory = core.memory();
        this.allocator = core.allocator();
        this.magazines = allocator.magazines();
    }

    boolean tryAcquire() {
        return busy == 0 && BUSY.compareAndSet(this, 0, 1);
    }

    /** Waits for a holder, which may have been preempted, so gives way soon. */
    void acquire() {
        for (int tries = 0; !tryAcquire(); tries++) {
            Backoff.pause(tries);
        }
    }

    /** Bytes of all nodes ever made under this stripe. */
    long madeBytes() {
        return Arrays.stream(madeBytes).sum();
    }

    /** Whether the magazines took groups since this was last asked. */
    boolean tookMore() {
        boolean more = magazines.takenBytes() != takenBytesSeen;
        takenBytesSeen = magazines.takenBytes();
        return more;
    }

    /** A number that no other edit has. */
    public long nextEdit() {
        if (nextEdit == editLimit) {
            nextEdit = core.grantEdits();
            editLimit = nextEdit + Core.EDITS_GRANTED;
        }
        return nextEdit++;
    }

    /** Makes a node with own 1 whose body is not written yet; returns it owned. */
    public int allocate(long bytes, Kind kind, int shape, long edit) {
        int reference = allocator.allocate(magazines, bytes);
        long at = memory.at(reference);
        memory.setLong(at + Node.AT_COUNT, Node.OWN_ONE);
        memory.setLong(at + Node.AT_META, Node.meta(kind, shape, edit));
        madeNodes[kind.code()]++;
        madeBytes[kind.code()] += allocator.blockBytesFor(bytes);
        return reference;
    }

    /** Gives up one count of the caller's; takes it. */
    public void drop(int reference) {
        if (reference == 0) {
            return;
        }
        if (dropCount == drops.length) {
            drops = Arrays.copyOf(drops, dropCount * 2);
        }
        drops[dropCount++] = reference;
    }

    /** Lets {@code base} own {@code first} and {@code second} until it is found dead. Takes both, counted before (I9). */
    public void register(Base base, int first, int second) {
        base.keepObjects(this);
        basesMade++;
        add(new Token(base, first, second, core.birth()), base.scope());
    }

    /** Adds to what the present change makes that it needs the objects of {@code source}, whose nodes it may share (O2). */
    public void keepObjectsOf(Base source) {
        KeptObjects known = source.objects();
        if (known != null) {
            keep(known);
        }
    }

    /** As {@link #keepObjectsOf}, of what has {@code known}. */
    public void keep(@Nullable KeptObjects known) {
        objects = KeptObjects.joinAny(objects, known);
    }

    /** As {@link #keepObjectsOf}, of a node that the change made. */
    void keep(Cell cell) {
        if (cellCount == cells.length) {
            cells = Arrays.copyOf(cells, Math.max(FEW_CELLS, 2 * cellCount));
        }
        cells[cellCount++] = cell;
    }

    /** What the present change needs so far; who takes it keeps it for what was made (O1). */
    public @Nullable KeptObjects takeObjects() {
        KeptObjects taken = cellCount == 0 ? objects : KeptObjects.add(objects, Arrays.copyOf(cells, cellCount));
        forgetObjects();
        return taken;
    }

    void forgetObjects() {
        objects = null;
        if (cellCount > 0) {
            forgetCells();
        }
    }

    private void forgetCells() {
        if (cellCount > MANY_CELLS) {
            cells = NO_CELLS;
        } else {
            Arrays.fill(cells, 0, cellCount, null);
        }
        cellCount = 0;
    }

    /**
     * A token for a holder that is no base, say a builder, which owns {@code first} and {@code second}, and dies with
     * {@code scope}. Takes both.
     */
    public Token registerHolder(Object holder, int first, int second, @Nullable ScopeState scope) {
        return add(new Token(holder, first, second, core.birth()), scope);
    }

    private Token add(Token token, @Nullable ScopeState scope) {
        if (tokenCount == tokens.length) {
            tokens = Arrays.copyOf(tokens, tokenCount * 2);
        }
        if (scope != null) {
            scope.add(token);
        }
        tokens[tokenCount++] = token;
        return token;
    }

    /**
     * Moves what waits here to the reclaimer; the caller holds this stripe. Whatever error comes, nothing is lost and nothing is handed
     * over twice: each of the two moves is a copy, and then two writes.
     */
    void handOver(Reclaimer reclaimer) {
        TokenTable table = reclaimer.young();
        int moved = tokenCount;
        table.expect(moved);
        System.arraycopy(tokens, 0, table.tokens, table.count, moved);
        table.count += moved;
        tokenCount = 0;
        Arrays.fill(tokens, 0, moved, null);
        IntStack lowering = reclaimer.releaser().pendingDrops();
        lowering.expect(dropCount);
        System.arraycopy(drops, 0, lowering.values, lowering.size, dropCount);
        lowering.size += dropCount;
        dropCount = 0;
    }
}
