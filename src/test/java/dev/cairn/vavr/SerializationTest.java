package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Sharing;
import dev.cairn.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The collections are serialized as the collections that they are over. */
class SerializationTest {
    @Test
    void whatIsReadIsEqual() throws IOException, ClassNotFoundException {
        Vector<Object> vector = Vector.of("a", null, BigInteger.TEN, Vector.range(0, 1000));
        HashSet<Integer> set = HashSet.range(0, 1000);
        HashMap<Object, Object> map = HashMap.of(null, set, "b", null, 3, vector);
        for (Object collection : List.of(vector, set, map)) {
            assertEquals(collection, copy(collection));
        }
        for (Object empty : List.of(Vector.empty(), HashSet.empty(), HashMap.empty())) {
            assertSame(empty, copy(empty));
        }
    }

    @Test
    void codecsAreKept() throws IOException, ClassNotFoundException {
        assertSame(
                Codec.INT,
                copy(Vector.of(1, 2).withCodec(Codec.INT)).toPVector().codec());
        assertSame(
                Codec.INT, copy(HashSet.of(1, 2).withCodec(Codec.INT)).toPSet().codec());
        HashMap<Integer, String> map = HashMap.of(1, "a").withCodec(Codec.INT, Codec.STRING);
        assertSame(Codec.STRING, copy(map).toPMap().valueCodec());
    }

    @Test
    void whatVersionsShareTheyShareAgain() throws IOException, ClassNotFoundException {
        Vector<Integer> before = Vector.range(0, 10_000);
        List<Vector<Integer>> read = copy(List.of(before, before.update(7, 8)));
        Sharing sharing = Sharing.between(read.get(0).toPVector(), read.get(1).toPVector());
        assertTrue(sharing.sharedNodes() > 50 * sharing.rightOnlyNodes(), sharing::toString);
    }

    @Test
    void whatElementsCannotTheirCollectionCannot() {
        assertThrows(NotSerializableException.class, () -> copy(Vector.of(new Object())));
    }

    @Test
    void onlyVersionsAreTakenForCollections() {
        assertThrows(InvalidObjectException.class, () -> copy(new Vector.Serialized(null)));
        assertThrows(InvalidObjectException.class, () -> copy(new HashSet.Serialized(null)));
        assertThrows(InvalidObjectException.class, () -> copy(new HashMap.Serialized(null)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
