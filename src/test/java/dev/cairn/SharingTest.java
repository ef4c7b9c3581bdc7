package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much versions share. */
@Tag("beside")
@net.jqwik.api.Tag("beside")
class SharingTest extends StoreTest {
    private static final int SIZE_MAX = 3000;
    private static final int INDEX_MAX = 1_000_000;

    private static LongVector longs(Store store, int size) {
        long[] elements = new long[size];
        Arrays.setAll(elements, i -> i);
        return LongVector.from(store, elements).foldedVersion();
    }

    @Property
    void anUpdateMakesAtMostAPathOfNodes(
            @ForAll Setting setting,
            @ForAll @IntRange(min = 1, max = SIZE_MAX) int size,
            @ForAll @IntRange(max = INDEX_MAX) int at) {
        LongVector old = longs(stores.shared(setting), size);
        LongVector updated = old.update(at % size, -1);
        Sharing sharing = Sharing.between(old, updated);
        assertTrue(sharing.rightOnlyNodes() <= Holders.height(old) + 1, sharing::toString);
        assertEquals(sharing.leftOnlyNodes(), sharing.rightOnlyNodes());
        assertEquals(sharing.leftOnlyBytes(), sharing.rightOnlyBytes());
        assertEquals(Sharing.retained(old).nodes(), sharing.sharedNodes() + sharing.leftOnlyNodes());
        assertEquals(Sharing.retained(updated).bytes(), sharing.sharedBytes() + sharing.rightOnlyBytes());
    }

    @Property
    void manyUpdatesMakeAtMostAPathEach(
            @ForAll Setting setting,
            @ForAll @IntRange(min = 1, max = SIZE_MAX) int size,
            @ForAll @IntRange(min = 1, max = 40) int count) {
        LongVector old = longs(stores.shared(setting), size);
        LongVector updated = old;
        for (int i = 0; i < count; i++) {
            updated = updated.update(i * 7919 % size, -i);
        }
        Sharing sharing = Sharing.between(old, updated);
        assertTrue(sharing.rightOnlyNodes() <= count * (Holders.height(old) + 1L), sharing::toString);
        assertTrue(sharing.rightOnlyNodes() <= Sharing.retained(old).nodes(), sharing::toString);
    }

    @Property
    void anAppendMakesAtMostAPathAndATail(@ForAll Setting setting, @ForAll @IntRange(max = SIZE_MAX) int size) {
        LongVector old = longs(stores.shared(setting), size);
        LongVector first = old.append(1);
        LongVector second = old.append(2);
        for (LongVector longer : new LongVector[] {first, second}) {
            Sharing sharing = Sharing.between(old, longer);
            assertTrue(sharing.rightOnlyNodes() <= Holders.height(longer) + 2, sharing::toString);
            assertTrue(sharing.leftOnlyNodes() <= Holders.height(old) + 1, sharing::toString);
        }
        Sharing siblings = Sharing.between(first, second);
        assertTrue(siblings.rightOnlyNodes() <= Holders.height(second) + 2, siblings::toString);
    }

    @Property
    void aRemovalMakesAtMostAPath(@ForAll Setting setting, @ForAll @IntRange(min = 1, max = SIZE_MAX) int size) {
        LongVector old = longs(stores.shared(setting), size);
        Sharing sharing = Sharing.between(old, old.removeLast());
        assertTrue(sharing.rightOnlyNodes() <= Holders.height(old), sharing::toString);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("alone")
    void aVersionSharesAllWithItself(Setting setting) {
        LongVector longs = longs(stores.open(setting), 2_000);
        Sharing sharing = Sharing.between(longs, longs);
        Sharing.Retained retained = Sharing.retained(longs);
        assertEquals(new Sharing(retained.nodes(), retained.bytes(), 0, 0, 0, 0), sharing);
        assertEquals(sharing.sharedNodes(), longs.store().stats().liveNodes());
        assertEquals(sharing.sharedBytes(), longs.store().stats().liveBytes());
    }

    @ParameterizedTest
    @EnumSource
    void appendsToTheNewestVersionShareTheTail(Setting setting) {
        LongVector old = longs(stores.open(setting), 1_921);
        LongVector longer = old.append(2).append(3);
        assertEquals(0, Sharing.between(old, longer).rightOnlyNodes());
    }

    @ParameterizedTest
    @EnumSource
    void vectorsMadeApartShareNothing(Setting setting) {
        Store store = stores.open(setting);
        Sharing sharing = Sharing.between(longs(store, 100), longs(store, 100));
        assertEquals(0, sharing.sharedNodes());
        assertEquals(0, sharing.sharedBytes());
        assertEquals(sharing.leftOnlyBytes(), sharing.rightOnlyBytes());
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyVectorRetainsNothing(Setting setting) {
        assertEquals(new Sharing.Retained(0, 0), Sharing.retained(LongVector.empty(stores.open(setting))));
    }

    @ParameterizedTest
    @EnumSource
    void whatLiesOutsideTheElementsIsSharedToo(Setting setting) {
        Store store = stores.open(setting);
        String text = "a string too long to lie in its slot";
        var old = PVector.of(store, Codec.STRING, text, text, text, text).foldedVersion();
        Sharing sharing = Sharing.between(old, old.update(1, text));
        assertEquals(3, sharing.sharedNodes(), "the strings that were not replaced");
        assertEquals(2, sharing.rightOnlyNodes(), "a leaf and a string");
        assertThrows(ForeignStoreException.class, () -> Sharing.between(old, longs(stores.open(setting), 1)));
    }
}
