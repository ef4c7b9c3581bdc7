package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts again what refers to what, from the tokens and the allocated blocks, and compares. Runs alone in the store. */
public final class Recount {
    private static final int VIOLATIONS_MAX = 20;

    private final Core core;
    private final Memory memory;
    private final Ordinals nodes = new Ordinals();
    private final List<String> violations = new ArrayList<>();
    private long[] blockBytes = new long[1024];
    private int[] owns = new int[0];
    private int[] heirs = new int[0];
    private int[] xors = new int[0];
    private long bytes;

    Recount(Core core) {
        this.core = core;
        this.memory = core.memory();
    }

    /** What a recount found. */
    public record Result(long nodes, long bytes, long zombies, List<String> violations) {}

    Result run() {
        for (Stripe stripe : core.stripes()) {
            stripe.handOver(core.reclaimer());
        }
        try {
            core.allocator()
                    .forEachAllocated(
                            Arrays.stream(core.stripes()).map(s -> s.magazines).toList(), this::allocated);
        } catch (IllegalStateException e) {
            violate(String.valueOf(e.getMessage()));
        }
        owns = new int[nodes.size()];
        heirs = new int[nodes.size()];
        xors = new int[nodes.size()];
        countRoots();
        for (int i = 0; i < nodes.size(); i++) {
            countReferences(i);
        }
        for (int i = 0; i < nodes.size(); i++) {
            compare(i);
        }
        checkQueue();
        return new Result(nodes.size(), bytes, zombies(), List.copyOf(violations));
    }

    private void allocated(int reference, int sizeClass, long size) {
        if (nodes.size() == blockBytes.length) {
            blockBytes = Arrays.copyOf(blockBytes, nodes.size() * 2);
        }
        blockBytes[nodes.size()] = size;
        nodes.add(reference);
        bytes += size;
    }

    private void countRoots() {
        core.reclaimer().forEachToken(token -> {
            own("a token", token.first);
            own("a token", token.second);
        });
        IntQueue drops = core.reclaimer().settler().pendingDrops();
        for (int i = 0; i < drops.size(); i++) {
            own("a pending drop", drops.peek(i));
        }
    }

    private void own(Object owner, int reference) {
        if (reference == 0) {
            return;
        }
        int node = nodes.find(reference);
        if (node < 0) {
            violate("I1: " + owner + " refers to " + reference + ", which is no allocated node");
        } else {
            owns[node]++;
        }
    }

    private void countReferences(int i) {
        int reference = nodes.reference(i);
        long at = memory.at(reference);
        Kind kind = Node.kind(memory, at);
        if (kind == Kind.NONE) {
            violate("I7: node " + reference + " has no kind");
            return;
        }
        if (!kind.isBearing()) {
            return;
        }
        long lineage = memory.getLong(at + Node.AT_LINEAGE);
        int origin = Node.origin(lineage);
        int borrowed = Node.borrowed(lineage);
        if (origin != 0) {
            countHeir(reference, origin);
        } else if (borrowed != 0) {
            violate("I2: node " + reference + " borrows from no origin");
        }
        core.tracer(at).forEach(memory, at, blockBytes[i], ~borrowed, (position, child) -> own(reference, child));
        core.tracer(at)
                .forEach(
                        memory,
                        at,
                        blockBytes[i],
                        borrowed,
                        (position, child) -> checkOwnedUpTheChain(reference, origin, position, child));
    }

    private void countHeir(int reference, int origin) {
        int node = nodes.find(origin);
        if (node < 0) {
            violate("I2: node " + reference + " has origin " + origin + ", which is no allocated node");
        } else {
            heirs[node]++;
            xors[node] ^= reference;
        }
    }

    private void checkOwnedUpTheChain(int heir, int origin, int position, int child) {
        int next = origin;
        for (int steps = 0; next != 0 && nodes.find(next) >= 0 && steps <= nodes.size(); steps++) {
            long at = memory.at(next);
            long lineage = memory.getLong(at + Node.AT_LINEAGE);
            if ((Node.borrowed(lineage) >>> position & 1) == 0) {
                if (!holds(next, at, position, child)) {
                    break;
                }
                return;
            }
            next = Node.origin(lineage);
        }
        violate("I3: child " + child + " of node " + heir + " at position " + position
                + " is owned by none of its origins");
    }

    private boolean holds(int node, long at, int position, int child) {
        boolean[] found = new boolean[1];
        core.tracer(at)
                .forEach(
                        memory,
                        at,
                        blockBytes[nodes.find(node)],
                        1 << position,
                        (p, reference) -> found[0] |= reference == child);
        return found[0];
    }

    private void compare(int i) {
        int reference = nodes.reference(i);
        long count = memory.getLongAcquire(memory.at(reference));
        if (Node.own(count) != owns[i] && Node.own(count) != Node.OWN_MAX) {
            violate("I1: own of node " + reference + " (" + Node.kind(memory, memory.at(reference)) + ") is "
                    + Node.own(count) + ", counted " + owns[i]);
        }
        boolean bearing = Node.kind(memory, memory.at(reference)).isBearing();
        if (bearing && (Node.heirs(count) != heirs[i] || Node.xor(count) != xors[i])) {
            violate("I2: heirs and xor of node " + reference + " are " + Node.heirs(count) + ", " + Node.xor(count)
                    + ", counted " + heirs[i] + ", " + xors[i]);
        }
        if (Node.own(count) == 0 && heirs[i] < 2 && !isQueued(reference)) {
            violate("I4: node " + reference + " is dead, has " + heirs[i] + " heirs, and is in no queue");
        }
    }

    private boolean isQueued(int reference) {
        long at = memory.at(reference);
        return Node.kind(memory, at).isBearing() && memory.getLong(at + Node.AT_QUEUED) != 0;
    }

    private void checkQueue() {
        IntQueue deaths = core.reclaimer().settler().pendingDeaths();
        for (int i = 0; i < deaths.size(); i++) {
            if (nodes.find(deaths.peek(i)) < 0) {
                violate("I4: the freed node " + deaths.peek(i) + " waits to be settled");
            }
        }
    }

    private long zombies() {
        long zombies = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (Node.own(memory.getLongAcquire(memory.at(nodes.reference(i)))) == 0 && heirs[i] > 1) {
                zombies++;
            }
        }
        return zombies;
    }

    private void violate(String violation) {
        if (violations.size() < VIOLATIONS_MAX) {
            violations.add(violation);
        }
    }
}
