package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions as nodes, for code that reads them where they lie. */
@Tag("noNative")
class StoredVersionTest extends StoreTest {
    private static StoredVersion stored(Version version) {
        return StoredBridge.get().stored(version);
    }

    /** The version that the header leads to. */
    private static <V extends Version> V again(StoredVersion stored, V like) {
        return NestedCodec.of(like).make(stored.core(), stored.header(), null);
    }

    private static LongVector numbers(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private static List<Version> versions(Store store) {
        List<Version> versions = new ArrayList<>();
        for (int size : new int[] {2, 3000}) {
            versions.addAll(Examples.versions(store, size, false));
            versions.addAll(Examples.vectors(store, size, true));
            versions.add(Blob.from(store, new byte[size]));
        }
        versions.add(LongVector.empty(store));
        versions.add(PMap.empty(store, Codec.LONG, Codec.STRING));
        versions.add(Blob.empty(store));
        versions.add(PVector.of(store, LongVector.codec(), numbers(store, 3), numbers(store, 2000)));
        return versions;
    }

    @ParameterizedTest
    @EnumSource
    void eachVersionHasAHeader(Setting setting) {
        Store store = stores.open(setting);
        for (Version version : versions(store)) {
            try (StoredVersion stored = stored(version)) {
                assertTrue(Header.isNode(stored.memory(), stored.header()), version::toString);
                assertEquals(version, again(stored, version));
                int label = NestedCodec.of(version).label(stored.core()).number();
                assertEquals(label, Labels.number(stored.memory(), stored.header()));
            }
        }
    }

    @Test
    void theNodesOutliveTheVersion() {
        Store store = stores.open();
        try (StoredVersion stored = stored(numbers(store, 5000))) {
            store.reclaim();
            assertEquals(
                    5000L * 4999 / 2, again(stored, LongVector.empty(store)).sum());
        }
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }

    @Test
    void theNodesOutliveTheScope() {
        Store store = stores.open();
        StoredVersion stored;
        try (var _ = store.scope()) {
            stored = stored(numbers(store, 5000));
        }
        store.reclaim();
        assertEquals(5000L * 4999 / 2, again(stored, LongVector.empty(store)).sum());
        stored.close();
    }

    @Test
    void anyThreadGivesBackAndMoreThanOnce() throws InterruptedException {
        Store store = stores.open();
        List<StoredVersion> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(stored(numbers(store, 100)));
        }
        Threads.run(4, thread -> all.forEach(StoredVersion::close));
        assertThrows(IllegalStateException.class, all.getFirst()::check);
        assertTrue(all.getFirst().isClosed());
        store.verify();
        all.clear();
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }

    @Test
    void oneThatIsForgottenIsGivenBack() {
        Store store = stores.open();
        for (int i = 0; i < 50; i++) {
            assertFalse(stored(numbers(store, 100)).isClosed());
        }
        store.reclaim();
        assertEquals(0, store.stats().liveNodes());
    }

    @Test
    void aClosedStoreIsNamed() {
        Store store = stores.open();
        LongVector version = numbers(store, 100);
        StoredVersion stored = stored(version);
        store.close();
        assertThrows(StoreClosedException.class, stored::check);
        assertThrows(StoreClosedException.class, () -> stored(version));
        stored.close();
    }
}
