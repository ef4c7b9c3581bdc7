package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.AllocationTotals;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Reclaimer;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers the figures of a store. */
final class Figures {
    private Figures() {}

    static StoreStats of(Core core) {
        Reclaimer.Progress progress = core.reclaimer().progress();
        AllocationTotals made = core.made();
        Map<String, StoreStats.NodeStats> byKind = new LinkedHashMap<>();
        long liveNodes = 0;
        long liveBytes = 0;
        for (Kind kind : Kind.values()) {
            int k = kind.code();
            long alive = made.nodes()[k] - progress.freedNodes()[k];
            long aliveBytes = made.bytes()[k] - progress.freedBytes()[k];
            if (alive != 0) {
                byKind.put(kind.name().toLowerCase(Locale.ROOT), new StoreStats.NodeStats(alive, aliveBytes));
            }
            liveNodes += alive;
            liveBytes += aliveBytes;
        }
        return new StoreStats(
                core.memory().region().bytes(),
                core.allocator().committedBytes(),
                liveBytes,
                liveNodes,
                byKind,
                sizeClasses(core.allocator()),
                made.bases(),
                made.bases() - progress.basesReclaimed(),
                progress.basesReclaimed(),
                progress.pinned(),
                progress.backlog(),
                sum(progress.freedNodes()),
                sum(progress.freedBytes()),
                progress.cpuNanos(),
                progress.collectionsAsked());
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    private static List<StoreStats.SizeClassStats> sizeClasses(Allocator allocator) {
        List<StoreStats.SizeClassStats> result = new ArrayList<>();
        allocator.forEachSizeClass((blockBytes, slabs, liveBlocks) ->
                result.add(new StoreStats.SizeClassStats(blockBytes, slabs, liveBlocks)));
        return result;
    }
}
