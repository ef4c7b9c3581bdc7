package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The nodes of a store.
 *
 * @param allocated all of them
 * @param reachable nodes that can be reached from some roots, from descriptors, or from pinned nodes (I5)
 * @param pinned dead ones with two heirs or more
 */
public record Census(long allocated, long reachable, long pinned) {
    public static Census of(Core core, Collection<Integer> roots) {
        return core.exclusively(() -> count(core, roots));
    }

    private static Census count(Core core, Collection<Integer> roots) {
        Memory memory = core.memory();
        List<Integer> nodes = new ArrayList<>();
        core.allocator().walk().forEachAllocated(core.tokens.magazines(), (reference, bytes) -> nodes.add(reference));
        List<Integer> pinned = new ArrayList<>(nodes);
        pinned.removeIf(node -> Node.own(memory.getLongAcquire(memory.at(node))) != 0);
        List<Integer> from = new ArrayList<>(roots);
        from.addAll(pinned);
        for (int node = core.descriptors().first();
                node != 0;
                node = core.descriptors().next(node)) {
            from.add(node);
        }
        Reach reach = Reach.from(core, from.stream().mapToInt(Integer::intValue).toArray());
        return new Census(nodes.size(), reach.size().nodes(), pinned.size());
    }
}
