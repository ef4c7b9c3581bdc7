package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.util.ArrayList;
import java.util.List;

/** Compares the figures by kind of a store in a file with its nodes. */
public final class Figures {
    private Figures() {}

    /** What is wrong with the figures, while all processes stand still. */
    public static List<String> faults(Core core) {
        return core.whileStill(() -> {
            Memory memory = core.memory();
            KindCounts counted = new KindCounts();
            core.allocator()
                    .walk()
                    .forEachAllocated(
                            core.tokens.allMagazines(),
                            (reference, bytes) -> counted.add(
                                    Node.kind(memory, memory.at(reference)).code(), 1, bytes));
            KindCounts noted = core.alive(core.made(), core.reclaimer().progress());
            return noted == null ? List.of("nobody knows them") : faults(counted, noted);
        });
    }

    private static List<String> faults(KindCounts counted, KindCounts noted) {
        List<String> faults = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (counted.nodes(kind) != noted.nodes(kind) || counted.bytes(kind) != noted.bytes(kind)) {
                faults.add(kind + ": " + noted.nodes(kind) + " nodes of " + noted.bytes(kind) + " bytes are noted, "
                        + counted.nodes(kind) + " of " + counted.bytes(kind) + " are there");
            }
        }
        return faults;
    }

    /** Whether the file says that the figures are exact. */
    public static boolean areRight(Core core) {
        return state(core) == KindFigures.RIGHT;
    }

    /** Whether the file says that nobody knows the figures. */
    public static boolean areUnknown(Core core) {
        return state(core) == KindFigures.UNKNOWN;
    }

    private static int state(Core core) {
        return core.memory().getInt(core.memory().atOffset(KindFigures.AT_STATE));
    }

    /** The figure {@code index} of the base. */
    static long base(Memory memory, int index) {
        return memory.getLong(Superblock.figure(memory, index));
    }
}
