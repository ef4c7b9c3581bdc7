package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.codec.Codec;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into a builder in an inner scope outlives that scope, however few elements there are. */
class BuilderAndInnerScopeTest extends StoreTest {
    private record Row(String name, LongVector values) {}

    private static final Codec<Row> ROWS = Codec.record(Row.class, Codec.STRING, LongVector.codec());

    private static LongVector row(Store store, int n) {
        return LongVector.of(store, 1, 2, n);
    }

    /** Writes {@code version} to the store, too. */
    private static <V extends Version> V saved(Codec<V> codec, V version) {
        return PVector.from(version.store(), codec, Collections.nCopies(70, version))
                .last();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 100})
    void ofVectors(int count) {
        Store store = stores.open();
        PVector.Builder<LongVector> rows = PVector.builder(store, LongVector.codec());
        PVector.Builder<Object> any = PVector.builder(store, Codec.standard());
        PVector.Builder<Row> records = PVector.builder(store, ROWS);
        rows.append(row(store, -1));
        any.append(1).append(2);
        try (Scope _ = store.scope()) {
            any.update(1, row(store, -1));
            for (int n = 0; n < count; n++) {
                rows.append(row(store, n));
                any.append(row(store, n));
                records.append(new Row("r", row(store, n)));
            }
        }
        PVector<LongVector> built = rows.append(row(store, -2)).build();
        assertEquals(row(store, count - 1), built.get(count));
        assertEquals(built, saved(PVector.codec(LongVector.codec()), built));
        assertEquals(row(store, -1), any.build().get(1));
        assertEquals(
                row(store, 0),
                saved(PVector.codec(Codec.standard()), any.build()).get(2));
        assertEquals(
                row(store, 0),
                saved(PVector.codec(ROWS), records.build()).get(0).values());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 100})
    void ofMaps(int count) {
        Store store = stores.open();
        PMap.Builder<LongVector, Row> rows = PMap.builder(store, LongVector.codec(), ROWS);
        PMap.Builder<Integer, Object> any = PMap.builder(store, Codec.INT, Codec.standard());
        any.put(-1, 7);
        try (Scope _ = store.scope()) {
            for (int n = 0; n < count; n++) {
                rows.put(row(store, n), new Row("r", row(store, n)));
                any.put(n, row(store, n)).put(1_000 + n, "x");
            }
        }
        any.put(-2, row(store, -2)).remove(0);
        PMap<LongVector, Row> built = rows.build();
        assertEquals(count, built.size());
        assertEquals(row(store, 0), built.get(row(store, 0)).values());
        assertEquals(built, saved(PMap.codec(LongVector.codec(), ROWS), built));
        PMap<Integer, Object> all = saved(PMap.codec(Codec.INT, Codec.standard()), any.build());
        assertEquals(2 * count + 1, all.size());
        assertEquals(row(store, -2), all.get(-2));
        assertEquals(count == 1 ? null : row(store, 1), all.get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 100})
    void ofSets(int count) {
        Store store = stores.open();
        PSet.Builder<Object> builder = PSet.builder(store, Codec.standard());
        try (Scope _ = store.scope()) {
            for (int n = 0; n < count; n++) {
                builder.add(row(store, n));
            }
        }
        PSet<Object> built = builder.build();
        assertEquals(count, built.size());
        assertEquals(built, saved(PSet.codec(Codec.standard()), built));
        assertEquals(true, built.contains(row(store, count - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20})
    void whatDiedBeforeIsRefusedAndTheBuilderGoesOn(int count) {
        Store store = stores.open();
        PMap.Builder<Integer, LongVector> builder = PMap.builder(store, Codec.INT, LongVector.codec());
        for (int n = 0; n < count; n++) {
            builder.put(n, row(store, n));
        }
        LongVector dead;
        try (Scope _ = store.scope()) {
            dead = row(store, 0);
        }
        LongVector lost = dead;
        assertThrows(IllegalStateException.class, () -> builder.put(0, lost));
        assertEquals(count, builder.build().size());
    }
}
