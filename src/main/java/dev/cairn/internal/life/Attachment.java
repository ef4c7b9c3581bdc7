package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a store in a file does when a process opens it and when the process closes it. Runs alone in the store. */
final class Attachment {
    /*
     * Opening a file that was not closed
     *   1  Counts may be too low if an error or a kill left the words failed or window. Then all are counted again (Repair). A repair
     *      sets failed itself before it begins, and so does an opening or a closing that finds damage.
     *   2  Else the process that was killed left counts that are right or too high, and its ledger says what it owned: the blocks are
     *      given back now, and the counts by the reclaimer. What it had in hand is lost; when too much has been lost, all are counted
     *      again instead.
     *   Whoever is killed here leaves a file that the next one opens in the same way: each slot is freed before its references are
     *   lowered, and a page is taken off the list when all its slots are free.
     */
    /** More than this, lost by kills, is found again by counting. */
    static final int LOST_MAX = 20_000;

    private final NodeSpace space;
    private final Memory memory;
    private final Allocator allocator;
    private final Ledger ledger;
    private final Tokens tokens;
    private final Roots roots;
    private final Stripe[] stripes;
    private final @Nullable Crew crew;

    Attachment(NodeSpace space, Tokens tokens, Roots roots, Stripe[] stripes) {
        this.space = space;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.ledger = Objects.requireNonNull(space.ledger());
        this.tokens = tokens;
        this.roots = roots;
        this.stripes = stripes;
        this.crew = space.crew;
    }

    /**
     * Makes all counts right, unless they are. Returns what was done; null if nothing. If that fails, the next opening counts again.
     *
     * @throws RuntimeException the named exception of a corrupt store, if there is damage
     */
    @Nullable
    String open(boolean isClean) {
        try {
            return makeRight(isClean);
        } catch (IllegalStateException e) {
            space.noteFailure();
            throw space.corrupt(String.valueOf(e.getMessage()), e);
        } catch (Error e) {
            space.noteFailure();
            throw e;
        }
    }

    private @Nullable String makeRight(boolean isClean) {
        String done = null;
        if (crew != null && !crew.isLeading()) {
            // another process leads, or this one will soon, as the last one died just now
        } else if (isClean && (crew == null || !mustRepair())) {
            readFigures();
        } else if (mustRepair()) {
            done = Repair.ofOpened(space, tokens, roots).message();
        } else {
            done = sweep();
        }
        beginFigures();
        begin();
        return done;
    }

    /** A process that is alone counts the nodes by kind on its heap only. */
    private void beginFigures() {
        if (crew == null) {
            ledger.figures.forget();
        } else if (crew.isLeading() && ledger.figures.areUnknown()) {
            countFigures();
        }
    }

    /** Begins to note what this process owns. In a full store, what a killed process had makes room for that. */
    void begin() {
        if (crew != null) {
            if (ledger.hasPages(crew.row())) { // all rows have some, and this process is alone
                Objects.requireNonNull(tokens.releaser.inherited).needNoStillness();
                tokens.releaser.finishInherited();
            }
            ledger.takeRow(crew.row());
            stripes[0].noteFigures(ledger); // first: who finds pages, and none of figures, knows that some are missing
        } else if (!ledger.takeRow()) {
            tokens.releaser.finishInherited();
            ledger.takeRow();
        }
        if (!note() && space.isReclaiming()) {
            tokens.releaser.finishInherited();
            allocator.trim(true);
            note();
        }
    }

    /** Lets each stripe note what it owns; returns false as soon as there is no room. */
    private boolean note() {
        return Arrays.stream(stripes).allMatch(stripe -> stripe.notes() || stripe.note(ledger));
    }

    private int read(int offset) {
        return memory.getInt(memory.atOffset(offset));
    }

    private boolean mustRepair() {
        return read(Superblock.AT_WINDOW) != 0
                || read(Superblock.AT_FAILED) != 0
                || (long) read(Superblock.AT_LOST) + read(Superblock.AT_IN_HAND) > LOST_MAX;
    }

    private void readFigures() {
        KindCounts closed = ledger.figures.base();
        tokens.releaser.pinned = ledger.figures.pinned();
        if (crew == null) {
            tokens.found(closed.nodes(), closed.bytes());
        }
        allocator.setHeldBytes(
                Arrays.stream(closed.bytes()).sum()); // a process that closes a store leaves no block in a magazine
    }

    /** Makes the blocks right that a process which was killed had. The reclaimer does the rest. O(pages of its ledger + slabs). */
    private String sweep() {
        ledger.lose(stripes.length + read(Superblock.AT_IN_HAND)); // each stripe may have been in a change
        memory.setInt(memory.atOffset(Superblock.AT_IN_HAND), 0);
        allocator.repair();
        allocator.readHeldBytes();
        InheritedPages inherited = Objects.requireNonNull(tokens.releaser.inherited);
        int owners = inherited.begin(allocator::giveBackRow);
        if (crew != null) {
            inherited.await(); // others may come before all is done
        }
        space.setFiguresUnknown(crew == null);
        roots.recover();
        allocator.noteHeldBytes();
        return Repair.LEFT_OPEN + "; what its " + owners + " holders had is given back";
    }

    /** Counts the nodes by kind, unless somebody knows their exact numbers. All stand still. O(nodes). */
    void countFigures() {
        boolean areKnown = crew == null ? !space.areFiguresUnknown() : ledger.figures.areRight();
        if (areKnown || space.isDetached()) {
            return;
        }
        KindCounts counted = new KindCounts();
        allocator
                .walk()
                .forEachAllocated(
                        crew == null ? tokens.magazines() : tokens.allMagazines(),
                        (reference, size) -> counted.add(
                                Node.kind(memory, memory.at(reference)).code(), 1, size));
        if (crew == null) {
            KindCounts found = counted.minus(tokens.balance());
            tokens.found(found.nodes(), found.bytes());
            space.setFiguresUnknown(false);
        } else {
            ledger.figures.settle(counted, tokens.balance(), allocator);
        }
    }

    /**
     * Leaves the file to other processes: who leads then gives back what this one owns, as if it had been killed. But this one has nothing in
     * hand, and nothing that its ledger does not name. {@code isForGood}: else it only leads no more.
     */
    void leave(boolean isForGood) {
        tokens.gatherAlone();
        try {
            tokens.releaser.finish();
            tokens.releaser.handPinned();
        } catch (IllegalStateException e) {
            space.noteFailure(); // damage
        }
        boolean isNoted = tokens.areNoted();
        if (!tokens.handDropsAlone() || !isNoted) {
            ledger.lose(1); // the store is full, and what this process has stands nowhere
        }
        tokens.releaser.deaths.size = 0; // not empty only if all references will be counted again
        if (space.isReclaiming()) {
            tokens.releaser.noteInHand();
        }
        if (isForGood) {
            Arrays.stream(stripes).forEach(Stripe::emptyMagazines);
            ledger.endBlocks();
        }
        if (crew != null) {
            ledger.figures.note(tokens.balance());
            if (isForGood) {
                ledger.figures.leave();
            }
            crew.setLeading(false);
        }
    }

    /** Frees all that only holders of this process own, and gives its blocks back. Returns whether that succeeded. */
    boolean close() {
        try {
            if (crew != null && tokens.releaser.inherited != null) {
                sweepAll(tokens.releaser.inherited);
            }
            boolean areRight = ledger.figures.areRight();
            ledger.figures.forget(); // until they are written
            tokens.endAll();
            tokens.releaser.finish();
            for (Stripe stripe : stripes) {
                allocator.empty(stripe.magazines);
                stripe.magazines.endMirror();
            }
            ledger.dropOwn(tokens.releaser.drops);
            tokens.releaser.finish();
            allocator.trim(true);
            writeFigures(areRight);
            return true;
        } catch (IllegalStateException e) {
            space.noteFailure(); // the next opening counts again
            return false;
        }
    }

    /** Gives back what other processes left. There is none any more. */
    private void sweepAll(InheritedPages inherited) {
        allocator.repair();
        for (int row = 0; row < Superblock.ROWS; row++) {
            if (row != ownRow() && inherited.isLeft(row, allocator)) {
                inherited.sweep(row, allocator);
            }
        }
        roots.recover();
        ledger.offerAnew();
        inherited.needNoStillness();
    }

    private int ownRow() {
        return crew == null ? -1 : crew.row();
    }

    private void writeFigures(boolean areRight) {
        KindCounts live = tokens.balance();
        if (crew != null && areRight) {
            live = live.plus(ledger.figures.base());
        } else {
            countFigures();
            live = crew == null ? tokens.balance() : live.plus(ledger.figures.base());
        }
        ledger.figures.setPinned(tokens.releaser.pinned);
        ledger.figures.settle(live, new KindCounts(), allocator);
    }
}
