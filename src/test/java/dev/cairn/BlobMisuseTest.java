package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Blobs refuse what cannot be, and stay as they were. */
class BlobMisuseTest extends StoreTest {
    /** What a blob or a builder knows without its store. */
    private static final Set<String> ALLOWED = Set.of(
            "length", "byteLength", "isEmpty", "isContiguous", "isPortable", "requirePortable", "store", "equals");

    private static Object[] arguments(Method method, Store store) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> argument(type, store))
                .toArray();
    }

    private static Object argument(Class<?> type, Store store) {
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == byte[].class) {
            return new byte[] {1};
        }
        return List.of(
                        store,
                        "text",
                        new ByteArrayInputStream(new byte[] {1}),
                        OutputStream.nullOutputStream(),
                        MemorySegment.ofArray(new byte[] {1}),
                        Path.of("pom.xml"),
                        Blob.empty())
                .stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example of a " + type));
    }

    @Test
    void afterClosingEveryMethodThrows() {
        Store store = stores.open();
        Blob blob = Blob.from(store, new byte[5000]);
        List<Object> objects =
                List.of(blob, blob.concat(blob), Blob.empty(store), Blob.builder(store), blob.inputStream());
        assertEquals(blob.compact().hashCode(), blob.hashCode());
        store.close();
        for (Object object : objects) {
            for (Method method : Calls.instanceMethods(object.getClass())) {
                if (!ALLOWED.contains(method.getName()) && !(object instanceof InputStream)) {
                    assertThrowsClosed(object, method, store);
                }
            }
        }
        assertThrows(StoreClosedException.class, () -> ((InputStream) objects.getLast()).read());
        assertThrows(StoreClosedException.class, () -> ((InputStream) objects.getLast()).readAllBytes());
        for (Method method : Calls.staticMethods(Blob.class)) {
            if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == Store.class) {
                assertThrowsClosed(null, method, store);
            }
        }
        store.verify();
    }

    private static void assertThrowsClosed(Object object, Method method, Store store) {
        Throwable thrown = Calls.thrownBy(object, method, arguments(method, store));
        assertEquals(StoreClosedException.class, thrown == null ? null : thrown.getClass(), method::toString);
    }

    @Test
    void nullIsRefused() {
        Store store = stores.open();
        for (Object object : new Object[] {Blob.from(store, new byte[9]), Blob.builder(store), null}) {
            List<Method> methods =
                    object == null ? Calls.staticMethods(Blob.class) : Calls.instanceMethods(object.getClass());
            for (Method method : methods) {
                for (int i = 0;
                        i < method.getParameterCount() && !method.getName().equals("equals");
                        i++) {
                    if (!method.getParameterTypes()[i].isPrimitive()) {
                        Object[] arguments = arguments(method, store);
                        arguments[i] = null;
                        Throwable thrown = Calls.thrownBy(object, method, arguments);
                        assertTrue(thrown instanceof NullPointerException, method + ", argument " + i + ": " + thrown);
                    }
                }
            }
        }
        store.verify();
    }

    @Test
    void whatIsNotThereIsRefused() {
        Store store = stores.open();
        Blob blob = Blob.from(store, new byte[10]).slice(0, 77);
        for (Executable use : List.<Executable>of(
                () -> blob.getBit(77),
                () -> blob.getBit(-1),
                () -> blob.getBits(70, 8),
                () -> blob.getBits(0, 65),
                () -> blob.getBits(0, -1),
                () -> blob.getBits(Long.MAX_VALUE, 1),
                () -> blob.getByte(10),
                () -> blob.getByte(-1),
                () -> blob.getInt(6),
                () -> blob.getLong(2),
                () -> blob.getLong(-1),
                () -> blob.getLong(Long.MAX_VALUE),
                () -> blob.slice(0, 78),
                () -> blob.slice(5, 4),
                () -> blob.slice(-1, 4),
                () -> blob.sliceBytes(0, 11),
                () -> blob.sliceBytes(Long.MAX_VALUE, Long.MAX_VALUE),
                () -> blob.copyTo(0, new byte[5], 1, 5),
                () -> blob.copyTo(6, new byte[5], 0, 5),
                () -> blob.indexOf(new byte[1], 11))) {
            assertThrows(IndexOutOfBoundsException.class, use);
        }
        assertEquals(0, blob.getBits(77, 0));
        assertEquals(8, blob.indexOf(new byte[1], 8));
        assertEquals(-1, blob.indexOf(new byte[1], 9));
        assertEquals(77, blob.slice(0, 77).length());
        assertEquals(69, blob.sliceBytes(1, 10).length());
    }
}
