package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.BlockWalk;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts all references again, from tokens and names, and writes the counts; frees nodes that nothing leads to. Runs alone in the store. */
final class Repair {
    /*
     * An error can leave these half done, while the others wait for their stripes
     *   counts     too high or too low, or heirs that are not entered: all are counted again. In the end each node owns all its slots,
     *              and none has an origin or heirs, which is a valid state (I10). Pending drops are done by not counting them.
     *   nodes      allocated and not linked, with a body that is not written: nothing leads to them, so nobody reads them. A node is
     *              linked only when all its slots are references or nil. Until it is unlinked, no node that it names is freed.
     *   tokens     a token that has ended and was not dropped yet owns nothing. No token is ever lost: tokens move from table to table
     *              by a copy and then by two writes in one frame.
     *   labels     the number in a header that nothing leads to may not be written yet, or be counted off already. So the headers that
     *              are left are counted, in the end (N1).
     *   names      a cell with an external count: nobody is reading it now (C4), so it becomes 0. A root that names its neighbour
     *              before, and that the neighbour does not name yet.
     *   blocks     taken from their group and in no magazine, groups in no stack, slabs that are not cut: see Allocator.restart.
     *   edits      after an opening, no builder has one; so nodes lose theirs, and the numbers begin again.
     * A repair can be cut short, too, and begun again: until it is done nothing is lowered, and nothing leads to the nodes that it freed.
     * If it is cut short by a kill, the word failed says so in the file. So that is set before anything is changed.
     */
    /** Why a store in a file is repaired, or its ledger given back, when it is opened. */
    static final String LEFT_OPEN =
            "the last process ended without closing the store, or closed it while readers held versions";

    private final NodeSpace space;
    private final Tokens tokens;
    private final Roots roots;
    private final Memory memory;
    private final Allocator allocator;
    private final RecountTable table;
    private final List<Magazines> magazines;
    private final IntStack found = new IntStack();
    private final Map<Integer, Integer> labels = new HashMap<>();
    private final long[] liveNodes = new long[Kind.COUNT];
    private final long[] liveBytes = new long[Kind.COUNT];
    private final boolean isOpening;
    private final List<String> tooLow = new ArrayList<>();
    private long freed;
    private long freedBytes;

    private Repair(NodeSpace space, Tokens tokens, Roots roots, RecountTable table, boolean isOpening) {
        this.space = space;
        this.tokens = tokens;
        this.roots = roots;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.table = table;
        this.magazines = tokens.allMagazines();
        this.isOpening = isOpening;
    }

    /** What a repair did, and why. {@code tooLow} has a node whose count was too low, if there was one. */
    record Result(String cause, long nodes, long freed, long freedBytes, List<String> tooLow) {
        String message() {
            return cause + "; all references were counted again: " + nodes + " nodes live, " + freed
                    + " that nothing led to were freed";
        }
    }

    /**
     * Repairs {@code space} because of {@code cause}. The caller holds turn and all stripes. O(nodes), and 16 bytes a block off the heap.
     *
     * @throws IllegalStateException if a reference names no node
     */
    static Result of(NodeSpace space, Tokens tokens, Roots roots, String cause) {
        tokens.gatherAlone();
        return of(space, tokens, roots, cause, false);
    }

    /** Repairs a store in a file that this process has just opened, and that the last one left without closing it. */
    static Result ofOpened(NodeSpace space, Tokens tokens, Roots roots) {
        Result result = of(space, tokens, roots, LEFT_OPEN, true);
        space.restartEdits();
        return result;
    }

    private static Result of(NodeSpace space, Tokens tokens, Roots roots, String cause, boolean isOpening) {
        space.allocator().refresh();
        try (RecountTable table = new RecountTable(space.allocator())) {
            space.noteFailure(); // until countedAgain: a kill between leaves some counts as they were, and others not
            VarHandle.fullFence();
            if (tokens.releaser.inherited != null) {
                tokens.releaser.inherited.forget(space::isOther);
            }
            space.allocator().repair();
            return new Repair(space, tokens, roots, table, isOpening).run(cause);
        }
    }

    private Result run(String cause) {
        roots.linkSegments();
        forEachBlock((reference, size) -> table.allocated(reference));
        tokens.forEach(this::countToken);
        if (space.ledger() != null) {
            space.ledger().forEachOwnedByOthers(this::walkFrom);
        }
        countNames();
        Pins pins = tokens.releaser.pins;
        if (pins != null) {
            pins.keep(reference -> table.has(table.entry(reference), RecountTable.REACHED), this::walkFrom);
        }
        noteTokens();
        forEachBlock(this::write);
        space.labels().recounted(labels);
        long nodes = Arrays.stream(liveNodes).sum();
        tokens.restart(liveNodes, liveBytes);
        allocator.restart(); // before the file says that all is right: a killed process would leave groups that nobody
        // offers again
        space.countedAgain();
        return new Result(cause, nodes, freed, freedBytes, tooLow);
    }

    private void forEachBlock(BlockWalk.BlockVisitor visitor) {
        allocator.walk().forEachAllocated(magazines, visitor);
    }

    private void countToken(Token token) {
        if (token.hasEnded()) {
            token.forget(); // its slot may be another token's by now
        } else {
            walkFrom(token.first);
            walkFrom(token.second);
        }
    }

    /** Lets the ledger say what tokens own. Pending drops are done by not counting them, so the ledger forgets them. */
    private void noteTokens() {
        Ledger ledger = space.ledger();
        if (ledger != null) {
            BitSet owned = new BitSet();
            tokens.forEach(token -> {
                if (token.slot() >= 0 && !token.hasEnded()) {
                    owned.set(token.slot());
                    token.hold(token.first, token.second); // an error may have come in the middle of that
                }
            });
            ledger.freeAllBut(owned);
            ledger.offerAnew();
        }
    }

    private void countNames() {
        int previous = 0;
        for (int root = roots.first(); root != 0; root = roots.next(root)) {
            walkFrom(root);
            if (!table.mark(table.entry(root), RecountTable.NAMED)) {
                throw new IllegalStateException("I7: the list of names is a circle at node " + root);
            }
            roots.mend(previous);
            previous = root;
            walkFrom(roots.cell(root).recover());
        }
        roots.raiseVersion(); // a node that a killed process took out is freed here, and a reader may be at it
        Ledger ledger = space.ledger();
        if (ledger != null) {
            ledger.forEachPage(this::walkFrom);
        }
        countDescriptors(space.descriptors());
    }

    private void countDescriptors(DescriptorTable descriptors) {
        int number = descriptors.size();
        for (int node = descriptors.first(); node != 0; node = descriptors.next(node)) {
            walkFrom(node);
            if (descriptors.number(node) != number--) {
                throw new IllegalStateException("I7: the list of descriptors is damaged at node " + node);
            }
        }
    }

    /** Counts a reference, and the references of all nodes to which nothing else has led so far. */
    private void walkFrom(int root) {
        count(root);
        while (found.size() > 0) {
            int reference = found.pop();
            long at = memory.at(reference);
            if (!Node.kind(memory, at).isBearing()) {
                continue;
            }
            if (!space.hasTracer(at)) {
                throw new IllegalStateException("I7: node " + reference + " has an unknown shape");
            }
            int borrowed = Node.borrowed(memory.getLong(at + Node.AT_LINEAGE));
            space.tracer(at).forEach(memory, at, allocator.blockBytes(reference), ~0, (position, child) -> {
                count(child);
                if ((borrowed >>> position & 1) != 0) {
                    table.addHeir(table.entry(child), 0); // it was not counted until now
                }
            });
        }
    }

    /** Notes a node that had fewer counts than it needed. */
    private void requireEnough(int reference, Kind kind, long entry) {
        int was = Node.own(memory.getLong(memory.at(reference)));
        int needed = table.own(entry) - table.heirs(entry);
        if (was < needed && was != Node.OWN_MAX && tooLow.isEmpty()) {
            tooLow.add("I9: own of node " + reference + " (" + kind + ") was " + was + ", counted " + needed);
        }
    }

    private void count(int reference) {
        if (reference == 0) {
            return;
        }
        long entry = table.entry(reference);
        if (entry == RecountTable.NONE) {
            throw new IllegalStateException("I1: something refers to " + reference + ", which is no allocated node");
        }
        table.addOwn(entry);
        if (table.mark(entry, RecountTable.REACHED)) {
            found.add(reference);
        }
    }

    private void write(int reference, long size) {
        long at = memory.at(reference);
        long entry = table.entry(reference);
        Kind kind = Node.kind(memory, at); // of no meaning if nothing leads to the block
        if (!table.has(entry, RecountTable.REACHED)) {
            space.objects().forget(reference, kind);
            freedBytes += allocator.free(reference);
            freed++;
            return;
        }
        requireEnough(reference, kind, entry);
        memory.setLong(at, Node.count(Math.min(table.own(entry), Node.OWN_MAX), 0, 0));
        if (kind.isBearing()) {
            memory.setLong(at + Node.AT_LINEAGE, 0);
            Node.setQueued(memory, at, false);
        }
        if (isOpening && Node.hasEdit(kind, memory, at)) {
            memory.setLong(at + Node.AT_META, Node.meta(kind, Node.shape(memory, at), 0));
        }
        if (kind == Kind.HEADER && Labels.number(memory, reference) != 0) {
            labels.merge(Labels.number(memory, reference), 1, Integer::sum);
        }
        liveNodes[kind.code()]++;
        liveBytes[kind.code()] += size;
    }
}
