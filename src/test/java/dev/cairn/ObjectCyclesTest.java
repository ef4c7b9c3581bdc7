package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object that is in a collection and refers to it is garbage as soon as nobody else refers to either. */
@SuppressWarnings({"ImmutableEnumChecker", "ReferenceEquality"
}) // the functions have no state; objects are compared by identity
@Order(StoreTest.COLLECTS)
class ObjectCyclesTest extends StoreTest {
    /** Equal to no other, and kept as an object by every codec that can keep one. */
    static final class Item {
        @Nullable
        Object refersTo;
    }

    record Box(String name, Object content) {}

    private static final Codec<Object> OBJECTS = Codec.object();
    private static final Codec<Object> STANDARD = Codec.standard();

    /** How a collection is made that has an item and {@code size - 1} other objects in it. */
    private interface Making {
        Object make(Store store, Item item, int size);
    }

    private static Stream<Object> others(int size) {
        return Stream.generate(() -> (Object) new Item()).limit(size - 1L);
    }

    private static PVector<Object> vector(Store store, Codec<Object> codec, Item item, int size) {
        PVector<Object> vector = PVector.of(store, codec, item);
        for (Object other : others(size).toList()) {
            vector = vector.append(other);
        }
        return vector;
    }

    private static PMap<Object, Object> map(Store store, Item item, int size) {
        PMap<Object, Object> map = PMap.empty(store, STANDARD, OBJECTS).put("item", item);
        for (Object other : others(size).toList()) {
            map = map.put(map.size(), other);
        }
        return map;
    }

    private static PSet<Object> set(Store store, Item item, int size) {
        return PSet.from(store, OBJECTS, Stream.concat(Stream.of(item), others(size)));
    }

    private static PVector<Object> built(Store store, Item item, int size) {
        PVector.Builder<Object> builder = PVector.builder(store, STANDARD);
        others(size).forEach(builder::append);
        return builder.append("item").update(size - 1, item).build().append(new Item());
    }

    private static PMap<Object, Object> builtMap(Store store, Item item, int size) {
        PMap.Builder<Object, Object> builder = PMap.builder(store, OBJECTS, STANDARD);
        others(size).forEach(other -> builder.put(other, new Object[] {other}));
        return builder.put(item, item).build();
    }

    private static Object inAtom(Store store, Item item, int size) {
        PVector<Object> first = vector(store, OBJECTS, item, size);
        Atom<PVector<Object>> atom = store.atom("cycle", first);
        Canary.awaitCollection();
        assertSame(item, atom.get().first());
        atom.set(PVector.empty(store, OBJECTS));
        store.removeAtom("cycle");
        return first;
    }

    private static Object sent(Store store, Item item, int size) {
        try (Mailbox mailbox = Mailbox.unbounded(store)) {
            mailbox.trySend(Letter.of(store, List.of(vector(store, OBJECTS, item, size), "and more")));
            mailbox.trySendValue(vector(store, STANDARD, item, size));
            Canary.awaitCollection();
            Letter first = Objects.requireNonNull(mailbox.poll());
            mailbox.trySend(Objects.requireNonNull(mailbox.poll()));
            Canary.awaitCollection();
            Letter second = Objects.requireNonNull(mailbox.poll());
            Object opened = Objects.requireNonNull(first.open());
            Object again = Objects.requireNonNull(second.open());
            assertTrue(holds(opened, item));
            assertTrue(holds(again, item));
            return List.of(opened, again);
        }
    }

    private static Object scoped(Store store, Item item, int size) {
        try (Scope scope = store.scope()) {
            return scope.keep(vector(store, OBJECTS, item, size));
        }
    }

    enum Kind {
        VECTOR((store, item, size) -> vector(store, OBJECTS, item, size)),
        VECTOR_OF_ANYTHING((store, item, size) -> vector(store, STANDARD, item, size)),
        MAP(ObjectCyclesTest::map),
        KEYS((store, item, size) -> map(store, new Item(), size).put(item, "key")),
        SET(ObjectCyclesTest::set),
        BUILDER(ObjectCyclesTest::built),
        MAP_BUILDER(ObjectCyclesTest::builtMap),
        UPDATED((store, item, size) -> vector(store, OBJECTS, new Item(), size).update(size / 2, item)),
        INSERTED((store, item, size) -> vector(store, OBJECTS, new Item(), size).insert(size / 2, item)),
        PREPENDED(
                (store, item, size) -> vector(store, OBJECTS, new Item(), size).prepend(item)),
        JOINED((store, item, size) ->
                vector(store, OBJECTS, new Item(), size).concat(vector(store, OBJECTS, item, size))),
        SLICED((store, item, size) -> vector(store, OBJECTS, item, 3 * size).slice(0, size)),
        REMOVED((store, item, size) ->
                vector(store, OBJECTS, item, size).append(new Item()).removeAt(size)),
        UNION((store, item, size) -> set(store, item, size).union(set(store, item, size))),
        INTERSECTION((store, item, size) -> set(store, item, size).intersect(PSet.of(store, OBJECTS, item))),
        MERGED((store, item, size) -> map(store, item, size).merge(map(store, item, size), (a, b) -> b)),
        NESTED((store, item, size) -> PVector.of(
                store, PVector.codec(OBJECTS), vector(store, OBJECTS, item, size), vector(store, OBJECTS, item, 1))),
        NESTED_MANY((store, item, size) -> {
            PMap<Object, Object> map = PMap.empty(store, OBJECTS, STANDARD);
            for (int i = 0; i < size; i++) {
                map = map.put(new Item(), vector(store, OBJECTS, item, i % 100 + 1));
            }
            return map;
        }),
        RECORD((store, item, size) ->
                PVector.from(store, STANDARD, Collections.nCopies(size, new Box("box", List.of(item, new Item()))))),
        TYPED_RECORD((store, item, size) ->
                PVector.from(store, Codec.record(Box.class), Collections.nCopies(size, new Box("box", item)))),
        RECORD_OF_VECTOR((store, item, size) -> PVector.from(
                store, STANDARD, Collections.nCopies(size, new Box("box", vector(store, OBJECTS, item, 100))))),
        ATOM(ObjectCyclesTest::inAtom),
        LETTER(ObjectCyclesTest::sent),
        SCOPE(ObjectCyclesTest::scoped),
        VAVR_VECTOR(
                (store, item, size) -> dev.cairn.vavr.Vector.ofAll(others(size)).append(item)),
        VAVR_MAP((store, item, size) ->
                dev.cairn.vavr.HashMap.ofAll(others(size), o -> o, o -> o).put(item, item)),
        VAVR_SET((store, item, size) ->
                dev.cairn.vavr.HashSet.ofAll(others(size)).add(item));

        private final Making making;

        Kind(Making making) {
            this.making = making;
        }
    }

    /** A cycle that only its maker can reach. */
    private record Cycle(Kind kind, int size, Item item, Object collection) {
        @Override
        public String toString() {
            return kind + " of " + size;
        }
    }

    /** One that nobody can reach. */
    private record Dropped(String name, WeakReference<Item> item) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000})
    void aDroppedCycleIsGarbage(int size) {
        List<Store> all =
                Stream.generate(stores::open).limit(Kind.values().length).toList();
        List<Dropped> dropped = dropped(all, size);
        Reclaims.all(all); // a letter keeps its objects until its node is freed
        Canary.awaitCollection();
        assertEquals(
                List.of(),
                dropped.stream()
                        .filter(one -> !one.item.refersTo(null))
                        .map(Dropped::name)
                        .toList());
    }

    private static boolean holds(@Nullable Object holder, @Nullable Object item) {
        return switch (holder) {
            case Item _ -> holder == item;
            case Box box -> holds(box.content(), item);
            case PMap<?, ?> map -> holds(map.keys(), item) || holds(map.values(), item);
            case dev.cairn.vavr.HashMap<?, ?> map -> holds(map.values(), item);
            case Object[] array -> holds(List.of(array), item);
            case Iterable<?> all ->
                StreamSupport.stream(all.spliterator(), false).anyMatch(o -> holds(o, item));
            case null, default -> false;
        };
    }

    /** Makes a cycle of each kind, looks whether a collection leaves it as it is, and lets it go. */
    private static List<Dropped> dropped(List<Store> all, int size) {
        List<Cycle> cycles = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Item item = new Item();
            Object collection = kind.making.make(all.get(kind.ordinal()), item, size);
            item.refersTo = collection;
            cycles.add(new Cycle(kind, size, item, collection));
        }
        Canary.awaitCollection();
        for (Cycle cycle : cycles) {
            assertTrue(holds(cycle.collection, cycle.item), cycle::toString);
        }
        return cycles.stream()
                .map(cycle -> new Dropped(cycle.toString(), new WeakReference<>(cycle.item)))
                .toList();
    }

    /** What was taken off at the front is garbage, even if it refers to a version from which the queue was made. */
    @Test
    void aQueueForgetsWhatRefersToOlderVersions() {
        Store store = stores.open();
        WeakReference<Item> first = new WeakReference<>(new Item());
        PVector<Object> queue = PVector.empty(store, OBJECTS);
        for (int i = 0; i < 3_000; i++) {
            Item item = new Item();
            queue = queue.append(item);
            if (i % 1_000 == 0) { // not each: one would refer to the other back to the first
                item.refersTo = queue;
            }
            if (i == 0) {
                first = new WeakReference<>(item);
            }
            if (queue.size() > 200) {
                queue = queue.drop(1);
            }
        }
        Canary.awaitCollection();
        assertTrue(first.refersTo(null));
        assertTrue(holds(queue, queue.last()));
    }

    /** A builder, too, forgets what it replaced. */
    @Test
    void aBuilderForgetsWhatItReplaced() {
        Store store = stores.open();
        PVector.Builder<Object> builder = PVector.builder(store, OBJECTS);
        for (int i = 0; i < 100; i++) {
            builder.append(new Item());
        }
        WeakReference<Item> first = dropped(builder);
        for (int i = 0; i < 1_000; i++) {
            builder.update(7, new Item());
        }
        PVector<Object> built = builder.build(); // it keeps what it built last
        Canary.awaitCollection();
        assertTrue(first.refersTo(null));
        assertEquals(100, built.size());
    }

    private static WeakReference<Item> dropped(PVector.Builder<Object> builder) {
        Item item = new Item();
        item.refersTo = builder.update(7, item).build();
        return new WeakReference<>(item);
    }

    /** It is one object, whatever is in it: nobody goes through that, which may have no end. */
    @Test
    void anArrayThatContainsItself() {
        Store store = stores.open();
        Object[] array = new Object[2];
        array[0] = array;
        Object[] equal = array.clone();
        PVector<Object> vector = PVector.of(store, OBJECTS, array, "b").append(equal);
        PMap<Object, Object> map = PMap.empty(store, OBJECTS, OBJECTS).put(array, array);
        for (int round = 0; round < 2; round++) {
            assertSame(array, vector.get(0));
            assertEquals(2, vector.indexOf(equal));
            assertSame(array, map.get(array));
            assertEquals(false, map.containsKey(equal));
            PVector<PVector<Object>> outer = PVector.of(store, PVector.codec(OBJECTS), vector);
            assertEquals(vector, outer.foldedVersion().first());
            vector = vector.foldedVersion();
            map = map.foldedVersion();
        }
    }
}
