package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After close() every use throws, and nothing crashes. */
class ClosedStoreTest extends StoreTest {
    /** What a version knows without its store. */
    private static final Set<String> ALLOWED = Set.of(
            "size", "isEmpty", "isPortable", "requirePortable", "store", "codec", "keyCodec", "valueCodec", "equals");

    @ParameterizedTest
    @EnumSource
    void everyMethodOfVersionsAndBuildersThrows(Setting setting) {
        Store store = stores.open(setting);
        List<Object> objects = new ArrayList<>();
        for (boolean waiting : new boolean[] {false, true}) {
            for (Object vector : Examples.versions(store, 100, waiting)) {
                objects.add(vector);
                objects.add(Calls.call(vector, "toBuilder"));
            }
        }
        store.close();
        for (Object object : objects) {
            for (Method method : Calls.instanceMethods(object.getClass())) {
                if (!ALLOWED.contains(method.getName())) {
                    Throwable thrown = Calls.thrownBy(object, method, Examples.arguments(method, store));
                    assertEquals(
                            StoreClosedException.class, thrown == null ? null : thrown.getClass(), method::toString);
                }
            }
        }
        store.verify();
    }

    /** A version is made again from a header under a stripe, after a count was raised: it has to be made, if the store is closed meanwhile. */
    @Test
    void theEmptyVersionsOfWhichOthersAreMadeAreMadeAllTheSame() {
        for (Codec<?> kind : List.of(
                LongVector.codec(),
                IntVector.codec(),
                DoubleVector.codec(),
                Blob.codec(),
                PVector.codec(Codec.STRING),
                PSet.codec(Codec.STRING),
                PMap.codec(Codec.STRING, Codec.LONG))) {
            Store store = stores.open();
            store.close();
            Version empty = ((NestedCodec<?>) kind).empty(store.core());
            assertTrue(AbstractVersion.of(empty).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFactoriesThrow(Setting setting) {
        Store store = stores.open(setting);
        store.close();
        for (Class<?> type :
                List.of(LongVector.class, IntVector.class, DoubleVector.class, PVector.class, PMap.class, PSet.class)) {
            for (Method method : Calls.staticMethods(type)) {
                if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == Store.class) {
                    Throwable thrown = Calls.thrownBy(null, method, Examples.arguments(method, store));
                    assertEquals(
                            StoreClosedException.class, thrown == null ? null : thrown.getClass(), method::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIteratorHalfWayThrowsAtTheNextLeaf(Setting setting) {
        Store store = stores.open(setting);
        LongVector longs = LongVector.from(store, new long[1_500]);
        PVector<Integer> boxed =
                PVector.from(store, Codec.INT, IntStream.range(0, 1_500).boxed());
        var i = longs.iterator();
        var j = boxed.iterator();
        var k = longs.spliterator();
        var chunks = longs.chunks();
        LongVector other = LongVector.from(store, new long[1_500]);
        PMap<Integer, Integer> map =
                PMap.empty(store, Codec.INT, Codec.INT).put(1, 2).put(3, 4);
        PMap<Integer, Integer> equal = map.put(1, 3).put(1, 2);
        var entries = map.iterator();
        var keys = map.keys();
        i.nextLong();
        j.next();
        entries.next();
        store.close();
        assertThrows(StoreClosedException.class, () -> i.forEachRemaining((long e) -> assertEquals(0, e)));
        assertThrows(StoreClosedException.class, () -> j.forEachRemaining(e -> assertTrue(e < 1_500)));
        assertThrows(StoreClosedException.class, () -> k.tryAdvance((long e) -> {}));
        assertThrows(StoreClosedException.class, chunks::toList);
        assertThrows(StoreClosedException.class, () -> longs.equals(other));
        assertThrows(StoreClosedException.class, entries::next);
        assertThrows(StoreClosedException.class, () -> map.equals(equal));
        assertThrows(StoreClosedException.class, () -> keys.contains(1));
    }

    @Test
    void theStoreItselfSaysWhatItCan() {
        Store store = stores.open();
        Scope scope = store.scope();
        LongVector.of(store, 1, 2, 3).foldedVersion();
        assertFalse(store.isClosed());
        store.close();
        store.close();
        assertTrue(store.isClosed());
        assertThrows(StoreClosedException.class, store::scope);
        assertDoesNotThrow(scope::close);
        assertTrue(store.stats().versionsMade() > 0);
        store.verify();
        store.reclaim();
        assertTrue(store.toString().startsWith("Store@"));
    }

    @Test
    void theStandardStoreCannotBeClosed() {
        assertThrows(UnsupportedOperationException.class, Store.standard()::close);
        assertFalse(Store.standard().isClosed());
        assertEquals(6, LongVector.of(1, 2, 3).sum());
    }
}
