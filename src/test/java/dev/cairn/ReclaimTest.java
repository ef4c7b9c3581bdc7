package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Census;
import java.lang.foreign.ValueLayout;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That what is dead is freed, and nothing else. */
class ReclaimTest extends StoreTest {
    private static final int VERSIONS = 24;

    /** Versions each made from one of those before it. */
    private static List<Version> family(Store store, long seed) {
        var random = new Random(seed);
        List<LongVector> longs = new ArrayList<>(List.of(LongVector.from(store, new long[random.nextInt(1200)])));
        List<Version> all = new ArrayList<>(longs);
        while (all.size() < VERSIONS) {
            LongVector from = longs.get(random.nextInt(longs.size()));
            LongVector next = switch (from.isEmpty() ? 0 : random.nextInt(4)) {
                case 0 -> from.append(random.nextLong());
                case 1 -> from.removeLast();
                case 2 -> from.appendAll(new long[random.nextInt(100)]);
                default -> updated(from, random);
            };
            longs.add(next);
            all.add(next);
        }
        return all;
    }

    private static LongVector updated(LongVector from, Random random) {
        LongVector next = from;
        for (int i = random.nextInt(40); i >= 0; i--) {
            next = next.update(random.nextInt(from.size()), i);
        }
        return next;
    }

    @Property
    void whateverIsDroppedTheLiveNodesAreTheReachableOnesAndThoseOfPinnedOnes(
            @ForAll Setting setting, @ForAll long seed, @ForAll("subsets") BitSet dropped) {
        Store store = stores.shared(setting);
        List<Version> kept = family(store, seed);
        drop(kept, dropped);
        Holders held = Holders.of(kept, List.of());
        held.collect(store);
        Verification verified = store.verify();
        Census census = held.census(store);
        assertEquals(census.reachable(), verified.nodes());
        assertEquals(census.pinned(), verified.pinnedNodes());
        assertEquals(census.pinned(), store.stats().pinnedNodes());
        assertEquals(verified.nodes(), store.stats().liveNodes());
        assertEquals(verified.bytes(), store.stats().liveBytes());
        assertTrue(setting.options().counting() == Counting.INHERITED || census.pinned() == 0);
        Holders.of(List.of(), List.of()).collect(store);
        assertEquals(new Verification(0, 0, 0, 0), store.verify());
    }

    private static void drop(List<Version> versions, BitSet dropped) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (dropped.get(i)) {
                versions.remove(i);
            }
        }
    }

    @Provide
    Arbitrary<BitSet> subsets() {
        return Arbitraries.longs().map(bits -> BitSet.valueOf(new long[] {bits}));
    }

    @ParameterizedTest
    @EnumSource
    void theCollectorFindsDroppedVersions(Setting setting) {
        Store store = stores.open(setting);
        List<Version> versions = family(store, 7);
        versions.subList(0, VERSIONS - 1).clear();
        store.reclaim();
        Verification verified = store.verify();
        long retained = Sharing.retained(versions.getFirst()).nodes();
        assertTrue(verified.pinnedNodes() > 0 ? verified.nodes() >= retained : verified.nodes() == retained);
        versions.clear();
    }

    @ParameterizedTest
    @EnumSource
    void figuresAddUp(Setting setting) {
        Store store = stores.open(setting);
        PVector<String> texts = PVector.empty(store, Codec.STRING);
        for (int i = 0; i < 3_000; i++) {
            texts = texts.append("a string too long to lie in its slot, number " + i);
        }
        store.reclaim(); // so that none of the versions before is found dead between the figures and the count
        StoreStats stats = store.stats();
        assertEquals(store.verify().nodes(), stats.liveNodes());
        assertEquals(3_000, stats.byKind().get("bytes").nodes());
        assertEquals(
                stats.liveNodes(),
                stats.byKind().values().stream()
                        .mapToLong(StoreStats.NodeStats::nodes)
                        .sum());
        assertEquals(
                stats.liveBytes(),
                stats.byKind().values().stream()
                        .mapToLong(StoreStats.NodeStats::bytes)
                        .sum());
        assertTrue(stats.committedBytes() >= stats.liveBytes() && stats.reservedBytes() >= stats.committedBytes());
        assertEquals(stats.versionsMade(), stats.versionsAlive() + stats.versionsReclaimed());
        assertEquals(3_000, texts.size());
    }

    @Test
    void anIteratorASpliteratorAndAStreamHoldTheirVersion() {
        Store store = stores.open();
        var iterator = longs(store).iterator();
        var spliterator = longs(store).spliterator();
        var stream = longs(store).stream();
        store.reclaim();
        assertEquals(3 * Sharing.retained(longs(store)).nodes(), reclaimed(store));
        long sum = 0;
        while (iterator.hasNext()) {
            sum += iterator.nextLong();
        }
        assertEquals(1_499 * 1_500 / 2, sum);
        assertEquals(1_500, spliterator.getExactSizeIfKnown());
        assertEquals(1_499 * 1_500 / 2, stream.sum());
    }

    private static long reclaimed(Store store) {
        store.reclaim();
        return store.stats().liveNodes();
    }

    private static LongVector longs(Store store) {
        return LongVector.from(store, LongStream.range(0, 1_500));
    }

    @Test
    void aSegmentHoldsItsVersion() {
        Store store = stores.open();
        var chunks = longs(store).chunks().toList();
        store.reclaim();
        long index = 0;
        for (var chunk : chunks) {
            assertTrue(chunk.isReadOnly());
            for (long at = 0; at < chunk.byteSize(); at += Long.BYTES) {
                assertEquals(index++, chunk.get(ValueLayout.JAVA_LONG_UNALIGNED, at));
            }
        }
        assertEquals(1_500, index);
    }

    @ParameterizedTest
    @EnumSource
    void aBuilderThatWasAbandonedIsReclaimed(Setting setting) {
        Store store = stores.open(setting);
        abandon(store);
        store.reclaim();
        assertEquals(0, store.verify().nodes());
    }

    private static void abandon(Store store) {
        var builder = PVector.builder(store, Codec.STRING);
        for (int i = 0; i < 200; i++) {
            builder.append("a string too long to lie in its slot, number " + i);
        }
        assertEquals(200, builder.size());
    }

    @ParameterizedTest
    @EnumSource
    void aBuilderOfNothingIsNotTakenForADeadOne(Setting setting) {
        Store store = stores.open(setting);
        var builder = LongVector.builder(store);
        store.reclaim();
        builder.append(1).append(2);
        store.verify();
        LongVector built = builder.build().foldedVersion();
        Holders held = Holders.of(List.of(built), List.of(builder));
        held.collect(store);
        assertEquals(1, store.verify().nodes());
        assertEquals(3, built.sum());
    }

    @Test
    void objectsAreLetGoWithTheirNodes() {
        Store store = stores.open();
        var reference = new WeakReference<>(new Object[1]);
        keepAndDrop(store, reference.get());
        store.reclaim();
        store.reclaim();
        assertEquals(0, store.core().objects().size());
        assertTrue(reference.refersTo(null));
    }

    private static void keepAndDrop(Store store, Object object) {
        PVector<Object> kept =
                PVector.of(store, Codec.object(), object, null, object).foldedVersion();
        assertEquals(object, kept.get(2));
        assertEquals(2, store.core().objects().size());
    }
}
