package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.BlockWalk;
import dev.cairn.internal.alloc.Magazines;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.Tracer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Counts all references again, from the tokens and the allocated blocks, and compares. Runs alone in the store. */
public final class Recount {
    /*
     * Passes, each over all allocated blocks, in the order of their addresses
     *   1  marks the allocated blocks (I11); the other passes need the marks
     *   2  counts the references of tokens, pending drops, names and nodes (I1, I2, I7, I12), and checks borrowed slots (I3)
     *   3  compares the counts with those in the nodes (I1, I2, I4)
     *   4  walks, depth first, from the tokens and names through slots and origins to all nodes that may live (I5)
     * I3 is checked one origin at a time: a borrowed child is in the same place of the origin, which owns it there or borrows it in turn,
     * and no chain of origins is a circle.
     * Evidence: RecountTest plants damage of each kind.
     */
    private static final int MOST_OF_AN_INVARIANT = 10;

    private final NodeSpace space;
    private final Tokens tokens;
    private final Roots roots;
    private final Memory memory;
    private final Allocator allocator;
    private final RecountTable table;
    private final List<Magazines> magazines;
    private final IntStack found = new IntStack();
    private final List<String> violations = new ArrayList<>();
    private final List<Integer> names = new ArrayList<>();
    private final List<Integer> descriptors = new ArrayList<>();
    private boolean isHeld;
    private long nodes;
    private long bytes;
    private long pinned;

    private Recount(NodeSpace space, Tokens tokens, Roots roots, RecountTable table) {
        this.space = space;
        this.tokens = tokens;
        this.roots = roots;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.table = table;
        this.magazines = tokens.allMagazines();
    }

    /** The result of a recount. */
    public record Result(long nodes, long bytes, long pinned, long lostBytes, List<String> violations) {
        Result withLost(long lost) {
            return new Result(nodes, bytes, pinned, lost, violations);
        }
    }

    /** Recounts {@code space}. The caller holds turn and all stripes. O(nodes), and 16 bytes a block off the heap. */
    static Result of(NodeSpace space, Tokens tokens, Roots roots) {
        tokens.gatherAlone();
        space.allocator().refresh();
        try (RecountTable table = new RecountTable(space.allocator())) {
            return new Recount(space, tokens, roots, table).run();
        }
    }

    private Result run() {
        try {
            forEachBlock(this::allocated);
            checkHeld();
            listNames();
            listDescriptors();
            countRoots();
            if (space.ledger() != null) {
                checkLedger(space.ledger());
            }
            forEachBlock(this::countReferences);
            forEachBlock(this::compare);
            walk();
        } catch (IllegalStateException e) {
            violate(String.valueOf(e.getMessage()));
        }
        List<Integer> ofStore = space.isInFile() ? List.of() : descriptors; // no version has them
        long ofStoreBytes =
                ofStore.stream().mapToLong(node -> allocator.blockBytes(node)).sum();
        return new Result(nodes - ofStore.size(), bytes - ofStoreBytes, pinned, 0, List.copyOf(violations));
    }

    private void forEachBlock(BlockWalk.BlockVisitor visitor) {
        allocator.walk().forEachAllocated(magazines, visitor);
    }

    private void allocated(int reference, long size) {
        table.allocated(reference);
        nodes++;
        bytes += size;
    }

    private void checkHeld() {
        long held = allocator.heldBytes();
        long waiting = allocator.waitingBytes(magazines);
        if (held != bytes + waiting) {
            violate("I18: " + held + " bytes are held, counted " + bytes + " of nodes and " + waiting + " that wait");
        }
    }

    private void countRoots() {
        forEachRoot(reference -> own(0, reference));
        IntStack deaths = tokens.releaser.deaths;
        for (int i = 0; i < deaths.size(); i++) {
            long entry = table.entry(deaths.peek(i));
            if (entry == RecountTable.NONE) {
                violate("I4: the freed node " + deaths.peek(i) + " waits to be removed");
            } else if (!table.mark(entry, RecountTable.WAITING)) {
                violate("I4: node " + deaths.peek(i) + " waits twice to be removed");
            }
        }
    }

    /** Visits the references of tokens, pending drops and names, once for each count; some are 0. */
    private void forEachRoot(IntConsumer visitor) {
        tokens.forEach(token -> {
            visitor.accept(token.first);
            visitor.accept(token.second);
        });
        IntStack drops = tokens.releaser.drops;
        for (int i = 0; i < drops.size(); i++) {
            visitor.accept(drops.peek(i));
        }
        Pins pins = tokens.releaser.pins;
        for (int i = 0; pins != null && i < pins.waiting.size(); i++) {
            visitor.accept(pins.waiting.peek(i));
        }
        names.forEach(root -> {
            visitor.accept(root);
            visitor.accept(RootCell.reference(roots.cellWord(root)));
        });
        descriptors.forEach(visitor::accept);
        Ledger ledger = space.ledger();
        if (ledger != null) {
            ledger.forEachDead(visitor);
            ledger.forEachOwnedByOthers(visitor);
            ledger.forEachPage(visitor);
        }
    }

    /** Checks that the ledger says what this process owns. */
    private void checkLedger(Ledger ledger) {
        int pages = ledger.pagesInStore();
        if (pages != ledger.pages()) {
            violate("L1: the list of the ledger has " + pages + " pages or more, and this process made "
                    + ledger.pages());
        }
        BitSet owned = new BitSet();
        tokens.forEach(token -> {
            if (token.slot() >= 0 && !token.hasEnded()) {
                owned.set(token.slot());
                if (!ledger.has(token.slot(), token.first, token.second)) {
                    violate("L1: slot " + token.slot() + " does not name " + token.first + " and " + token.second);
                }
            }
        });
        for (int slot = 0; slot < ledger.slots(); slot++) {
            if (ledger.hasSlots(slot) && ledger.isForgotten(slot)) {
                violate("L3: slot " + slot + " is dead, and its page is not offered");
            }
            if (ledger.hasSlots(slot) && ledger.isUnowned(slot) == owned.get(slot)) {
                violate("L1: slot " + slot + (owned.get(slot) ? " is free or dead and has an owner" : " has no owner"));
            }
        }
    }

    /** Finds the named roots. Stops where the list is damaged. */
    private void listNames() {
        int previous = 0;
        for (int root = roots.first(); root != 0; root = roots.next(root)) {
            long entry = table.entry(root);
            if (entry == RecountTable.NONE || Node.kind(memory, memory.at(root)) != Kind.ROOT) {
                violate("I7: the list of names leads to " + root + ", which is no root node");
                return;
            }
            if (!table.mark(entry, RecountTable.NAMED)) {
                violate("I7: the list of names is a circle at node " + root);
                return;
            }
            if (roots.previous(root) != previous) {
                violate("I7: the list of names leads from " + previous + " to " + name(root) + ", but not back");
            }
            previous = root;
            names.add(root);
            int external = RootCell.external(roots.cellWord(root));
            if (external != 0) {
                violate("I12: " + name(root) + " has the external count " + external);
            }
        }
    }

    /** Finds the descriptors. Stops where the list is damaged. */
    private void listDescriptors() {
        DescriptorTable all = space.descriptors();
        int number = all.size();
        for (int node = all.first(); node != 0; node = all.next(node)) {
            long entry = table.entry(node);
            if (entry == RecountTable.NONE || Node.kind(memory, memory.at(node)) != Kind.DESCRIPTOR) {
                violate("I7: the list of descriptors leads to " + node + ", which is no descriptor");
                return;
            }
            if (all.number(node) != number) {
                violate("I7: " + name(node) + " has the number " + all.number(node) + " in the place of " + number);
                return;
            }
            number--;
            descriptors.add(node);
        }
    }

    /** Counts a reference that {@code owner} owns. The owner 0 is a token, a pending drop or a name. */
    private void own(int owner, int reference) {
        if (reference == 0) {
            return;
        }
        long entry = table.entry(reference);
        if (entry == RecountTable.NONE) {
            violate("I1: " + (owner == 0 ? "a token, a pending drop or a name" : name(owner)) + " refers to "
                    + reference + ", which is no allocated node");
        } else {
            table.addOwn(entry);
        }
    }

    private void countReferences(int reference, long size) {
        long at = memory.at(reference);
        Kind kind = Node.kind(memory, at);
        if (kind == Kind.NONE) {
            violate("I7: node " + reference + " has no kind");
        } else if (kind.isBearing()) {
            Tracer tracer = tracer(at, size);
            if (tracer == null) {
                violate("I7: node " + reference + " (" + kind + ") has an unknown shape or does not fit its block");
            } else {
                countReferences(reference, at, size, tracer);
            }
        }
    }

    private void countReferences(int reference, long at, long size, Tracer tracer) {
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        int borrowed = Node.borrowed(lineage);
        if (Node.origin(lineage) != 0) {
            countHeir(reference, at, size, tracer);
        } else if (borrowed != 0) {
            violate("I2: node " + reference + " borrows from no origin");
        }
        tracer.forEach(memory, at, size, ~borrowed, (position, child) -> own(reference, child));
    }

    private void countHeir(int reference, long at, long size, Tracer tracer) {
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        int origin = Node.origin(lineage);
        long entry = table.entry(origin);
        if (entry == RecountTable.NONE || tracerOf(origin) != tracer) {
            violate("I2: node " + reference + " has origin " + origin + ", which is no allocated node of its kind");
            return;
        }
        table.addHeir(entry, reference);
        tracer.forEach(memory, at, size, Node.borrowed(lineage), (position, child) -> {
            if (!holds(origin, tracer, position, child)) {
                violate("I3: child " + child + " of node " + reference + " at position " + position
                        + " is not in its origin " + origin);
            }
        });
        long end = markOrigins(reference, RecountTable.WALKED);
        if (end != RecountTable.NONE && !table.has(end, RecountTable.ENDS)) {
            violate("I3: the origins of node " + reference + " are a circle");
        }
        markOrigins(reference, RecountTable.ENDS);
    }

    /** Marks the node, its origin and so on, up to a node that has the mark already; returns the entry of that node, or NONE. */
    private long markOrigins(int reference, int mark) {
        int node = reference;
        long entry = table.entry(node);
        while (entry != RecountTable.NONE && table.mark(entry, mark)) {
            node = origin(node);
            entry = table.entry(node);
        }
        return entry;
    }

    private int origin(int reference) {
        return tracerOf(reference) == null ? 0 : Node.origin(memory.getLong(memory.at(reference) + Node.AT_LINEAGE));
    }

    private boolean holds(int node, Tracer tracer, int position, int child) {
        isHeld = false;
        tracer.forEach(
                memory,
                memory.at(node),
                allocator.blockBytes(node),
                1 << position,
                (p, reference) -> isHeld |= reference == child);
        return isHeld;
    }

    private @Nullable Tracer tracerOf(int reference) {
        return tracer(memory.at(reference), allocator.blockBytes(reference));
    }

    /** Finds the references of the node at {@code at}; null if it bears none, or is damaged. */
    private @Nullable Tracer tracer(long at, long size) {
        boolean bears = Node.kind(memory, at).isBearing() && size >= Node.BEARING_HEADER && space.hasTracer(at);
        return bears && space.tracer(at).fits(memory, at, size) ? space.tracer(at) : null;
    }

    private void compare(int reference, long size) {
        long at = memory.at(reference);
        long entry = table.entry(reference);
        long count = memory.getLongAcquire(at);
        int heirs = table.heirs(entry);
        if (Node.own(count) != table.own(entry) && Node.own(count) != Node.OWN_MAX) {
            violate("I1: own of " + name(reference) + " is " + Node.own(count) + ", counted " + table.own(entry));
        }
        if (Node.heirs(count) != heirs || Node.xor(count) != table.xor(entry)) {
            violate("I2: heirs and xor of " + name(reference) + " are " + Node.heirs(count) + ", " + Node.xor(count)
                    + ", counted " + heirs + ", " + table.xor(entry));
        }
        boolean isWaiting = table.has(entry, RecountTable.WAITING);
        if (tracer(at, size) != null && Node.isQueued(memory, at) != isWaiting) {
            violate("I4: " + name(reference) + (isWaiting ? " waits and is not" : " does not wait and is")
                    + " marked as waiting to be removed");
        }
        if (Node.own(count) == 0 && heirs < 2 && !isWaiting) {
            violate("I4: " + name(reference) + " is dead, has " + heirs + " heirs, and is in no queue");
        }
        if (Node.own(count) == 0 && heirs > 1) {
            pinned++;
        }
    }

    private String name(int reference) {
        return "node " + reference + " (" + Node.kind(memory, memory.at(reference)) + ")";
    }

    /** Walks also from nodes whose counts are saturated: they are never freed, so they need no token. */
    private void walk() {
        forEachRoot(this::walkFrom);
        forEachBlock((reference, size) -> {
            boolean isImmortal = Node.own(memory.getLongAcquire(memory.at(reference))) == Node.OWN_MAX;
            if (isImmortal || table.has(table.entry(reference), RecountTable.WAITING)) {
                walkFrom(reference);
            }
        });
        forEachBlock((reference, size) -> {
            if (!table.has(table.entry(reference), RecountTable.REACHED)) {
                violate("I5: " + name(reference) + " is reached from no token, name, drop or dead node that waits");
            }
        });
    }

    /** Visits an origin after the children, so that few nodes wait at a time. */
    private void walkFrom(int root) {
        reach(root);
        while (found.size() > 0) {
            int reference = found.pop();
            long at = memory.at(reference);
            long size = allocator.blockBytes(reference);
            Tracer tracer = tracer(at, size);
            if (tracer != null) {
                reach(Node.origin(memory.getLong(at + Node.AT_LINEAGE)));
                tracer.forEach(memory, at, size, ~0, (position, child) -> reach(child));
            }
        }
    }

    private void reach(int reference) {
        long entry = table.entry(reference);
        if (entry != RecountTable.NONE && table.mark(entry, RecountTable.REACHED)) {
            found.add(reference);
        }
    }

    private void violate(String violation) {
        String invariant = violation.substring(0, violation.indexOf(':') + 1);
        if (violations.stream().filter(v -> v.startsWith(invariant)).count() < MOST_OF_AN_INVARIANT) {
            violations.add(violation);
        }
    }
}
