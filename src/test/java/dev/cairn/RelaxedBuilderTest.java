package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builders that begin with a trie that is not regular. */
class RelaxedBuilderTest extends StoreTest {
    /** Cut at the left where a child of the root ends, and appended to until the root has no place left, the trie is regular again. */
    @ParameterizedTest
    @EnumSource
    void aTrieThatBecomesRegularAgain(Setting setting) {
        Store store = stores.open(setting.options().maxBytes(256L << 20));
        int b = setting.isTiny() ? 4 : 32;
        int child = b * b * b;
        int size = b * child + b;
        LongVector cut = LongVector.from(store, LongStream.range(0, size)).drop(child);
        LongVector.Builder builder = cut.toBuilder();
        builder.update(0, -1);
        builder.append(7);
        builder.update(b * b, -2);
        store.verify();
        for (int i = 0; i < child; i++) {
            builder.append(i);
            builder.update(i * 37 % builder.size(), i);
        }
        Holders held = Holders.of(List.of(cut), List.of(builder));
        held.collect(store);
        store.verify();
        LongVector built = builder.build();
        Sequences.requireSound(built);
        assertEquals(size - child + 1 + child, built.size());
        assertEquals(child, cut.get(0));
    }

    /** What a push leaves behind is given up at the next one, in a scope, too. */
    @ParameterizedTest
    @EnumSource
    void appendingManyKeepsOneTrieOnly(Setting setting) {
        Store store = stores.open(setting);
        try (Scope scope = store.scope()) {
            LongVector.Builder builder = LongVector.from(store, LongStream.range(0, 300)).insert(5, -1).toBuilder();
            for (int i = 0; i < 20_000; i++) {
                builder.append(i);
            }
            LongVector built = builder.build();
            assertEquals(20_301, built.size());
            store.reclaim();
            long nodes = Sharing.retained(built).nodes();
            assertEquals(true, store.stats().liveNodes() < nodes + 100, () -> nodes + " of " + store.stats());
            scope.keep(built);
        }
    }
}
