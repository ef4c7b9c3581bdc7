package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Sharing;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import io.vavr.Tuple;
import io.vavr.control.Option;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Codecs, stores and conversions, which Vavr does not have. */
@Tag("beside")
class FormsTest extends StoreTest {
    private static final List<Integer> NUMBERS =
            IntStream.range(0, 10_000).boxed().toList();

    @Test
    void aVectorIsTheCoresInOneStep() {
        PVector<Integer> core = PVector.from(stores.open(), Codec.INT, NUMBERS);
        Vector<Integer> vector = Vector.ofAll(core);
        assertSame(core, vector.toPVector());
        assertSame(vector, Vector.ofAll(vector));
        Vector<Integer> changed = vector.update(5000, -1).drop(10).append(7);
        assertSame(Codec.INT, changed.toPVector().codec());
        assertSame(core.store(), changed.toPVector().store());
        Sharing sharing = Sharing.between(core, changed.toPVector());
        assertTrue(sharing.sharedNodes() > 8 * sharing.rightOnlyNodes(), sharing::toString);
    }

    @Test
    void aSetIsTheCoresInOneStep() {
        PSet<Integer> core = PSet.from(stores.open(), Codec.INT, NUMBERS);
        HashSet<Integer> set = HashSet.ofAll(core);
        assertSame(core, set.toPSet());
        assertSame(set, HashSet.ofAll(set));
        HashSet<Integer> changed = set.add(-1).removeAll(HashSet.of(1, 2)).filter(n -> n != 3);
        assertSame(Codec.INT, changed.toPSet().codec());
        assertEquals(NUMBERS.size() - 2, changed.size());
        assertEquals(HashSet.ofAll(set.toPSet()), set);
    }

    @Test
    void aMapIsTheCoresInOneStep() {
        Store store = stores.open();
        PMap<String, Integer> core =
                PMap.empty(store, Codec.STRING, Codec.INT).put("a", 1).put("b", 2);
        HashMap<String, Integer> map = HashMap.ofAll(core);
        assertSame(core, map.toPMap());
        HashMap<String, Integer> changed = map.put("c", 3).merge(HashMap.of("a", 9, "d", 4));
        assertEquals(HashMap.of("a", 1, "b", 2, "c", 3, "d", 4), changed);
        assertSame(Codec.INT, changed.toPMap().valueCodec());
        assertSame(store, changed.toPMap().store());
        assertSame(Codec.STRING, map.mapValues(BigInteger::valueOf).toPMap().keyCodec());
        assertSame(Codec.STRING, ((HashSet<String>) map.keySet()).toPSet().codec());
    }

    @Test
    void theDefaultCodecTakesAllAndVersionsShare() {
        Vector<Object> plain = Vector.ofAll(NUMBERS).<Object>map(n -> n).prependAll(Arrays.asList("a", 1, null));
        assertSame(Codec.sameArrays(), plain.toPVector().codec());
        byte[] bytes = {1, 2};
        Vector<Object> grown = plain.append(bytes).append(Thread.State.NEW);
        assertSame(Codec.sameArrays(), grown.toPVector().codec());
        Sharing sharing = Sharing.between(plain.toPVector(), grown.toPVector());
        assertTrue(sharing.sharedNodes() > 8 * sharing.rightOnlyNodes(), sharing::toString);
        grown = grown.init();
        assertSame(bytes, grown.last());
        assertEquals(List.of("a", 1), grown.take(2).toJavaList());
        assertEquals(plain, grown.init());
        assertEquals(grown.init(), plain);
        assertSame(bytes, plain.appendAll(Vector.<Object>of((Object) bytes)).last());
    }

    @Test
    void keysOfAnyClassAreFoundOrNot() {
        byte[] bytes = {1, 2};
        HashSet<Object> set = HashSet.of("a", 1, null);
        assertFalse(set.contains(bytes));
        assertSame(set, set.remove(bytes));
        assertSame(set, set.removeAll(List.of(BigInteger.ONE)));
        HashSet<Object> grown = set.add(bytes);
        assertTrue(grown.contains(bytes));
        assertFalse(grown.contains(bytes.clone())); // as in Vavr, an array is equal to itself only
        assertTrue(grown.contains(null));
        assertEquals(set, grown.remove(bytes));
        HashMap<Object, Object> map = HashMap.of("a", 1, null, bytes);
        assertEquals(Option.none(), map.get(bytes));
        assertEquals(Option.some(bytes), map.get(null));
        assertEquals(Option.some(null), map.put(bytes, null).get(bytes));
        assertEquals(2, map.getOrElse(bytes, 2));
    }

    @Test
    void anotherCodecRefusesWhatItDoesNotTake() {
        Vector<Integer> numbers = Vector.of(1, 2, 3).withCodec(Codec.INT);
        assertSame(numbers, numbers.withCodec(Codec.INT));
        assertEquals(Vector.of(1, 2, 3), numbers);
        assertEquals(Vector.of(1, 2, 3).hashCode(), numbers.hashCode());
        assertThrows(NullPointerException.class, () -> numbers.append(null));
        assertThrows(CodecException.class, () -> Vector.<Object>narrow(numbers).append("text"));
        assertSame(
                Codec.INT,
                numbers.sorted().reverse().take(0).append(1).toPVector().codec());
        assertSame(
                Codec.INT,
                numbers.groupBy(n -> n > 1).get(true).get().toPVector().codec());
        assertSame(Codec.sameArrays(), numbers.map(n -> "n" + n).toPVector().codec());
    }

    @Test
    void setsAndMapsWithAnotherCodecHaveNoStrangers() {
        HashSet<Integer> numbers = HashSet.of(1, 2, 3).withCodec(Codec.INT);
        assertSame(numbers, numbers.withCodec(Codec.INT));
        assertEquals(HashSet.of(1, 2, 3), numbers);
        assertFalse(numbers.contains(null));
        assertFalse(HashSet.<Object>narrow(numbers).contains("text"));
        assertEquals(HashSet.of(1, 2), numbers.retainAll(List.of(1, 2, 4)));
        assertSame(numbers, HashSet.<Object>narrow(numbers).removeAll(HashSet.of("text", null)));
        assertThrows(CodecException.class, () -> HashSet.<Object>narrow(numbers).add("text"));
        HashMap<Integer, String> map = HashMap.of(1, "a", 2, "b").withCodec(Codec.INT, Codec.STRING);
        assertSame(map, map.withCodec(Codec.INT, Codec.STRING));
        assertEquals(Option.none(), HashMap.<Object, Object>narrow(map).get("text"));
        assertEquals(HashMap.of(1, "a", 2, "b"), map);
        assertThrows(NullPointerException.class, () -> map.put(1, null));
        assertEquals(HashMap.of(1, "a"), map.removeAll(List.of(2, 3)));
    }

    @Test
    void aCodecsEqualityHoldsForAllThatFindsElements() {
        byte[] one = {1};
        byte[] two = {2, 2};
        Vector<byte[]> vector = Vector.of(one, two, one.clone()).withCodec(Codec.BYTES);
        assertEquals(1, vector.removeAll(one.clone()).length());
        assertEquals(1, vector.removeAll(List.of(one.clone())).length());
        assertSame(vector, vector.removeAll(List.of(new byte[] {3})));
        assertSame(vector, vector.removeAll((byte[]) null));
        assertEquals(2, vector.remove(one.clone()).length());
        assertEquals(2, vector.retainAll(List.of(one.clone())).length());
        assertEquals(2, vector.distinct().length());
        assertTrue(vector.containsAll(List.of(two.clone())));
        Vector<byte[]> same = Vector.of(one, two, one.clone());
        assertSame(same, same.removeAll(one.clone()));
        assertEquals(2, same.removeAll(one).length());
        assertSame(same, same.distinct());
        assertSame(same, same.removeAll(List.of(two.clone())));
    }

    @Test
    void whatTheInterfacesAllowIsOurs() {
        Vector<Integer> numbers = Vector.of(1, 2, 2);
        assertEquals(HashSet.of(1, 2), assertInstanceOf(HashSet.class, numbers.toSet()));
        HashMap<Integer, String> expected = HashMap.of(1, "1", 2, "2");
        assertEquals(expected, assertInstanceOf(HashMap.class, numbers.toMap(n -> n, String::valueOf)));
        assertEquals(expected, assertInstanceOf(HashMap.class, numbers.toMap(n -> Tuple.of(n, "" + n))));
        assertEquals(expected, assertInstanceOf(HashMap.class, numbers.toSet().toMap(n -> n, String::valueOf)));
        assertEquals(expected, assertInstanceOf(HashMap.class, expected.toMap(entry -> entry._1, entry -> entry._2)));
        assertEquals(HashSet.of(Tuple.of(1, "1"), Tuple.of(2, "2")), assertInstanceOf(HashSet.class, expected.toSet()));
    }

    @Test
    void aNegativeNumberOfElementsIsNone() {
        assertTrue(Vector.fill(Integer.MIN_VALUE, 1).isEmpty());
        assertTrue(HashSet.tabulate(Integer.MIN_VALUE, n -> n).isEmpty());
        assertTrue(HashMap.fill(Integer.MIN_VALUE, () -> Tuple.of(1, 2)).isEmpty());
    }

    @Test
    void javaListsReadAndChange() {
        Vector<Integer> vector = Vector.range(0, 100);
        List<Integer> view = vector.asJava();
        assertEquals(NUMBERS.subList(0, 100), view);
        assertThrows(UnsupportedOperationException.class, () -> view.set(0, 1));
        assertThrows(UnsupportedOperationException.class, () -> view.add(1));
        Vector<Integer> changed = vector.asJavaMutable(list -> {
            list.subList(10, 90).clear();
            list.add(-1);
            list.set(0, -2);
            list.addAll(1, List.of(7, 8));
            list.removeIf(n -> n == 99);
        });
        assertEquals(
                Vector.of(-2, 7, 8)
                        .appendAll(Vector.range(1, 10))
                        .appendAll(Vector.range(90, 99))
                        .append(-1),
                changed);
        assertNotSame(vector, changed);
        assertSame(vector, vector.asJava(_ -> {}));
        assertSame(vector, vector.asJavaMutable(list -> assertEquals(5, list.get(5))));
    }
}
