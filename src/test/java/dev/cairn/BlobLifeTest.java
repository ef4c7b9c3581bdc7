package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long blobs live, in whatever holds them. */
@Order(StoreTest.COLLECTS)
class BlobLifeTest extends StoreTest {
    private static final int BYTES = 5000;

    private static byte[] random(long seed) {
        byte[] bytes = new byte[BYTES];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Blob blob(Store store, long seed) {
        return Blob.from(store, random(seed));
    }

    /** Two pieces, neither of which begins at a byte. */
    private static Blob oddPieces(Store store) {
        return blob(store, 1).slice(3, 8 * BYTES).concat(blob(store, 2).slice(2, 8 * BYTES));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDroppedIsFreed(Setting setting) {
        Store store = stores.open(setting);
        Blob kept = oddPieces(store).slice(100, 70_000);
        Blob.Builder builder = Blob.builder(store).appendAll(random(3));
        builder.build();
        builder.appendAll(random(4));
        Sharing.Retained retained = Sharing.retained(kept);
        Holders held = Holders.of(List.of(kept), List.of());
        held.collect(store);
        assertEquals(retained.nodes(), store.verify().nodes());
        assertEquals(retained.nodes(), held.census(store).reachable());
        StoreStats stats = store.stats();
        assertTrue(stats.byKind().containsKey("blob_leaf") && stats.byKind().containsKey("blob_node"));
        assertEquals(2L * BYTES, builder.length() / 8);
        assertEquals(69_900, kept.length());
    }

    @ParameterizedTest
    @EnumSource
    void aSegmentHoldsItsBlob(Setting setting) {
        Store store = stores.open(setting);
        MemorySegment whole = blob(store, 1).asSegment();
        MemorySegment part = blob(store, 1).sliceBytes(1000, 4000).asSegment();
        MemorySegment odd = oddPieces(store).asSegment();
        byte[] expected = oddPieces(store).toByteArray();
        store.reclaim();
        Blob other = Blob.from(store, new byte[3 * BYTES]);
        assertArrayEquals(random(1), whole.toArray(ValueLayout.JAVA_BYTE));
        assertEquals(-1, MemorySegment.mismatch(whole, 1000, 4000, part, 0, 3000));
        assertArrayEquals(expected, odd.toArray(ValueLayout.JAVA_BYTE));
        assertEquals(0, other.getByte(BYTES));
    }

    @Test
    @Tag("noNative")
    void withoutNativeAccessASegmentIsACopy() {
        Store store = stores.open();
        MemorySegment whole = blob(store, 1).asSegment();
        assertTrue(whole.isReadOnly());
        assertArrayEquals(random(1), whole.toArray(ValueLayout.JAVA_BYTE));
    }

    @Test
    void bytesThatLieApartAreCopiedOnce() {
        Store store = stores.open();
        Blob odd = oddPieces(store);
        long before = store.stats().versionsMade();
        MemorySegment first = odd.asSegment();
        assertEquals(-1, first.mismatch(odd.asSegment()));
        assertEquals(before + 1, store.stats().versionsMade());
        Blob inMiddleOfByte = blob(store, 1).slice(0, 8 * BYTES - 1);
        assertEquals(BYTES, inMiddleOfByte.asSegment().byteSize());
        assertEquals(0, inMiddleOfByte.asSegment().get(ValueLayout.JAVA_BYTE, BYTES - 1) & 1);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMadeInAScopeDiesWithIt(Setting setting) {
        Store store = stores.open(setting);
        Blob before = oddPieces(store);
        Blob inside;
        Blob kept;
        Blob.Builder builder;
        MemorySegment segment;
        try (Scope scope = store.scope()) {
            inside = before.sliceBytes(10, 4000).concat(blob(store, 3));
            builder = Blob.builder(store).appendAll(random(4));
            segment = inside.asSegment();
            kept = scope.keep(inside);
            assertThrows(
                    WrongThreadException.class,
                    () -> MisuseTest.elsewhere(() -> kept.equals(before.slice(0, 9))
                            || builder.length() + builder.build().length() > 0));
        }
        assertThrows(IllegalStateException.class, () -> inside.getByte(0));
        assertThrows(IllegalStateException.class, builder::build);
        store.reclaim();
        assertArrayEquals(kept.toByteArray(), segment.toArray(ValueLayout.JAVA_BYTE));
        Holders.of(List.of(before, kept), List.of()).collect(store);
        assertEquals(
                Sharing.retained(before).nodes() + Sharing.between(before, kept).rightOnlyNodes(),
                store.verify().nodes());
        assertEquals(
                kept, MisuseTest.elsewhere(() -> before.sliceBytes(10, 4000).concat(blob(store, 3))));
    }

    private record Named(String name, Blob content) {}

    @ParameterizedTest
    @EnumSource
    void collectionsAndAtomsHoldThem(Setting setting) {
        Store store = stores.open(setting);
        Blob odd = oddPieces(store);
        Codec<Named> records = Codec.record(Named.class, Codec.STRING, Blob.codec());
        PVector<Named> vector = PVector.of(store, records, new Named("odd", odd), new Named("none", Blob.empty(store)));
        assertEquals(new Named("odd", odd), vector.get(0));
        assertTrue(vector.get(1).content().isEmpty());
        PMap<Blob, Blob> map = PMap.empty(store, Blob.codec(), Blob.codec());
        for (int i = 0; i < 50; i++) {
            map = map.put(odd.slice(0, 1000L * i), odd.slice(i, 2000));
        }
        store.verify();
        assertEquals(odd.slice(7, 2000), map.get(odd.slice(0, 7000).compact()));
        Blob taken = map.get(odd.slice(0, 3000));
        assertEquals(
                0,
                Sharing.between(taken, PVector.of(store, Blob.codec(), taken)).leftOnlyNodes());
        assertThrows(ForeignStoreException.class, () -> PVector.of(stores.open(), Blob.codec(), odd));
        Atom<Blob> atom = store.atom("blob", odd);
        assertSame(odd, atom.get());
        assertTrue(atom.compareAndSet(odd, taken));
        assertEquals(taken, atom.get());
        assertEquals(2, atom.updateAndGet(blob -> blob.slice(0, 2)).length());
        store.removeAtom("blob");
    }

    @Test
    void onlyJavaObjectsAreNotPortable() {
        Store store = stores.open();
        for (Version version : Examples.versions(store, 3, false)) {
            assertTrue(version.isPortable());
        }
        assertTrue(blob(store, 1).isPortable());
        blob(store, 1).requirePortable();
        Codec<Named> record = Codec.record(Named.class, Codec.object(), Blob.codec());
        PVector<Object> objects = PVector.of(store, Codec.object(), "x");
        for (Version version : List.of(
                objects, PMap.empty(store, Codec.LONG, PVector.codec(Codec.object())), PSet.empty(store, record))) {
            assertTrue(!version.isPortable());
            assertThrows(NotPortableException.class, version::requirePortable);
        }
        assertEquals(
                "a collection of PVector.codec(Codec.object()) refers to Java objects of this process, so it cannot"
                        + " leave the process",
                assertThrows(NotPortableException.class, objects::requirePortable)
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource
    void threadsShareThem(Setting setting) throws InterruptedException {
        Store store = stores.open(setting);
        Blob odd = oddPieces(store);
        Blob expected = odd.compact();
        Threads.run(6, thread -> {
            for (int i = 0; i < 40; i++) {
                int cut = 50 * (i + 1) + thread;
                Blob turned = odd.slice(cut, odd.length()).concat(odd.slice(0, cut));
                Blob back = turned.slice(odd.length() - cut, odd.length()).concat(turned.slice(0, odd.length() - cut));
                assertEquals(expected, back);
                assertEquals(expected.hashCode(), odd.hashCode());
                assertEquals(-1, odd.asSegment().mismatch(expected.asSegment()));
            }
            store.verify();
        });
        assertNotSame(expected, odd);
    }

    @ParameterizedTest
    @EnumSource(names = {"TINY_INHERITED", "STANDARD_PLAIN"})
    void whateverAllocationFailsItIsDoneAllTheSame(Setting setting) {
        Store store = stores.open(setting);
        Blob source = oddPieces(store);
        List<Function<Blob, Blob>> operations = List.of(
                blob -> blob.slice(1, 30_000),
                blob -> blob.slice(50_000, 60_000).concat(blob).concat(blob.slice(0, 50)),
                Blob::compact,
                blob -> Blob.builder(store)
                        .append(blob)
                        .appendBit(true)
                        .append(blob)
                        .build(),
                blob -> PVector.of(store, Blob.codec(), blob, blob.slice(0, 5)).get(0));
        for (Function<Blob, Blob> operation : operations) {
            assertEquals(operation.apply(source), operation.apply(source)); // from now on its header is kept
            Blob expected = operation.apply(source);
            Holders held = Holders.of(List.of(source, expected), List.of());
            held.collect(store);
            long nodes = store.verify().nodes();
            boolean failed = true;
            for (int n = 1; failed; n++) {
                store.core().allocator().failAt(n);
                Blob result = operation.apply(source);
                failed = (int) Fields.of(store.core().allocator(), "failAt") == 0;
                store.core().allocator().failAt(0);
                assertEquals(expected, result);
                held.collect(store);
                assertEquals(nodes, store.verify().nodes());
            }
        }
    }
}
