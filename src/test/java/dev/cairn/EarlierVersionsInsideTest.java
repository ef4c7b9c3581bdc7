package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collections that hold earlier versions of themselves. Their nodes form no circle, so that all are given back. */
@Order(StoreTest.COLLECTS)
class EarlierVersionsInsideTest extends StoreTest {
    private static final int LONG = 100;

    /** A record with a component of any type. */
    record Entry(String name, @Nullable Object previous) {}

    /** An object that stays on the heap. */
    private record Kept(Object previous) {}

    /** How an element holds a vector. */
    enum Way {
        ITSELF((store, vector) -> vector),
        IN_A_LIST((store, vector) -> List.of(vector)),
        IN_LISTS((store, vector) -> List.of(1, List.of("a", List.of(vector)))),
        IN_AN_ARRAY((store, vector) -> new Object[] {vector, vector}),
        IN_A_RECORD((store, vector) -> new Entry("entry", vector)),
        IN_A_VECTOR(
                (store, vector) -> PVector.of(store, Codec.standard(), vector).foldedVersion()),
        IN_A_SET((store, vector) ->
                PSet.<Object>empty(store, Codec.standard()).add(vector).foldedVersion()),
        IN_A_MAP((store, vector) -> PMap.<String, Object>empty(store, Codec.STRING, Codec.standard())
                .put("vector", vector)
                .foldedVersion());

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final BiFunction<Store, PVector<Object>, Object> element;

        Way(BiFunction<Store, PVector<Object>, Object> element) {
            this.element = element;
        }
    }

    private static PVector<Object> texts(Store store, int count) {
        Object[] texts = new Object[count];
        Arrays.setAll(texts, i -> "a text that is too long for a slot, number " + i);
        return PVector.from(store, Codec.standard(), Arrays.asList(texts)).foldedVersion();
    }

    /** From every fill of the tail, as the last element before the tail is full, in a full tail, and behind it. */
    @ParameterizedTest
    @EnumSource
    void appended(Setting setting) {
        Store store = stores.open(setting);
        for (Way way : Way.values()) {
            for (int count = 1100; count < 1100 + LONG / 2; count++) {
                appendItself(store, way, count);
            }
        }
        Holders.requireOnly(store, List.of());
    }

    private static void appendItself(Store store, Way way, int count) {
        PVector<Object> first = texts(store, count);
        PVector<Object> vector = first.append("short");
        for (int i = 0; i < 3; i++) {
            vector = vector.append(way.element.apply(store, vector)).append(i).foldedVersion();
        }
        for (int i = 0; i < LONG / 2; i++) {
            vector = vector.append("a text that is too long for a slot, behind it, number " + i);
        }
        vector = vector.append(way.element.apply(store, vector)).foldedVersion();
        assertEquals(count + 1 + 6 + LONG / 2 + 1, vector.size());
        assertEquals(first.last(), vector.get(count - 1));
        assertEquals(1, vector.get(count + 4));
        if (way == Way.ITSELF) {
            assertEquals(count + 1, ((PVector<?>) vector.get(count + 1)).size());
            assertEquals(vector.size() - 1, ((PVector<?>) vector.last()).size());
        }
    }

    /** Types that lead to elements of any type. */
    @ParameterizedTest
    @EnumSource
    void inElementsOfOneType(Setting setting) {
        Store store = stores.open(setting);
        PVector<Entry> entries = PVector.empty(store, Codec.record(Entry.class));
        PVector<PVector<Object>> rows = PVector.empty(store, PVector.codec(Codec.standard()));
        for (int i = 0; i < 2400; i++) {
            boolean isLast = i % 100 == 17 || i > 2300;
            entries = entries.append(new Entry("entry " + i, isLast ? entries.foldedVersion() : null));
            rows = rows.append(PVector.<Object>of(store, Codec.standard(), isLast ? rows.foldedVersion() : "none"));
        }
        assertEquals(2399, ((PVector<?>) entries.last().previous()).size());
        assertEquals(2399, ((PVector<?>) rows.last().get(0)).size());
        Holders.requireOnly(store, List.of(entries, rows));
    }

    /** Builders go on after they gave a version. */
    @ParameterizedTest
    @EnumSource
    void builtBehindABuiltVersion(Setting setting) {
        Store store = stores.open(setting);
        PVector.Builder<Object> builder = PVector.builder(store, Codec.standard());
        for (int i = 0; i < 1100; i++) {
            builder.append("a text that is too long for a slot, number " + i);
        }
        for (int i = 0; i < LONG; i++) {
            builder.append(builder.build()).append(i);
            if (i % 7 == 0) {
                builder.update(1100 - i, builder.build());
            }
        }
        assertEquals(LONG - 1, builder.build().last());
        builder = PVector.builder(store, Codec.standard());
        Holders.requireOnly(store, List.of());
        assertEquals(0, builder.size());
    }

    /** An object of the heap may hold the vector, too. */
    @ParameterizedTest
    @EnumSource(names = {"STANDARD_INHERITED", "TINY_INHERITED"})
    void inAnObjectOfTheHeap(Setting setting) {
        Store store = stores.open(setting);
        PVector<Object> vector = PVector.empty(store, Codec.object());
        for (int i = 0; i < 2200; i++) {
            vector = vector.append(i % 5 == 0 ? new Kept(vector.foldedVersion()) : "an object");
        }
        Kept last = (Kept) vector.get(2195);
        assertSame(last, vector.get(2195));
        assertEquals(2195, ((PVector<?>) last.previous).size());
        last = new Kept("");
        vector = PVector.empty(store, Codec.object());
        Holders.requireOnly(store, List.of(vector));
        assertEquals("", last.previous());
    }

    /** Vectors, maps and sets that hold each other, in any order of edits and drops. */
    @ParameterizedTest
    @EnumSource
    void inAnyOrder(Setting setting) {
        Store store = stores.open(setting);
        for (int seed = 0; seed < 4; seed++) {
            mix(store, new Random(seed));
        }
        Holders.requireOnly(store, List.of());
    }

    private static void mix(Store store, Random random) {
        List<PVector<Object>> vectors = new ArrayList<>(List.of(texts(store, 1100), texts(store, 1130)));
        List<PMap<Object, Object>> maps =
                new ArrayList<>(List.of(PMap.empty(store, Codec.standard(), Codec.standard())));
        for (int step = 0; step < 300; step++) {
            Object any = random.nextInt(3) == 0
                    ? maps.get(random.nextInt(maps.size()))
                    : random.nextBoolean()
                            ? vectors.get(random.nextInt(vectors.size()))
                            : "text of some length, " + step;
            Object element = random.nextInt(4) == 0 ? new Entry("step " + step, any) : any;
            PVector<Object> vector = vectors.get(random.nextInt(vectors.size()));
            PMap<Object, Object> map = maps.get(random.nextInt(maps.size()));
            switch (random.nextInt(7)) {
                case 0 -> vectors.add(vector.update(random.nextInt(vector.size()), element));
                case 1 -> vectors.add(vector.insert(random.nextInt(vector.size()), element));
                case 2 -> vectors.add(vector.prepend(element));
                case 3 ->
                    vectors.add(vector.concat(vectors.get(random.nextInt(vectors.size())))
                            .slice(40, 1140));
                case 4 -> maps.add(map.put(step % 50, element));
                default -> {
                    for (int i = random.nextInt(40); i >= 0; i--) {
                        vector = vector.append(random.nextBoolean() ? element : i);
                    }
                    vectors.add(vector);
                }
            }
            if (vectors.size() > 6) {
                vectors.remove(random.nextInt(vectors.size()));
            }
            if (maps.size() > 4) {
                maps.remove(random.nextInt(maps.size()));
            }
        }
    }
}
