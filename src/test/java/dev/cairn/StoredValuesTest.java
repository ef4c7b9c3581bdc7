package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.life.TypeLayout;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of Codec.standard() in a store in a file: classes have numbers of the store there. */
@Tag("besideQuiet")
class StoredValuesTest extends StoreTest {
    private enum Colour {
        RED,
        GREEN
    }

    private record Point(int x, @Nullable Object at) {}

    private record Line(Point from, Point to, Colour colour) {}

    private static final Codec<Object> ANY = Codec.standard();
    private static final String NAME = "enum \"" + Colour.class.getName() + "\"";

    private static DescriptorTable table(Store store) {
        return store.core().descriptors();
    }

    private static List<Object> values(Store store) {
        LongVector longs = LongVector.of(store, 1, 2, 3);
        PSet<Integer> set = PSet.of(store, Codec.INT, 1, 2);
        Line line = new Line(new Point(1, null), new Point(-2, "a text that is longer than a slot"), Colour.GREEN);
        return Arrays.asList(
                null,
                "short",
                5,
                -0.0,
                new BigDecimal("1.20"),
                new byte[] {1, 2},
                new int[] {1, 2, 3},
                Colour.RED,
                Colour.GREEN,
                line,
                new Point(7, line),
                new Point(7, List.of(longs, set, longs)),
                longs,
                set,
                List.of(line, Colour.RED, 1.5, LocalDate.EPOCH, Duration.ofDays(1)),
                Stream.of(1, null, Colour.RED, new BigDecimal("7")).toList(),
                Set.of(Colour.GREEN, 2L, 'c'),
                Map.of(Colour.RED, line, "k", List.of(Optional.of(set))),
                Map.entry(line, longs),
                Optional.empty(),
                Optional.of(Colour.RED),
                URI.create("a:b"));
    }

    /** The elements as another process finds them. */
    private static <T> PVector<T> again(Store store, Atom<PVector<T>> atom) {
        Core core = store.core();
        LayoutReader reader = new LayoutReader(new StoreBytes(core.memory()), DocumentTables.read("layout.md"));
        NestedCodec<PVector<T>> kind = NestedCodec.of(atom.get());
        PVector<T> outer =
                PVector.of(store, PVector.codec(atom.get().codec()), atom.get()).get(0);
        PVector<T> found = kind.makeOnHeap(core, reader.atom(atom.name()), null);
        return found == null ? outer : found;
    }

    @ParameterizedTest
    @EnumSource
    void theyAreReadAsTheyWereWritten(Setting setting) {
        Store store = stores.describing(setting.options());
        DescriptorWriter.add(store.core(), NAME + "(OLD, GREEN)", TypeLayout.NONE);
        for (int round = 1; round < 200; round *= 9) {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < round; i++) {
                all.addAll(values(store));
            }
            Atom<PVector<Object>> atom = store.atom("of " + round, PVector.from(store, ANY, all));
            PVector<Object> read = again(store, atom);
            assertTrue(Objects.deepEquals(all.toArray(), read.asList().toArray()), read::toString);
            assertEquals(atom.get(), read);
            assertEquals(atom.get().hashCode(), read.hashCode());
            Store other = stores.open(setting);
            assertEquals(read, read.copyTo(other));
            assertEquals(read, read.copyTo(other).copyTo(store));
        }
        assertEquals(NAME + "(OLD, GREEN, RED)", table(store).text(table(store).newest(NAME)));
        assertTrue(table(store).number("record \"" + Point.class.getName() + "\"(x: standard, at: standard)") > 0);
        store.verify();
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    @ParameterizedTest
    @EnumSource
    void constantsHaveTheNumberAndThePlaceOfTheStore(Setting setting) {
        Store store = stores.describing(setting.options());
        DescriptorWriter.add(store.core(), "another", TypeLayout.NONE);
        int number = DescriptorWriter.add(store.core(), NAME + "(OLD, GREEN)", TypeLayout.NONE);
        store.atom("a", PVector.of(store, ANY, Colour.RED, Colour.GREEN));
        LayoutReader reader = new LayoutReader(new StoreBytes(store.core().memory()), DocumentTables.read("layout.md"));
        List<Long> slots = reader.elements(reader.atom("a"));
        assertEquals((long) number << 32 | 2, reader.u64(slots.get(0) + 8));
        assertEquals((long) number << 32 | 1, reader.u64(slots.get(1) + 8));
        PMap<Object, Object> map = PMap.empty(store, ANY, ANY);
        assertNull(map.get(Thread.State.NEW));
        map = map.put(Colour.RED, 1).put(Colour.GREEN, 2);
        for (int i = 0; i < 2000; i++) {
            map = map.put("key " + i, i);
        }
        assertEquals(1, map.get(Colour.RED));
        assertEquals(2, map.get(Colour.GREEN));
        assertFalse(map.containsKey(Thread.State.NEW), "the store does not know it");
        assertEquals(map, map.copyTo(stores.open(setting)));
        store.removeAtom("a");
    }

    @Test
    void aClassThatTheProgramDoesNotHaveIsNamed() {
        Store store = stores.describing(Setting.STANDARD_INHERITED.options());
        Core core = store.core();
        PVector<Object> vector = PVector.of(store, ANY, Colour.RED, new Point(1, 2), "text");
        store.atom("a", vector);
        LayoutReader reader = new LayoutReader(new StoreBytes(core.memory()), DocumentTables.read("layout.md"));
        List<Long> slots = reader.elements(reader.atom("a"));
        int gone = DescriptorWriter.add(core, "enum \"com.acme.Gone\"(A, B)", TypeLayout.NONE);
        core.memory().setLong(core.memory().atOffset(slots.get(0) + 8), (long) gone << 32 | 1);
        int record = DescriptorWriter.add(core, "record \"com.acme.Item\"(x: standard, at: standard)", TypeLayout.NONE);
        core.memory().setByte(core.memory().atOffset(slots.get(1) + 8), (byte) record);
        NestedCodec<PVector<Object>> kind = NestedCodec.of(vector);
        PVector<Object> read = Objects.requireNonNullElseGet(
                kind.makeOnHeap(core, reader.atom("a"), null), () -> kind.make(core, reader.atom("a"), null));
        assertEquals("text", read.get(2));
        assertTrue(assertThrows(CodecException.class, () -> read.get(0))
                .getMessage()
                .contains("B"));
        assertTrue(assertThrows(CodecException.class, () -> read.get(1))
                .getMessage()
                .contains("com.acme.Item"));
        store.removeAtom("a");
    }

    private static void assertRefused(Runnable action) {
        NotPortableException e = assertThrows(NotPortableException.class, action::run);
        assertTrue(e.getMessage().contains("file"), e::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("CheckReturnValue") // the call counts
    void whatOnlyThisProcessCouldReadIsRefusedWhenItIsPutIn(Setting setting) {
        Store store = stores.describing(setting.options());
        Store other = stores.open(setting);
        for (Object bad : List.of(
                new ArrayList<>(List.of(1)), new Object(), List.of(new ArrayList<>()), new Point(1, new int[1]))) {
            PVector<Object> vector = PVector.of(store, ANY, 1, 2, 3);
            assertRefused(() -> vector.append(bad));
            assertRefused(() -> vector.update(1, bad));
            assertRefused(() -> vector.prepend(bad));
            assertRefused(() -> vector.insert(1, bad));
            assertRefused(() -> PVector.of(store, ANY, bad));
            assertRefused(() -> PVector.builder(store, ANY).append(bad));
            assertRefused(() -> vector.map(n -> bad));
            assertRefused(() -> PVector.of(other, ANY, bad).copyTo(store));
            PMap<Object, Object> map = PMap.empty(store, ANY, ANY);
            assertRefused(() -> map.put("a", bad));
            assertRefused(() -> map.put("a", 1).merge("a", bad, (a, b) -> b));
            assertRefused(() -> PMap.builder(store, ANY, ANY).put(1, bad));
            assertRefused(() -> PMap.empty(other, ANY, ANY).put(1, bad).copyTo(store));
            assertRefused(() -> map.put(bad, 1));
            assertRefused(() -> PSet.of(store, ANY, bad));
            assertNull(map.get(bad));
        }
        PSet<Object> set = PSet.empty(store, ANY);
        assertRefused(() -> set.add(new Point(1, 2)));
        assertRefused(() -> set.add(PVector.of(store, ANY, 1)));
        assertRefused(() -> PSet.empty(store, PVector.codec(ANY)).add(PVector.of(store, ANY, 1)));
        assertTrue(set.add(LocalDate.EPOCH).contains(LocalDate.EPOCH));
        PVector<byte[]> arrays = PVector.empty(store, Codec.sameArrays());
        assertRefused(() -> arrays.append(new byte[1]));
    }

    /** In private stores, too, the kinds of collections have numbers of their store. */
    @ParameterizedTest
    @EnumSource
    void aCopyHasTheNumbersOfItsStore(Setting setting) {
        Store store = stores.open(setting);
        Store other = stores.open(setting);
        Object used = List.of(LongVector.of(store, 1), IntVector.of(store, 1), Blob.from(store, new byte[1]));
        PVector<Object> vector = PVector.of(store, ANY, used, List.of(PSet.of(store, ANY, "a", "b"), "c"), used);
        Object usedThere = List.of(PSet.of(other, Codec.INT, 1), DoubleVector.of(other, 1));
        PVector<Object> there = PVector.of(other, ANY, usedThere);
        PVector<Object> copy = vector.copyTo(other);
        PVector<Object> read = PVector.of(other, PVector.codec(ANY), copy).get(0);
        assertEquals(vector, read);
        assertEquals(vector, there.appendAll(copy).drop(1));
        assertEquals(vector, PVector.of(other, ANY, (Object) copy).get(0));
    }
}
