package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.AllocationTotals;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.KindCounts;
import dev.cairn.internal.life.Progress;
import dev.cairn.internal.node.Kind;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a store at one moment. Versions made one after another over the same nodes share a base and are found dead together;
 * the statistics count them as one version.
 *
 * @param reservedBytes bytes of reserved address space
 * @param committedBytes bytes of all slabs that have been used
 * @param residentBytes how much of {@code committedBytes} the system provides now, as an estimate: all but what was given back and not
 *     used since. On Linux, with native access, a store gives memory back that was empty for about a second, in pieces of 2 MB (with
 *     {@code dev.cairn.hugePages=false}: slabs). Elsewhere it gives nothing back
 * @param liveBytes bytes of the blocks of all live nodes
 * @param liveNodes nodes made and not freed. A store that is in no file keeps some that describe its kinds of collections; these are not counted here
 * @param byKind live nodes by their kind. If several processes write the store, what others did is known as it was some milliseconds ago; after a
 *     process was killed, what it did last is missing until the next {@link Store#verify()}, or until all have closed the store. Empty if nobody
 *     knows: in a process that reads a store which another one has opened as its only writer, for example
 * @param bySizeClass slabs and live blocks by block size; a block size of 0 stands for runs of slabs
 * @param versionsMade versions made since the store was made
 * @param versionsAlive versions not yet found dead
 * @param versionsReclaimed versions found dead
 * @param pinnedNodes dead nodes that cannot be freed yet, because two or more copies still use nodes that the dead node owns
 * @param reclaimerBacklog reference counts that must still be lowered, and dead nodes that must still be processed
 * @param freedNodes nodes freed
 * @param freedBytes bytes of the nodes freed
 * @param reclaimerCpuNanos processor time of the reclaimer, in nanoseconds
 * @param collectionsAsked how often the store asked for a collection
 * @param lastCheckpoint the last checkpoint that this process wrote: when, how long it took, its bytes; empty if there was none
 */
public record StoreStats(
        long reservedBytes,
        long committedBytes,
        long residentBytes,
        long liveBytes,
        long liveNodes,
        Map<String, NodeStats> byKind,
        List<SizeClassStats> bySizeClass,
        long versionsMade,
        long versionsAlive,
        long versionsReclaimed,
        long pinnedNodes,
        long reclaimerBacklog,
        long freedNodes,
        long freedBytes,
        long reclaimerCpuNanos,
        long collectionsAsked,
        Optional<Checkpoint> lastCheckpoint) {
    /** Copies {@code byKind} and {@code bySizeClass}. */
    public StoreStats {
        byKind = Map.copyOf(byKind);
        bySizeClass = List.copyOf(bySizeClass);
    }

    /** A readable table of several lines: bytes, versions, reclaimer, nodes by kind, slabs by block size. */
    @Override
    public String toString() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format(
                "bytes      %,d reserved, %,d committed, %,d resident, %,d live%n",
                reservedBytes, committedBytes, residentBytes, liveBytes);
        text.format("versions   %,d made, %,d alive, %,d reclaimed%n", versionsMade, versionsAlive, versionsReclaimed);
        text.format("nodes      %,d freed, of %,d bytes; %,d pinned%n", freedNodes, freedBytes, pinnedNodes);
        text.format(
                "reclaimer  %,d waiting, %,d ms of processor time, %,d collections asked for%n",
                reclaimerBacklog, reclaimerCpuNanos / 1_000_000, collectionsAsked);
        lastCheckpoint.ifPresent(last -> text.format(
                "checkpoint %,d bytes in %,d ms, at %s%n",
                last.bytes(), last.time().toMillis(), last.end()));
        text.format("%n%-16s %14s %18s%n", "live nodes", "nodes", "bytes");
        byKind.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(kind -> {
            NodeStats nodes = kind.getValue();
            text.format("  %-14s %,14d %,18d%n", kind.getKey(), nodes.nodes(), nodes.bytes());
        });
        text.format("  %-14s %,14d %,18d%n", "all", liveNodes, liveBytes);
        text.format("%n%-16s %14s %18s%n", "block bytes", "slabs", "live blocks");
        for (SizeClassStats size : bySizeClass) {
            String bytes = size.blockBytes() == 0 ? "runs" : Integer.toString(size.blockBytes());
            text.format("  %-14s %,14d %,18d%n", bytes, size.slabs(), size.liveBlocks());
        }
        return text.toString();
    }

    /** The statistics of the store {@code core}. */
    static StoreStats of(Core core, Optional<Checkpoint> lastCheckpoint) {
        Progress progress = core.reclaimer().progress();
        AllocationTotals made = core.made();
        List<SizeClassStats> sizeClasses = core.isDetached() ? List.of() : sizeClasses(core.allocator());
        KindCounts alive = core.alive(made, progress);
        Map<String, NodeStats> byKind = byKind(alive, core.isInFile());
        long liveNodes = alive != null
                ? byKind.values().stream().mapToLong(NodeStats::nodes).sum()
                : sizeClasses.stream().mapToLong(SizeClassStats::liveBlocks).sum();
        long liveBytes = alive != null
                ? byKind.values().stream().mapToLong(NodeStats::bytes).sum()
                : core.isReadOnly()
                        ? core.allocator().notedBytes()
                        : core.allocator().heldBytes();
        return new StoreStats(
                core.memory().region().bytes(),
                core.allocator().slabs().committedBytes(),
                core.allocator().slabs().residentBytes(),
                liveBytes,
                liveNodes,
                byKind,
                sizeClasses,
                made.bases(),
                made.bases() - progress.basesReclaimed(),
                progress.basesReclaimed(),
                progress.pinned(),
                progress.backlog(),
                LongStream.of(progress.freedNodes()).sum(),
                LongStream.of(progress.freedBytes()).sum(),
                progress.cpuNanos(),
                progress.collectionsAsked(),
                lastCheckpoint);
    }

    private static Map<String, NodeStats> byKind(@Nullable KindCounts alive, boolean isInFile) {
        Map<String, NodeStats> byKind = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            boolean isOfStore = kind == Kind.DESCRIPTOR && !isInFile; // no version has them
            if (alive != null && alive.nodes(kind) > 0 && !isOfStore) {
                byKind.put(kind.name().toLowerCase(Locale.ROOT), new NodeStats(alive.nodes(kind), alive.bytes(kind)));
            }
        }
        return byKind;
    }

    private static List<SizeClassStats> sizeClasses(Allocator allocator) {
        List<SizeClassStats> result = new ArrayList<>();
        allocator
                .walk()
                .forEachSizeClass((blockBytes, slabs, liveBlocks) ->
                        result.add(new SizeClassStats(blockBytes, slabs, liveBlocks)));
        return result;
    }

    /**
     * Live nodes of one kind.
     *
     * @param nodes number of nodes
     * @param bytes bytes of their blocks
     */
    public record NodeStats(long nodes, long bytes) {}

    /**
     * Slabs of one size class.
     *
     * @param blockBytes bytes of a block
     * @param slabs number of slabs
     * @param liveBlocks blocks that are in use or ready in a magazine; for runs, the number of runs
     */
    public record SizeClassStats(int blockBytes, long slabs, long liveBlocks) {}
}
