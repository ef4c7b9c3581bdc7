package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections are serialized as their elements. */
class SerializationTest {
    @Test
    void whatIsReadIsEqual() throws IOException, ClassNotFoundException {
        Vector<Object> vector = Vector.of("a", null, BigInteger.TEN, Vector.range(0, 1000));
        assertEquals(vector, read(written(vector)));
        HashSet<Integer> set = HashSet.range(0, 1000).withCodec(Codec.INT);
        assertEquals(set, read(written(set)));
        HashMap<Object, Object> map = HashMap.of(null, set, "b", null, 3, vector);
        assertEquals(map, read(written(map)));
        assertSame(HashMap.empty(), read(written(HashMap.empty())));
        assertSame(HashSet.empty(), read(written(HashSet.empty())));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 4})
    void anUnknownKindIsRefused(byte kind) throws IOException {
        assertRefused(withBlock(written(Vector.empty()), new byte[] {1, 0, 0, 0, 0}, new byte[] {kind, 0, 0, 0, 0}));
    }

    @Test
    void aNegativeSizeIsRefused() throws IOException {
        assertRefused(withBlock(written(Vector.empty()), new byte[] {1, 0, 0, 0, 0}, new byte[] {1, -1, 0, 0, 0}));
    }

    @Test
    void equalElementsOfASetAreRefused() throws IOException {
        assertRefused(withBlock(written(Vector.of("a", "a")), new byte[] {1, 0, 0, 0, 2}, new byte[] {2, 0, 0, 0, 2}));
    }

    @Test
    void aSizeThatTheStreamDoesNotHaveIsRefused() throws IOException {
        byte[] longer = withBlock(written(Vector.of("a")), new byte[] {1, 0, 0, 0, 1}, new byte[] {1, 127, 0, 0, 0});
        assertThrows(IOException.class, () -> read(longer));
    }

    private static void assertRefused(byte[] stream) {
        ObjectStreamException refused = assertThrows(InvalidObjectException.class, () -> read(stream));
        assertEquals(InvalidObjectException.class, refused.getClass());
    }

    private static byte[] written(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] stream) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            return in.readObject();
        }
    }

    /** {@code stream} with the last bytes that are as {@code before} replaced. */
    private static byte[] withBlock(byte[] stream, byte[] before, byte[] after) {
        for (int at = stream.length - before.length; ; at--) {
            if (java.util.Arrays.equals(stream, at, at + before.length, before, 0, before.length)) {
                byte[] changed = stream.clone();
                System.arraycopy(after, 0, changed, at, after.length);
                return changed;
            }
        }
    }
}
