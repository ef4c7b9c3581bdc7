package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import org.jspecify.annotations.Nullable;

/** Lowers counts, merges dead nodes into their heirs and frees what reached zero. Run by one thread at a time. */
final class Releaser {
    /*
     * A node dies when own is 0.
     *   No heir: the references that it owned are lowered, its origin loses an heir, and it is freed.
     *   One heir: the heir takes over the children that the dead node owned and it borrowed, and borrows from the dead node's origin the
     *   children that both borrowed. The children that the heir had replaced are lowered. The dead node is freed.
     *   More heirs: the dead node stays, pinned, until one heir is left.
     * Lowering waits, as drops do (I1 counts the waiting references); heirs and XOR change at once (T4). Both stacks are worked off in
     * batches whose headers are read ahead, so that cache misses overlap instead of waiting for each other.
     *
     * The thread that lowers the last own count of a node is alone with it: the node cannot be reached any more, so no mutator raises it
     * or makes heirs of it (T1, T2). That write needs no compare-and-set. It is a release, so that a count is not lower before the drop is
     * taken from its place, wherever this process dies.
     */
    private static final int BATCH = 32;

    private static final int SHUT = 0;
    private static final int OPEN = 1;

    /** The references whose counts are to be lowered: one count each. */
    final IntStack drops = new IntStack();

    /** The dead nodes that are to be removed. */
    final IntStack deaths = new IntStack();

    private final NodeSpace space;
    private final Memory memory;
    private final Allocator allocator;
    private final long inHand;
    private final long window;
    final @Nullable Pins pins;

    /** What a process that was killed left; null if the store is in no file. */
    final @Nullable InheritedPages inherited;

    private final Runnable letChangesEnd;
    private final int[] batch = new int[BATCH];
    final long[] freedNodes = new long[Kind.COUNT];
    final long[] freedBytes = new long[Kind.COUNT];
    long pinned;

    @SuppressWarnings("UnusedVariable") // keeps the reads
    private long readAhead;

    Releaser(NodeSpace space) {
        this(space, null, Releaser::nobodyChanges);
    }

    /**
     * {@code pins}: what readers have pinned; null if nobody else reads the store. {@code letChangesEnd}: waits until each change has ended that
     * is under way.
     */
    Releaser(NodeSpace space, @Nullable Pins pins, Runnable letChangesEnd) {
        this.space = space;
        this.pins = pins;
        this.letChangesEnd = letChangesEnd;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.inherited = space.ledger() == null ? null : new InheritedPages(space.ledger());
        this.inHand = memory.atOffset(Superblock.AT_IN_HAND);
        this.window = memory.atOffset(Superblock.AT_WINDOW);
    }

    /** Lets the next cycle after a collection ask readers to look for dead versions. */
    void askReaders() {
        if (pins != null) {
            pins.askAtOnce();
        }
    }

    /** Waits for readers that were asked to look for dead versions; returns whether it waited. The caller does not hold turn. */
    boolean awaitReaders() {
        return pins != null && pins.awaitAnswers();
    }

    int backlog() {
        return drops.size() + deaths.size();
    }

    /** Forgets all waiting references and dead nodes, after a repair counted without them and left no pinned nodes. */
    void restart() {
        drops.size = 0;
        deaths.size = 0;
        noteInHand();
        pinned = 0;
        memory.setIntRelease(window, SHUT); // an error may have left it open
    }

    /** Works off about {@code steps} entries of both stacks; returns whether more are left. Does nothing while another process leads. */
    boolean step(int steps) {
        return step(steps, letChangesEnd);
    }

    private boolean step(int steps, Runnable waitForChanges) {
        if (!space.mayLower()) {
            return false;
        }
        for (int done = 0; done < steps; done += BATCH) {
            noteInHand();
            if (deaths.size() > 0) {
                int count = take(deaths);
                readAheadHeirs(count);
                for (int i = 0; i < count; i++) {
                    remove(batch[i]);
                }
            } else if (drops.size() > 0) {
                int count = take(drops);
                readAhead(count);
                for (int i = 0; i < count; i++) {
                    lower(batch[i]);
                }
            } else if (takeDead()) {
                forgetLook();
                if (!space.mayLower()) {
                    return false; // an error in another process came before what it dropped
                }
            } else if (inherited != null && inherited.isPending()) {
                inherited.take(drops, allocator, waitForChanges);
                forgetLook();
            } else {
                return false;
            }
        }
        return true;
    }

    private static void nobodyChanges() {}

    /** A cycle begins: what the processes offer from now on waits for the next one. */
    void beginCycle() {
        if (space.ledger() != null) {
            space.ledger().beginTaking();
        }
    }

    /** Works off all that there is. The caller holds all stripes. */
    void finish() {
        beginCycle();
        boolean more = true;
        while (more) {
            more = step(BATCH, Releaser::nobodyChanges);
        }
    }

    /** Lets what readers have pinned be dropped again: another process will lead. */
    void handPinned() {
        while (pins != null && pins.waiting.size() > 0) {
            drops.add(pins.waiting.pop());
        }
    }

    /** Forgets what is in hand, which other processes have seen to: they counted again, or lower it themselves. */
    void forgetAll() {
        drops.size = 0;
        deaths.size = 0;
    }

    /** As {@link #finish}, if a process which was killed left something. */
    void finishInherited() {
        if (inherited != null && inherited.isPending()) {
            finish();
        }
    }

    private boolean takeDead() {
        Ledger ledger = space.ledger();
        return ledger != null && ledger.takeDead(drops);
    }

    /** What readers have pinned must be read again before drops are lowered that were gathered now. */
    void forgetLook() {
        if (pins != null) {
            pins.forgetLook();
        }
    }

    /** Notes how much would be lost if this process were killed now. */
    void noteInHand() {
        if (space.ledger() != null) {
            int waiting = pins == null ? 0 : pins.waiting.size();
            memory.setInt(inHand, drops.size() + deaths.size() + waiting);
            allocator.noteHeldBytes();
        }
    }

    /** Takes the newest entries into the batch. So a dead trie is walked depth first, and the stacks stay short. */
    private int take(IntStack stack) {
        int count = Math.min(BATCH, stack.size());
        for (int i = 0; i < count; i++) {
            batch[i] = stack.pop();
        }
        return count;
    }

    private void readAhead(int count) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            all ^= memory.getLong(memory.at(batch[i]));
        }
        readAhead ^= all;
    }

    /** Reads the rest of the dead nodes ahead, and their heirs. Their count words were read when the counts fell. */
    private void readAheadHeirs(int count) {
        long all = 0;
        // a node may be smaller than the bytes that are read here; behind the last slab nothing can be read
        long last = allocator.slabs().at(allocator.slabs().frontier()) - Long.BYTES;
        for (int i = 0; i < count; i++) {
            long at = memory.at(batch[i]);
            int heir = Node.xor(memory.getLong(at));
            all ^= memory.getLong(Math.min(at + 64, last))
                    ^ memory.getLong(Math.min(at + 128, last))
                    ^ memory.getLong(memory.at(heir) + Node.AT_LINEAGE);
        }
        readAhead ^= all;
    }

    private void lower(int reference) {
        long at = memory.at(reference);
        while (true) {
            long seen = memory.getLongAcquire(at);
            int own = Node.own(seen);
            if (own == 1) {
                die(reference, at, seen - Node.OWN_ONE);
                return;
            }
            if (own == 0) {
                throw new IllegalStateException("I1: own of node " + reference + " would fall below zero");
            }
            if (own == Node.OWN_MAX || memory.casLong(at, seen, seen - Node.OWN_ONE)) {
                return;
            }
        }
    }

    private void die(int reference, long at, long count) {
        Kind kind = Node.kind(memory, at);
        if (pins != null && (kind == Kind.HEADER || kind == Kind.ROOT) && pins.holds(reference)) {
            pins.waiting.add(reference);
            return;
        }
        if (!kind.isBearing()) {
            free(reference, kind);
            return;
        }
        memory.setLongRelease(at, count);
        if (Node.heirs(count) < 2) {
            removeLater(reference, at);
        } else {
            pinned++;
        }
    }

    private void removeLater(int reference, long at) {
        if (!Node.isQueued(memory, at)) {
            Node.setQueued(memory, at, true);
            deaths.add(reference);
        }
    }

    private void remove(int dead) {
        long at = memory.at(dead);
        Node.setQueued(memory, at, false);
        long count = memory.getLongAcquire(at);
        if (Node.own(count) != 0 || Node.heirs(count) > 1) {
            throw new IllegalStateException("T2: node " + dead + " was reached after its death");
        }
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        Kind kind = Node.kind(memory, at);
        if (Node.heirs(count) == 0) {
            if (Node.origin(lineage) != 0) {
                leave(Node.origin(lineage), dead, 0);
            }
            lowerAt(dead, at, ~Node.borrowed(lineage));
        } else {
            bequeath(dead, at, lineage, Node.xor(count));
        }
        if (kind == Kind.HEADER) {
            space.labels().headerDied(memory, dead);
        }
        free(dead, kind);
    }

    private void bequeath(int dead, long at, long lineage, int heir) {
        long heirAt = memory.at(heir);
        long heirLineage = memory.getLong(heirAt + Node.AT_LINEAGE);
        if (Node.origin(heirLineage) != dead) {
            throw new IllegalStateException("I2: node " + heir + " is no heir of " + dead);
        }
        int origin = Node.origin(lineage);
        int stillBorrowed = Node.borrowed(heirLineage) & Node.borrowed(lineage);
        boolean counted = stillBorrowed != 0 && Integer.bitCount(stillBorrowed) <= space.fewChildren();
        boolean inherits = stillBorrowed != 0 && !counted;
        if (counted) {
            raiseAt(heir, heirAt, stillBorrowed);
        }
        if (inherits) {
            handDown(origin, dead, heir, stillBorrowed);
        } else {
            memory.setLong(heirAt + Node.AT_LINEAGE, 0);
            if (origin != 0) {
                leave(origin, dead, 0);
            }
        }
        lowerAt(dead, at, ~(Node.borrowed(heirLineage) | Node.borrowed(lineage)));
    }

    /**
     * Lets {@code heir} follow {@code dead} as heir of {@code origin}, and borrow {@code positions} from it. Between the two writes the heir
     * is not among those of its origin. If this process dies there, the open window says that no count may be lowered before a repair. The
     * releases keep the order: the window is opened first and shut last.
     */
    private void handDown(int origin, int dead, int heir, int positions) {
        memory.setInt(window, OPEN);
        memory.setLongRelease(memory.at(heir) + Node.AT_LINEAGE, Node.lineage(origin, positions));
        leave(origin, dead, heir);
        memory.setIntRelease(window, SHUT);
    }

    /** Takes the heir {@code from} off {@code origin}; {@code replacement} is an heir then, unless it is 0. */
    private void leave(int origin, int from, int replacement) {
        long at = memory.at(origin);
        long change = (from ^ replacement) & 0xFFFF_FFFFL;
        long fewer = replacement == 0 ? Node.HEIR_ONE : 0;
        long next;
        long seen;
        do {
            seen = memory.getLongAcquire(at);
            next = (seen ^ change) - fewer;
        } while (!memory.casLong(at, seen, next));
        if (Node.own(next) == 0 && Node.heirs(next) < 2 && fewer != 0) {
            if (Node.heirs(next) == 1) {
                pinned--;
            }
            removeLater(origin, at);
        }
    }

    private void lowerAt(int node, long at, int positions) {
        space.tracer(at).forEach(memory, at, allocator.blockBytes(node), positions, (p, child) -> drops.add(child));
    }

    private void raiseAt(int node, long at, int positions) {
        space.tracer(at)
                .forEach(
                        memory,
                        at,
                        allocator.blockBytes(node),
                        positions,
                        (p, child) -> space.counts().raise(child));
    }

    private void free(int reference, Kind kind) {
        space.objects().forget(reference, kind);
        freedNodes[kind.code()]++;
        freedBytes[kind.code()] += allocator.free(reference);
    }
}
