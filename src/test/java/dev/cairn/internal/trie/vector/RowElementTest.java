package dev.cairn.internal.trie.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.Fields;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.HeaderWriter;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.Prepared;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.trie.HeapLimit;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small vector that is saved as an element without a base has the elements that it has with one. */
class RowElementTest extends StoreTest {
    private static final int SIZE = 40;
    private static final Object[] OBJECTS =
            Stream.generate(Object::new).limit(SIZE).toArray();

    /** Elements of a codec, one for each index. */
    private record Elements(Codec<?> codec, boolean hasObjects, IntFunction<Object> of) {
        /** Prepared as for a vector: what waits is made ready. */
        HeapVector row(int size) {
            SlotCodec<Object> slots = SlotCodec.of(codec);
            @Nullable
            Object[] all = IntStream.range(0, size)
                    .mapToObj(i -> slots.prepare(of.apply(i)))
                    .toArray();
            for (Object prepared : all) {
                Prepared.writePending(prepared);
            }
            return HeapVector.of(all);
        }
    }

    private static Core core(Store store) {
        return (Core) Fields.of(store, "core");
    }

    private static String text(int index) {
        return index % 3 == 0 ? "short" : "a text that no slot has room for " + index;
    }

    private static List<Elements> elements(Store store) {
        PVector<String> none = PVector.empty(store, Codec.STRING);
        IntFunction<PVector<String>> vectors =
                i -> i % 4 == 0 ? none : none.append(text(i)).append(text(i + 1));
        return List.of(
                new Elements(Codec.INT, false, i -> i),
                new Elements(Codec.STRING, false, RowElementTest::text),
                new Elements(PVector.codec(Codec.STRING), false, vectors::apply),
                new Elements(LongVector.codec(), false, i -> LongVector.of(store, i)),
                new Elements(Codec.object(), true, i -> OBJECTS[i]),
                new Elements(Codec.standard(), true, i -> switch (i % 6) {
                    case 0 -> OBJECTS[i];
                    case 1 -> vectors.apply(i);
                    case 2 ->
                        PMap.empty(store, Codec.INT, Codec.<Object>standard()).put(i, vectors.apply(i));
                    case 3 -> List.of(LongVector.of(store, i), text(i));
                    case 4 -> text(i);
                    default -> i;
                }));
    }

    @BeforeEach
    void theyMayStayOnTheHeap() {
        assumeTrue(HeapLimit.or(SIZE) >= SIZE);
    }

    private static VectorBase saved(VectorType type, RowElement element, boolean orLeaf) {
        element.writePending();
        return type.core.change(stripe -> {
            int node = HeaderWriter.withObjects(type.core, stripe, null, element.save(stripe, orLeaf));
            VectorBase base = VectorBase.empty(type).of(type.core, node, null);
            base.register(stripe, node, 0);
            return base;
        });
    }

    @ParameterizedTest
    @EnumSource
    void itHasTheElementsOfAnyOther(Setting setting) {
        Store store = stores.open(setting);
        for (Elements elements : elements(store)) {
            VectorType type = VectorType.of(core(store), SlotCodec.of(elements.codec));
            for (int size = 0; size <= Math.min(type.leafElements(), SIZE); size++) {
                VectorBase expected = elements.row(size).write(VectorBase.empty(type), size, 1);
                for (boolean orLeaf : List.of(true, false)) {
                    compare(elements, type, size, orLeaf, expected);
                }
            }
        }
    }

    private static void compare(Elements elements, VectorType type, int size, boolean orLeaf, VectorBase expected) {
        RowElement element = new RowElement(type, elements.row(size), 0, size);
        VectorBase actual = saved(type, element, orLeaf);
        int node = actual.madeFrom(size);
        boolean isLeaf = !Header.isNode(type.core.memory(), node);
        assertTrue(isLeaf ? orLeaf : !orLeaf || elements.hasObjects);
        assertEquals(elements.hasObjects && size > 0, actual.objects() != null);
        Tries.requireSound(actual);
        assertTrue(VectorCompare.equal(expected, actual, size, (a, b, count) -> areSame(type, a, b, count)));
        assertTrue(!element.differs(node) && new RowElement(type, elements.row(size + 1), 0, size + 1).differs(node));
    }

    private static boolean areSame(VectorType type, long a, long b, int count) {
        SlotCodec<Object> slots = SlotCodec.of(Objects.requireNonNull(type.codec));
        return IntStream.range(0, count)
                .allMatch(i -> slots.isSame(type.core, a + (long) i * type.width, b + (long) i * type.width));
    }

    /** A part of a row is saved as if there were no more. */
    @ParameterizedTest
    @EnumSource
    void aPartOfARow(Setting setting) {
        Store store = stores.open(setting);
        Elements texts = elements(store).get(1);
        VectorType type = VectorType.of(core(store), SlotCodec.of(texts.codec));
        int size = Math.min(type.leafElements(), SIZE) - 1;
        VectorBase whole = saved(type, new RowElement(type, texts.row(size + 1), 0, size + 1), true);
        VectorBase part = saved(type, new RowElement(type, texts.row(size + 1), 1, size), true);
        assertEquals(size, VectorBase.size(part.header(size)));
        assertTrue(areSame(type, whole.elementAt(1), part.elementAt(0), size));
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsHalfWayLeavesNothing(Setting setting) {
        Store store = stores.open(setting);
        Core core = core(store);
        for (Elements elements : elements(store)) {
            VectorType type = VectorType.of(core, SlotCodec.of(elements.codec));
            int size = Math.min(type.leafElements(), 13);
            boolean failed = true;
            for (int n = 1; failed; n++) {
                RowElement element = new RowElement(type, elements.row(size), 0, size);
                core.allocator().failAt(n);
                assertEquals(
                        size, VectorBase.size(saved(type, element, n % 2 == 0).header(size)));
                failed = (int) Fields.of(core.allocator(), "failAt") == 0;
                core.allocator().failAt(0);
                store.verify();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorHalfWayLeavesNothing(Setting setting) {
        Store store = stores.open(setting);
        Core core = core(store);
        Elements elements = elements(store).getLast();
        VectorType type = VectorType.of(core, SlotCodec.of(elements.codec));
        int size = Math.min(type.leafElements(), 13);
        RowElement element = new RowElement(type, elements.row(size), 0, size);
        for (int n = 1; n <= 3; n++) {
            core.allocator().failAt(n, new StackOverflowError("as a test wants it"));
            assertThrows(StackOverflowError.class, () -> saved(type, element, true));
            core.allocator().failAt(0);
            store.verify();
        }
        assertEquals(size, VectorBase.size(saved(type, element, true).header(size)));
    }
}
