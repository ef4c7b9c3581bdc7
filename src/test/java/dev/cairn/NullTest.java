package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.lang.reflect.Method;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public method refuses null, and nothing changes; but what a codec with null takes may be. */
class NullTest extends StoreTest {
    /** What takes null. An empty vector complains of the index first. */
    private static final Set<String> ALLOWED = Set.of("equals");

    private static final List<Class<?>> TYPES = List.of(
            Store.class,
            StoreOptions.class,
            Sharing.class,
            LongVector.class,
            IntVector.class,
            DoubleVector.class,
            PVector.class,
            PMap.class,
            PSet.class,
            LongMap.class,
            LongLongMap.class,
            Codec.class);

    @Test
    void everyStaticMethodRefusesNull() {
        Store store = stores.open();
        for (Class<?> type : TYPES) {
            for (Method method : Calls.staticMethods(type)) {
                assertRefusesNull(null, method, store);
            }
        }
        assertEquals(0, store.verify().nodes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void everyInstanceMethodRefusesNull(int size) {
        Store store = stores.open();
        List<Object> objects = new ArrayList<>(List.of(store.options(), store.scope()));
        for (Version vector : Examples.versions(store, size, size > 0)) {
            objects.add(vector);
            objects.add(Calls.call(vector, "toBuilder"));
            if (vector instanceof Iterable<?>) {
                objects.add(Calls.call(vector, "iterator"));
                objects.add(Calls.call(vector, "spliterator"));
            }
        }
        for (Object object : objects) {
            for (Method method : Calls.instanceMethods(object.getClass())) {
                assertRefusesNull(object, method, store);
            }
        }
        store.verify();
        ((Scope) objects.get(1)).close();
    }

    private static void assertRefusesNull(Object object, Method method, Store store) {
        Class<?>[] types = method.getParameterTypes();
        for (int i = 0; i < types.length && !ALLOWED.contains(method.getName()); i++) {
            if (!types[i].isPrimitive() && !takesNull(method, i)) {
                Object[] arguments = Examples.arguments(method, store);
                arguments[i] = null;
                Throwable thrown = Calls.thrownBy(object, method, arguments);
                assertTrue(
                        thrown instanceof NullPointerException || thrown instanceof IndexOutOfBoundsException,
                        method + ", argument " + i + " of " + object + ": " + thrown);
            }
        }
    }

    private static boolean takesNull(Method method, int argument) {
        return switch (method.getName()) {
            case "reduce", "foldLeft" -> argument == 0;
            case "getOrDefault" -> argument == 1;
            case "of" -> method.getReturnType() == PMap.class || method.getReturnType() == LongMap.class;
            default -> false;
        };
    }

    @Test
    void aNullElementIsRefusedWhereTheCodecHasNone() {
        Store store = stores.open();
        PVector<String> texts = PVector.of(store, Codec.STRING, "a", "b");
        List<String> withNull = Arrays.asList("c", null);
        assertThrows(NullPointerException.class, () -> texts.appendAll(withNull));
        assertThrows(NullPointerException.class, () -> PVector.from(store, Codec.STRING, withNull));
        assertThrows(NullPointerException.class, () -> PVector.from(store, Codec.STRING, withNull.stream()));
        assertThrows(NullPointerException.class, () -> PVector.of(store, Codec.STRING, "c", null));
        assertThrows(NullPointerException.class, () -> texts.toBuilder().appendAll(withNull));
        assertThrows(NullPointerException.class, () -> LongVector.from(store, Arrays.asList(1L, null)));
        var e = assertThrows(NullPointerException.class, () -> texts.append(null));
        assertEquals("Codec.STRING has no null", e.getMessage());
        assertEquals("[a, b]", texts.toString());
        assertEquals(
                "[a, null]",
                PVector.from(store, Codec.any(), Stream.of("a", null)).toString());
    }

    @Test
    void nullsAreKeysAndValuesWhereTheCodecHasThem() {
        Store store = stores.open();
        PMap<Object, Object> map = PMap.empty(store, Codec.any(), Codec.any());
        PMap<Object, Object> nulls = map.put(null, 1).put(2, null);
        assertEquals(1, nulls.get(null));
        assertTrue(nulls.containsKey(null) && nulls.containsKey(2) && !map.containsKey(null));
        assertNull(nulls.get(2));
        assertNull(nulls.getOrDefault(2, 5));
        assertEquals(5, nulls.getOrDefault(3, 5));
        assertEquals(nulls, nulls.update(2, old -> old));
        assertEquals(1, nulls.remove(null).size());
        assertEquals(3, nulls.putIfAbsent(2, 3).get(2));
        assertEquals(3, nulls.computeIfAbsent(2, key -> 3).get(2));
        assertEquals(nulls, nulls.computeIfPresent(2, (key, old) -> 3));
        assertEquals(1, nulls.compute(2, (key, old) -> old).size());
        assertTrue(nulls.keys().contains(null) && nulls.values().contains(null));
        assertTrue(nulls.entries().contains(new SimpleEntry<>(2, null)));
        assertTrue(PSet.<Object>of(null, 1).contains(null));
        assertEquals(nulls, map.patch(map.changesTo(nulls)));
    }

    @Test
    void aNullKeyOrValueIsRefusedWhereTheCodecHasNone() {
        Store store = stores.open();
        PMap<String, String> texts =
                PMap.empty(store, Codec.STRING, Codec.STRING).put("a", "b");
        Map<String, String> withNull = new HashMap<>();
        withNull.put("c", null);
        assertThrows(NullPointerException.class, () -> texts.putAll(withNull));
        assertThrows(NullPointerException.class, () -> PMap.from(store, Codec.STRING, Codec.STRING, withNull));
        assertThrows(NullPointerException.class, () -> texts.update("a", old -> null));
        assertThrows(NullPointerException.class, () -> texts.mapValues(old -> null));
        assertThrows(NullPointerException.class, () -> texts.merge(texts.mapValues(old -> "c"), (a, b) -> null));
        var e = assertThrows(NullPointerException.class, () -> texts.get(null));
        assertEquals("Codec.STRING has no null", e.getMessage());
        assertFalse(texts.keys().contains(null));
        assertFalse(texts.keys().contains((Object) 1));
        assertEquals("{a=b}", texts.toString());
    }
}
