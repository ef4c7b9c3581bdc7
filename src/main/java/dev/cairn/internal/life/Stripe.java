package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.alloc.OutOfBlocks;
import dev.cairn.internal.life.KeptObjects.Cell;
import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The right to change the store's structure, with the magazines to allocate from, and the tokens and drops that wait for the reclaimer.
 * An operation holds one stripe from its first allocation until its result is registered.
 */
public final class Stripe {
    /*
     * Concurrency
     *   busy is a try-lock: taken by compare-and-set, released by a direct write to the field, in the frame that took it. A call there
     *   could overflow the stack, and the stripe would be held for ever. All other fields are touched only while it is held. A thread
     *   that finds a stripe busy tries the next, so a preempted holder blocks nobody. The reclaimer takes each stripe for a moment to
     *   fetch tokens and drops. A recount takes all stripes, which stops every structural change. No user code runs while a stripe is
     *   held.
     */
    private static final VarHandle BUSY = FieldHandle.of(MethodHandles.lookup(), "busy", int.class);

    private static final int COLD_CHANGES = 10_000;
    private static final int FEW_CELLS = 4;
    private static final int MANY_CELLS = 64;

    final Magazines magazines;
    final long[] madeNodes = new long[Kind.COUNT];
    final long[] madeBytes = new long[Kind.COUNT];
    private final NodeSpace space;
    private final Memory memory;
    private final Allocator allocator;
    volatile int busy;

    @Nullable
    Token[] tokens = new Token[64];

    int tokenCount;
    int[] drops = new int[64];
    int dropCount;

    private Ledger.@Nullable Writer ledger;
    private @Nullable KeptObjects objects;
    private Cell[] cells = KeptObjects.NO_CELLS;
    private int cellCount;
    private long nextEdit;
    private long editLimit;
    private long takenBytesSeen;

    /** How many more changes check the stack before they begin. Code that is not compiled yet, and loads classes, needs most stack. */
    int coldChanges = COLD_CHANGES;

    long basesMade;

    /** Whether all that tokens own which were made here may stand in the ledger. If not, one of them found no slot. */
    boolean isComplete = true;

    Stripe(NodeSpace space) {
        this.space = space;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.magazines = allocator.magazines();
    }

    boolean tryAcquire() {
        return busy == 0 && BUSY.compareAndSet(this, 0, 1);
    }

    /** Takes the stripe, after waiting for its holder. */
    void acquire() {
        for (int tries = 0; !tryAcquire(); tries++) {
            Backoff.pause(tries);
        }
    }

    /** Frees the blocks that wait here. Reclaimer only. */
    void emptyMagazines() {
        allocator.empty(magazines);
    }

    /** The bytes of all nodes ever made under this stripe. */
    long madeBytes() {
        return Arrays.stream(madeBytes).sum();
    }

    /** Whether the magazines took groups since this was last asked. */
    boolean tookMore() {
        boolean more = magazines.takenBytes() != takenBytesSeen;
        takenBytesSeen = magazines.takenBytes();
        if (more) {
            allocator.noteHeldBytes();
        }
        return more;
    }

    /** A number that no other edit has. */
    public long nextEdit() {
        if (nextEdit == editLimit) {
            nextEdit = space.grantEdits();
            editLimit = nextEdit + NodeSpace.EDITS_GRANTED;
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

    /** Makes up to {@code to - from} such nodes, one at least, and writes their references to {@code made} from {@code from} on; returns how many. */
    public int allocate(long bytes, Kind kind, int shape, long edit, int[] made, int from, int to) {
        int count = allocator.allocate(magazines, bytes, made, from, to);
        long meta = Node.meta(kind, shape, edit);
        for (int i = from; i < from + count; i++) {
            long at = memory.at(made[i]);
            memory.setLong(at + Node.AT_COUNT, Node.OWN_ONE);
            memory.setLong(at + Node.AT_META, meta);
        }
        madeNodes[kind.code()] += count;
        madeBytes[kind.code()] += count * allocator.blockBytesFor(bytes);
        return count;
    }

    /** Gives up a count. Takes it. */
    public void drop(int reference) {
        if (reference == 0) {
            return;
        }
        if (dropCount == drops.length) {
            drops = Arrays.copyOf(drops, dropCount * 2);
        }
        drops[dropCount++] = reference;
    }

    /** Lets the node {@code reference}, which the present change made, stand for {@code value}. */
    public void putObject(int reference, Object value) {
        Cell cell = new Cell(value);
        keep(cell);
        space.objects().put(reference, cell);
    }

    /** Notes that the present change needs {@code known}: the objects of a collection whose nodes it may share (O2). */
    public void keep(@Nullable KeptObjects known) {
        objects = KeptObjects.joinAny(objects, known);
    }

    private void keep(Cell cell) {
        if (cellCount == cells.length) {
            cells = Arrays.copyOf(cells, Math.max(FEW_CELLS, 2 * cellCount));
        }
        cells[cellCount++] = cell;
    }

    /** Keeps the objects that the present change needs as long as {@code node} lives: a letter, or a segment of letters. */
    public void holdObjects(int node) {
        space.objects().hold(node, takeObjects());
    }

    /** The objects that the present change needs so far. The caller keeps them for the nodes that were made (O1). */
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
            cells = KeptObjects.NO_CELLS;
        } else {
            Arrays.fill(cells, 0, cellCount, null);
        }
        cellCount = 0;
    }

    /** Lets {@code base} own {@code first} and {@code second} until it is found dead or {@code scope} ends. Takes both. */
    void registerBase(Object base, int first, int second, @Nullable ScopeState scope) {
        basesMade++;
        add(token(base, true, first, second), scope);
    }

    /** As {@link #registerBase}, for a holder that is no base, say a builder. Takes both. */
    public Token registerHolder(Object holder, int first, int second, @Nullable ScopeState scope) {
        return add(token(holder, false, first, second), scope);
    }

    private Token token(Object holder, boolean isOfBase, int first, int second) {
        Ledger.Writer noted = ledger;
        if (noted != null && hasSlot(noted)) {
            return noted.token(holder, isOfBase, first, second, space.birth());
        }
        isComplete = false;
        return new Token(holder, isOfBase, first, second, space.birth());
    }

    /** Lets no block wait here of which the store has no copy. The caller holds this stripe. */
    void requireCopy() {
        if (ledger == null) {
            emptyMagazines();
        }
    }

    /** Whether drops wait that found no slot. */
    boolean hasDrops() {
        return dropCount > 0;
    }

    void forgetDrops() {
        dropCount = 0;
    }

    /** Whether this stripe notes what it owns. */
    boolean notes() {
        return ledger != null;
    }

    /** Begins to note in {@code all} what this stripe owns; returns whether there is room. Else it notes nothing, and a kill loses it. */
    boolean note(Ledger all) {
        int bytes = magazines.rowBytes();
        try {
            all.addBlocks(allocate(LedgerPage.bytes(bytes), Kind.LEDGER, 0, 0), magazines);
            ledger = new Ledger.Writer(all);
        } catch (OutOfBlocks e) {
            ledger = null;
        }
        return ledger != null;
    }

    /** Begins to note in {@code all} what this process makes and frees, if there is room. */
    void noteFigures(Ledger all) {
        try {
            all.addFigures(allocate(LedgerPage.bytes(KindCounts.BYTES), Kind.LEDGER, 0, 0));
        } catch (OutOfBlocks e) {
            // it is tried again
        }
    }

    /**
     * Makes sure that a change which registers one holder can note what that owns. Called before it. If there is no room, throws if {@code
     * must}: the store is relieved then. Else the change may free something, as in a store that is full for good.
     */
    void prepareSlot(boolean must) {
        Ledger.Writer noted = ledger;
        if (!must) {
            return;
        }
        if (noted == null) {
            noteLate();
        } else if (!noted.hasNext()) {
            addSlots(noted);
        }
    }

    /** Begins to note if there was no room for that when the file was opened. */
    private void noteLate() {
        Ledger all = space.ledger();
        if (all != null && all.isTaken()) {
            note(all);
        }
    }

    private void addSlots(Ledger.Writer noted) {
        noted.add(allocate(LedgerPage.BYTES, Kind.LEDGER, 0, 0));
    }

    /** Whether there is a free slot. Without room for another page there is none; then a kill loses what would be noted. */
    private boolean hasSlot(Ledger.Writer noted) {
        if (noted.hasNext()) {
            return true;
        }
        try {
            addSlots(noted);
            return true;
        } catch (OutOfBlocks e) {
            return false;
        }
    }

    /** Notes what the change dropped. Called at its end, before the stripe is let go. */
    void noteDrops() {
        Ledger.Writer noted = ledger;
        if (noted == null) {
            return;
        }
        while (dropCount > 0 && hasSlot(noted)) { // each is taken before it is noted, so that no error notes one twice
            int first = drops[--dropCount];
            int second = dropCount > 0 ? drops[--dropCount] : 0;
            noted.drop(first, second);
        }
        noted.offerDead();
    }

    /** Lets the holder of {@code token} own nothing more: drops both, unless the reclaimer has found the holder dead. */
    public void giveUp(Token token) {
        if (token.end()) {
            if (token.slot() < 0) {
                drop(token.first);
                drop(token.second);
                token.hold(0, 0);
            } else {
                token.die();
            }
        }
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
     * Moves the tokens and drops that wait here to the reclaimer's. The caller holds this stripe. Whatever error comes, none is lost and none
     * is handed over twice: each of the two moves is a copy, and then two writes.
     */
    void handOver(TokenTable table, IntStack lowering) {
        int moved = tokenCount;
        table.expect(moved);
        System.arraycopy(tokens, 0, table.tokens, table.count, moved);
        table.count += moved;
        tokenCount = 0;
        Arrays.fill(tokens, 0, moved, null);
        lowering.expect(dropCount);
        System.arraycopy(drops, 0, lowering.values, lowering.size, dropCount);
        lowering.size += dropCount;
        dropCount = 0;
    }
}
