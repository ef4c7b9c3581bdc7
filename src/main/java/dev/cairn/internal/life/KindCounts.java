package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import java.util.Arrays;

/** Numbers of nodes, and their bytes, by kind. */
public final class KindCounts {
    /** How many figures there are at most: of nodes, and then of bytes. */
    static final int FIGURES = 2 * Superblock.KINDS;

    /** The bytes of all figures, and of a word behind them. */
    static final int BYTES = (FIGURES + 1) * Long.BYTES;

    private final long[] figures = new long[FIGURES];

    /** How many nodes there are, and how many bytes, by the codes of kinds. */
    static KindCounts of(long[] nodes, long[] bytes) {
        KindCounts of = new KindCounts();
        for (int kind = 0; kind < nodes.length; kind++) {
            of.add(kind, nodes[kind], bytes[kind]);
        }
        return of;
    }

    /** The figures at {@code at}. */
    static KindCounts read(Memory memory, long at) {
        KindCounts read = new KindCounts();
        for (int i = 0; i < FIGURES; i++) {
            read.figures[i] = memory.getLongAcquire(at + (long) i * Long.BYTES);
        }
        return read;
    }

    /** Writes the figures to {@code at}. What is there already is not written again. */
    void write(Memory memory, long at) {
        for (int i = 0; i < FIGURES; i++) {
            long to = at + (long) i * Long.BYTES;
            if (memory.getLong(to) != figures[i]) {
                memory.setLongRelease(to, figures[i]);
            }
        }
    }

    void add(int kind, long nodes, long bytes) {
        figures[kind] += nodes;
        figures[Superblock.KINDS + kind] += bytes;
    }

    KindCounts plus(KindCounts more) {
        return plus(more, 1);
    }

    KindCounts minus(KindCounts less) {
        return plus(less, -1);
    }

    private KindCounts plus(KindCounts other, int sign) {
        KindCounts sum = new KindCounts();
        for (int i = 0; i < FIGURES; i++) {
            sum.figures[i] = figures[i] + sign * other.figures[i];
        }
        return sum;
    }

    /** The nodes of {@code kind}; 0 if more are known to be freed than to be made. */
    public long nodes(Kind kind) {
        return Math.max(0, figures[kind.code()]);
    }

    /** The bytes of the nodes of {@code kind}; 0 if more are known to be freed than to be made. */
    public long bytes(Kind kind) {
        return Math.max(0, figures[Superblock.KINDS + kind.code()]);
    }

    /** The nodes of all kinds, by code. */
    long[] nodes() {
        return Arrays.copyOf(figures, Kind.COUNT);
    }

    /** The bytes of all kinds, by code. */
    long[] bytes() {
        return Arrays.copyOfRange(figures, Superblock.KINDS, Superblock.KINDS + Kind.COUNT);
    }
}
