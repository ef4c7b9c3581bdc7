package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store in a file has a list of the names of an enum's constants, which later programs with other classes read. */
class StoredEnumsTest extends StoreTest {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    private record Painted(Colour colour, int n) {}

    private static final Codec<Colour> COLOURS = Codec.enumeration(Colour.class);
    private static final String NAME = "enum \"" + Colour.class.getName() + "\"";

    /** A store in which a program wrote whose enum had these constants. */
    private Store after(Setting setting, String constants) {
        Store store = stores.describing(setting.options());
        DescriptorWriter.add(store.core(), NAME + constants, TypeLayout.NONE);
        return store;
    }

    private static DescriptorTable table(Store store) {
        return store.core().descriptors();
    }

    private static void remove(Store store) {
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    private static List<Integer> places(Store store, String atom) {
        LayoutReader reader = new LayoutReader(new StoreBytes(store.core().memory()), DocumentTables.read("layout.md"));
        return reader.elements(reader.atom(atom)).stream().map(reader::u16).toList();
    }

    @ParameterizedTest
    @EnumSource
    void slotsHaveThePlacesOfTheStore(Setting setting) {
        Store store = after(setting, "(GREEN, OLD, RED)");
        List<Colour> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.addAll(List.of(Colour.values()));
        }
        PVector<Colour> vector = PVector.from(store, COLOURS, all);
        store.atom("colours", vector);
        assertEquals(
                NAME + "(GREEN, OLD, RED, BLUE)",
                table(store).text(table(store).newest(NAME)),
                "the list grew at its end");
        assertEquals(List.of(2, 0, 3), places(store, "colours").subList(0, 3));
        assertTrue(table(store).number("vector(" + NAME + "(GREEN, OLD, RED, BLUE))") > 0);
        assertEquals(all, vector.asList());
        assertEquals(all, again(store, vector).asList());
        remove(store);
    }

    /** The vector as another process finds it. */
    private static <T> PVector<T> again(Store store, PVector<T> vector) {
        PVector<PVector<T>> outer = PVector.of(store, PVector.codec(vector.codec()), vector);
        return outer.appendAll(List.of(vector)).last();
    }

    @ParameterizedTest
    @EnumSource
    void mapsFindThem(Setting setting) {
        Store store = after(setting, "(BLUE, OLD, GREEN)");
        Store other = stores.open(setting);
        PMap<Colour, Colour> map = PMap.empty(store, COLOURS, COLOURS);
        PSet<Painted> painted = PSet.empty(store, Codec.record(Painted.class));
        for (Colour colour : Colour.values()) {
            map = map.put(colour, colour);
            for (int n = 0; n < 500; n++) {
                painted = painted.add(new Painted(colour, n));
            }
        }
        PMap<Colour, Colour> builtAgain = PMap.from(store, COLOURS, COLOURS, map.asMap());
        assertEquals(map, builtAgain);
        for (Colour colour : Colour.values()) {
            assertEquals(colour, map.get(colour));
            assertTrue(painted.contains(new Painted(colour, 499)));
            assertFalse(painted.contains(new Painted(colour, 500)));
        }
        PSet<Painted> elsewhere = painted.copyTo(other);
        assertEquals(elsewhere, painted);
        assertEquals(elsewhere.hashCode(), painted.hashCode());
        assertEquals(painted, elsewhere.copyTo(store));
        store.verify();
    }

    @ParameterizedTest
    @EnumSource
    void aConstantThatTheClassDoesNotHaveIsNamedWhenItIsRead(Setting setting) {
        Store store = after(setting, "(RED, OLD, GREEN)");
        Core core = store.core();
        Memory memory = core.memory();
        for (int size : new int[] {3, 3000}) {
            List<Colour> all = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                all.add(Colour.values()[i % 3]);
            }
            String name = "of " + size;
            Atom<PVector<Colour>> atom = store.atom(name, PVector.from(store, COLOURS, all));
            LayoutReader reader = new LayoutReader(new StoreBytes(memory), DocumentTables.read("layout.md"));
            memory.setChar(
                    memory.atOffset(reader.elements(reader.atom(name)).get(1)),
                    (char) 1); // as an older program would have
            NestedCodec<PVector<Colour>> kind = NestedCodec.of(atom.get());
            PVector<Colour> found = kind.makeOnHeap(core, reader.atom(name), null);
            PVector<Colour> read = found == null ? kind.make(core, reader.atom(name), null) : found;
            assertEquals(Colour.RED, read.get(0));
            assertEquals(Colour.BLUE, read.get(2));
            CodecException e = assertThrows(CodecException.class, () -> read.get(1));
            assertTrue(e.getMessage().contains("OLD"), e::getMessage);
            if (found != null) {
                Atom<PVector<Colour>> copy = store.atom("copy", read.append(Colour.RED));
                assertEquals(List.of(0, 1, 3, 0), places(store, "copy"));
                assertNotNull(copy.get());
            }
        }
        remove(store);
    }

    private enum Hue {
        GREEN,
        RED
    }

    /** Another name of the enum has another list in the store. It must say the same. */
    @ParameterizedTest
    @EnumSource
    void anEnumCanBeRenamedIfTheStoreHasNoOtherListForTheNewName(Setting setting) {
        Store store = after(setting, "(GREEN, RED)");
        int number = DescriptorWriter.add(store.core(), "vector(" + NAME + "(GREEN, RED))", TypeLayout.NONE);
        PVector<Hue> hues = PVector.of(store, Codec.enumeration(Hue.class), Hue.RED);
        Schemas.require(store.core(), "an atom", number, NestedCodec.of(hues));
        Store other = after(setting, "(GREEN, RED)");
        int there = DescriptorWriter.add(other.core(), "vector(" + NAME + "(GREEN, RED))", TypeLayout.NONE);
        DescriptorWriter.add(other.core(), "enum \"" + Hue.class.getName() + "\"(RED, GREEN)", TypeLayout.NONE);
        PVector<Hue> others = PVector.of(other, Codec.enumeration(Hue.class), Hue.RED);
        SchemaException e = assertThrows(
                SchemaException.class, () -> Schemas.require(other.core(), "an atom", there, NestedCodec.of(others)));
        assertTrue(e.getMessage().contains("the constants have another order"), e::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    void theListBeginsWithTheClass(Setting setting) {
        Store store = stores.describing(setting.options());
        PSet<Colour> set = PSet.of(store, COLOURS, Colour.BLUE);
        assertEquals(NAME + "(RED, GREEN, BLUE)", table(store).text(1));
        assertEquals(Set.of(Colour.BLUE), set.asSet());
        assertEquals(1, table(store).size());
    }
}
