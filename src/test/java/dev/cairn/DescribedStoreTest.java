package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.life.RootCell;
import dev.cairn.internal.life.Roots;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.laws.Kinds;
import dev.cairn.message.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store in a file has a table of the kinds of its collections, and headers name the kind by its number there. */
class DescribedStoreTest extends StoreTest {
    private final Store store = stores.describing(Setting.TINY_INHERITED.options());
    private final Core core = store.core();
    private final DescriptorTable table = core.descriptors();

    /** The number in the header that the atom's cell holds. */
    private int number(String atom) {
        Roots roots = core.roots();
        for (int root = roots.first(); root != 0; root = roots.next(root)) {
            if (roots.name(root).equals(atom)) {
                RootCell cell = roots.cell(root);
                return core.memory().getInt(Header.atLabel(core.memory(), cell.reference()));
            }
        }
        throw new AssertionError("no atom " + atom);
    }

    @Test
    void headersOfAtomsNameTheirKind() {
        Atom<LongVector> longs = store.atom("longs", LongVector.of(store, 1, 2, 3));
        Atom<PMap<String, Long>> map = store.atom("map", PMap.empty(store, Codec.STRING, Codec.LONG));
        assertEquals("longVector", table.text(number("longs")));
        assertEquals("map(string, long)", table.text(number("map")));
        assertNotEquals(number("longs"), number("map"));
        int before = number("longs");
        for (int i = 0; i < 100; i++) {
            longs.updateAndGet(vector -> vector.append(7).update(0, vector.size()));
            map.updateAndGet(old -> old.put("a" + old.size(), 1L));
            assertEquals(before, number("longs"));
            assertEquals("map(string, long)", table.text(number("map")));
        }
        LongVector now = longs.get();
        Atom<LongVector> other = store.atom("other", now);
        other.set(now);
        other.set(longs.get().drop(5));
        assertEquals(before, number("other"));
        assertEquals(2, table.size());
        store.verify();
        remove();
    }

    private void remove() {
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    @Test
    void lettersAndElementsOfTheStandardCodecNameTheirKind() throws InterruptedException {
        PSet<Integer> set = PSet.of(store, Codec.INT, 1, 2, 3);
        Atom<PVector<Object>> any =
                store.atom("any", PVector.of(store, Codec.standard(), set, List.of(set, 1), "text"));
        assertTrue(table.number("set(int)") > 0);
        assertEquals("vector(standard)", table.text(number("any")));
        assertEquals(List.of(set, 1), any.get().get(1));
        assertEquals(set, any.get().get(0));
        Mailbox mailbox = Mailbox.unbounded(store);
        mailbox.trySendValue(LongVector.of(store, 1, 2));
        assertEquals(LongVector.of(store, 1, 2), mailbox.receive().open());
        assertTrue(table.number("longVector") > 0);
        mailbox.close();
        remove();
    }

    /** As another process finds them: no kind is known on the heap. */
    @Test
    void theKindIsMadeOfItsText() {
        Codec<PMap<String, PVector<Long>>> codec = PMap.codec(Codec.STRING, PVector.codec(Codec.LONG));
        int number = DescriptorWriter.add(core, "set(map(string, vector(long)))", TypeLayout.NONE);
        NestedCodec<?> made = Schemas.kind(core, number);
        assertEquals(PSet.codec(codec), made);
        assertEquals(made, Schemas.kind(core, number));
        assertEquals(number, made.label(core).number());
        Schemas.require(core, "the atom a", number, made);
        SchemaException e = assertThrows(
                SchemaException.class,
                () -> Schemas.require(core, "the atom a", number, NestedCodec.of(LongVector.of(1))));
        assertTrue(e.getMessage().contains("the atom a"), e::getMessage);
        assertThrows(IllegalStateException.class, () -> Schemas.kind(core, number + 1));
    }

    @Test
    void threadsThatAddOneTextGetOneNumber() throws InterruptedException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Threads.run(4, n -> {
            for (int i = 0; i < 200; i++) {
                seen.add(i + " is " + DescriptorWriter.add(core, "kind " + i, TypeLayout.NONE));
            }
        });
        assertEquals(200, seen.size());
        assertEquals(200, table.size());
        Set<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            int number = table.number("kind " + i);
            assertEquals("kind " + i, table.text(number));
            numbers.add(number);
        }
        assertEquals(new TreeSet<>(IntStream.rangeClosed(1, 200).boxed().toList()), numbers);
        store.verify();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatNoOtherProcessCouldReadIsRefusedWhenItIsMade(int depth) {
        int refused = 0;
        for (Kinds.Kind<?> kind : Kinds.ofDepth(depth)) {
            boolean isRefused = !SlotCodec.of(kind.codec()).mayBePortable()
                    || Kinds.text(kind.codec()).contains("encoding \"\"")
                    || Kinds.text(kind.codec()).contains("bytes \"\"");
            for (Runnable making : making(kind.codec())) {
                if (isRefused) {
                    NotPortableException e = assertThrows(NotPortableException.class, making::run, kind::toString);
                    assertTrue(e.getMessage().contains("file"), e::getMessage);
                    refused++;
                } else {
                    making.run();
                }
            }
        }
        assertTrue(refused > 0);
    }

    @SuppressWarnings("CheckReturnValue") // the making counts
    private <T> List<Runnable> making(Codec<T> codec) {
        List<Runnable> all = new ArrayList<>();
        all.add(() -> PVector.empty(store, codec));
        all.add(() -> PVector.builder(store, codec));
        all.add(() -> PSet.empty(store, codec));
        all.add(() -> PSet.builder(store, codec));
        all.add(() -> PMap.empty(store, Codec.STRING, codec));
        all.add(() -> PMap.builder(store, codec, Codec.STRING));
        Store other = stores.shared(Setting.STANDARD_INHERITED);
        all.add(() -> PVector.empty(other, codec).copyTo(store));
        all.add(() -> PMap.empty(other, codec, codec).copyTo(store));
        all.add(() -> PSet.empty(other, codec).copyTo(store));
        all.add(() -> PVector.empty(store, PVector.codec(codec)));
        return all;
    }
}
