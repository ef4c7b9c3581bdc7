package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NoRoom;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Shapes;
import dev.cairn.internal.node.Tracer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a store: where they lie, how they are counted and traced, and the Java objects that belong to them. Stripes, tokens and
 * the reclaimer work on it; the store's core extends it and puts them together.
 */
public abstract class NodeSpace {
    static final int EDITS_GRANTED = 1 << 16;
    private static final long EDIT_LAST = Node.EDIT_MAX - EDITS_GRANTED;

    final StoreErrors errors;
    final OpenFlag openFlag;
    private final Memory memory;
    private final Allocator allocator;
    private final Counts counts;
    private final Shapes shapes;
    private final HeapObjects objects;
    private final Labels labels;
    private final DescriptorTable descriptors;
    private final boolean isInFile;
    private final long seed;
    private final int bits;
    private final int fewChildren;
    private final boolean recordsBirths;
    private final long edits;
    private volatile boolean isDetached;
    private volatile boolean areFiguresUnknown;
    private final @Nullable Ledger ledger;
    private final @Nullable RowOwner owner;

    /** The processes that write the file at a time; null if only this one can. */
    final @Nullable Crew crew;

    NodeSpace(
            Memory memory,
            Allocator allocator,
            int bits,
            boolean inherits,
            boolean recordsBirths,
            boolean describes,
            Access access,
            StoreErrors errors) {
        boolean isReadOnly = access.readHere() != null;
        this.memory = memory;
        this.allocator = allocator;
        this.errors = errors;
        this.openFlag = new OpenFlag(errors, true);
        this.counts = new Counts(memory, inherits);
        this.shapes = new Shapes(memory, 1 << bits, isReadOnly, guard(access.locks(), errors));
        this.objects = new HeapObjects();
        this.labels = new Labels();
        this.seed = Superblock.seed(memory);
        this.bits = bits;
        this.fewChildren = (1 << bits) / 4;
        this.recordsBirths = recordsBirths;
        this.ledger = memory.region().isNamed() && !isReadOnly ? new Ledger(memory) : null;
        this.owner = access.owner();
        this.edits = memory.atOffset(Superblock.AT_EDITS);
        if (!isReadOnly && memory.getLong(edits) == 0) {
            restartEdits();
        }
        this.crew = access.locks() == null ? null : new Crew(memory, access.locks());
        this.descriptors = new DescriptorTable(memory);
        this.isInFile = describes || memory.region().isNamed();
    }

    /** Runs an action while no other process adds a name or a shape. */
    private static Consumer<Runnable> guard(Crew.@Nullable Locks locks, StoreErrors errors) {
        return locks == null
                ? Runnable::run
                : action -> {
                    if (!locks.inNames(action)) {
                        throw errors.inUse(Crew.NAMES_IN_USE);
                    }
                };
    }

    /** A view of the same store. */
    NodeSpace(NodeSpace of) {
        this.memory = of.memory;
        this.allocator = of.allocator;
        this.errors = of.errors;
        this.openFlag = of.openFlag;
        this.counts = of.counts;
        this.shapes = of.shapes;
        this.objects = of.objects;
        this.labels = of.labels;
        this.seed = of.seed;
        this.bits = of.bits;
        this.fewChildren = of.fewChildren;
        this.recordsBirths = of.recordsBirths;
        this.ledger = of.ledger;
        this.owner = of.owner;
        this.crew = of.crew;
        this.edits = of.edits;
        this.descriptors = of.descriptors;
        this.isInFile = of.isInFile;
    }

    /** The bytes. */
    public final Memory memory() {
        return memory;
    }

    /** The blocks. */
    public final Allocator allocator() {
        return allocator;
    }

    /** The changes of counts that mutators may make. */
    public final Counts counts() {
        return counts;
    }

    /** The Java objects that nodes stand for. */
    public final HeapObjects objects() {
        return objects;
    }

    /** The numbers of the codecs of collections. */
    public final Labels labels() {
        return labels;
    }

    /** Whether the store is in a file that other processes open, now or later. */
    public final boolean isInFile() {
        return isInFile;
    }

    /** The descriptors of the kinds of collections. */
    public final DescriptorTable descriptors() {
        return descriptors;
    }

    /** The shapes of slots that this store knows. */
    public final Shapes shapes() {
        return shapes;
    }

    /** The seed of the store's hashes. */
    public final long seed() {
        return seed;
    }

    /** The width of a trie's digit in bits. */
    public final int bits() {
        return bits;
    }

    /** A copy that shares at most so many children with its origin counts each of them, and borrows none. */
    public final int fewChildren() {
        return fewChildren;
    }

    final long maxBytes() {
        return memory.region().bytes();
    }

    /** Throws if the store was closed. */
    public final void check() {
        openFlag.require();
    }

    /** Whether the store was closed. */
    public final boolean isClosed() {
        return !openFlag.isOpen();
    }

    /** Finds the references of the bearing node at {@code at}. */
    public final Tracer tracer(long at) {
        return shapes.tracer(Node.kind(memory, at), Node.shape(memory, at));
    }

    /** Whether there is a {@link #tracer(long)} for the kind and shape in the bearing node at {@code at}. */
    final boolean hasTracer(long at) {
        return shapes.hasTracer(Node.kind(memory, at), Node.shape(memory, at));
    }

    /** The first of {@link #EDITS_GRANTED} numbers of edits that nobody else gets. */
    final long grantEdits() {
        long first = memory.getAndAddLong(edits, EDITS_GRANTED);
        if (first > EDIT_LAST) {
            memory.getAndAddLong(edits, -EDITS_GRANTED);
            throw new IllegalStateException("the store has no numbers left for edits after " + EDIT_LAST
                    + " of them; copy its versions to a new store");
        }
        return first;
    }

    /** Lets the numbers of edits begin again. No node and no builder has one. */
    final void restartEdits() {
        memory.setLong(edits, Node.EDIT_MIN);
    }

    /** What this process owns, in a store in a file; null in any other store. */
    final @Nullable Ledger ledger() {
        return ledger;
    }

    /** At most how many processes write the store. */
    final int processes() {
        return ledger == null ? 1 : Superblock.rowsUsed(memory());
    }

    /** Gives a sign of life, which other processes see. The caller holds turn. */
    final void see() {
        if (owner != null) {
            owner.see();
        }
    }

    /** Whether other processes may write the file at the same time. */
    public final boolean hasOthers() {
        return crew != null;
    }

    /** A number that stays the same as long as no other process frees; 0 if another one does now. */
    public final int leadTerm() {
        return crew == null ? 1 : crew.term();
    }

    /**
     * Runs {@code action}, which writes an image, while no other process writes one of this store.
     *
     * @throws RuntimeException the named exception of a store that is in use, if another process is at it for ten seconds
     */
    public final void inImage(Runnable action) {
        if (crew == null) {
            action.run();
        } else if (!crew.locks.inImage(action)) {
            throw errors.inUse(Crew.IMAGE_IN_USE);
        }
    }

    /** Whether this process lowers counts and frees: no other one does. */
    final boolean isReclaiming() {
        return crew == null || crew.isLeading();
    }

    /** Whether this process may lower counts now. */
    final boolean mayLower() {
        return crew == null || crew.mayLower();
    }

    /** Whether an error in some process that writes the same file may have left counts too low. */
    final boolean hasFailedAnywhere() {
        return crew != null && crew.hasFailed();
    }

    /** Whether the process with the row {@code row} of the ledger lives, and is another one than this. */
    final boolean isOther(int row) {
        return crew != null && row != crew.row() && row < Superblock.ROWS && !crew.locks.isRowFree(row);
    }

    /** The processes that write the store. */
    public final Writers writers() {
        return new CrewWriters(memory, crew);
    }

    /** Whether nobody has counted the nodes by kind since a process was killed. */
    final boolean areFiguresUnknown() {
        return areFiguresUnknown;
    }

    final void setFiguresUnknown(boolean areUnknown) {
        areFiguresUnknown = areUnknown;
    }

    /** Notes in the file that an error may have left counts too low. */
    final void noteFailure() {
        note(Superblock.AT_FAILED, 1);
    }

    /** Notes in the file that all references were counted again, and nothing is lost. */
    final void countedAgain() {
        areFiguresUnknown = false;
        if (crew != null) {
            crew.countedAgain();
        }
        note(Superblock.AT_LOST, 0);
        note(Superblock.AT_FAILED, 0);
    }

    private void note(int offset, int value) {
        if (ledger != null && !isDetached) {
            memory.setIntRelease(memory.atOffset(offset), value);
        }
    }

    /** Whether the store has left its file, which other processes may use now. */
    public final boolean isDetached() {
        return isDetached;
    }

    /** Leaves the file for good if this process has lost the right to write it. Called now and then, without a stripe and without turn. */
    abstract void requireRight();

    /** Leaves the file. The caller holds turn and all stripes. */
    final void leaveFile() {
        isDetached = true;
    }

    /** The stack trace that a token remembers, if the store records births. */
    final @Nullable Throwable birth() {
        return recordsBirths ? new Throwable("born here") : null;
    }

    /** The exception of a store whose invariants are broken by {@code violation}, after {@code cause}. */
    public final RuntimeException corrupt(String violation, Throwable cause) {
        return (RuntimeException) errors.corrupt(List.of(violation)).initCause(cause);
    }

    /** The exception of a store in a file to which something would be written that no other process could read. */
    public final RuntimeException notPortable(String message) {
        return errors.notPortable(message);
    }

    /** The exception of a store for whose recount the system has no memory. */
    final RuntimeException noRoom(NoRoom e) {
        return errors.noRoom(e.bytes(), allocator.heldBytes(), maxBytes(), String.valueOf(e.getMessage()));
    }
}
