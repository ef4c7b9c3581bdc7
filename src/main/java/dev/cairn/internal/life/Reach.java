package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;

/** The nodes that can be reached from some references. */
public final class Reach {
    private final Core core;
    private final Ordinals nodes = new Ordinals();

    private Reach(Core core) {
        this.core = core;
    }

    /** All that can be reached from {@code roots} (0 is nothing); borrows them. O(nodes reached). */
    public static Reach from(Core core, int... roots) {
        Reach reach = new Reach(core);
        for (int root : roots) {
            reach.add(root);
        }
        Memory memory = core.memory();
        for (int i = 0; i < reach.nodes.size(); i++) {
            long at = memory.at(reach.nodes.reference(i));
            if (Node.kind(memory, at).isBearing()) {
                long block = core.allocator().blockBytes(reach.nodes.reference(i));
                core.tracer(at).forEach(memory, at, block, ~0, (position, child) -> reach.add(child));
            }
        }
        return reach;
    }

    private void add(int reference) {
        if (reference != 0) {
            nodes.add(reference);
        }
    }

    /** How many nodes there are. */
    public long nodes() {
        return nodes.size();
    }

    /** How many bytes their blocks have. */
    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < nodes.size(); i++) {
            bytes += core.allocator().blockBytes(nodes.reference(i));
        }
        return bytes;
    }

    /** The nodes that both reach. */
    public Reach and(Reach other) {
        Reach both = new Reach(core);
        for (int i = 0; i < nodes.size(); i++) {
            if (other.nodes.find(nodes.reference(i)) >= 0) {
                both.nodes.add(nodes.reference(i));
            }
        }
        return both;
    }
}
