package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public method refuses null, and nothing changes. */
class NullTest extends StoreTest {
    /** equals() takes null, and so does a reduction's beginning. An empty vector complains of the index first. */
    private static final Set<String> ALLOWED = Set.of("equals");

    private static final List<Class<?>> TYPES = List.of(
            Store.class,
            StoreOptions.class,
            Sharing.class,
            LongVector.class,
            IntVector.class,
            DoubleVector.class,
            PVector.class,
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
        for (Version vector : Examples.vectors(store, size, size > 0)) {
            objects.add(vector);
            objects.add(Calls.call(vector, "toBuilder"));
            objects.add(Calls.call(vector, "iterator"));
            objects.add(Calls.call(vector, "spliterator"));
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
            boolean isIdentity = method.getName().equals("reduce") && i == 0;
            if (!types[i].isPrimitive() && !isIdentity) {
                Object[] arguments = Examples.arguments(method, store);
                arguments[i] = null;
                Throwable thrown = Calls.thrownBy(object, method, arguments);
                assertTrue(
                        thrown instanceof NullPointerException || thrown instanceof IndexOutOfBoundsException,
                        method + ", argument " + i + " of " + object + ": " + thrown);
            }
        }
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
}
