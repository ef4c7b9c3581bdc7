package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Versions as nodes, in a store in a file. */
@Tag("noNative")
class StoredVersionFileTest extends ReaderCase {
    private static StoredVersion stored(Version version) {
        return StoredBridge.get().stored(version);
    }

    private static LongVector numbers(Store store, int size) {
        return LongVector.from(store, LongStream.range(0, size));
    }

    private static long sum(StoredVersion stored, LongVector like) {
        return NestedCodec.of(like).make(stored.core(), stored.header(), null).sum();
    }

    @Test
    void aClosedFileIsNamed() {
        Store store = write();
        StoredVersion stored = stored(numbers(store, 100));
        store.close();
        assertThrows(StoreClosedException.class, stored::check);
        stored.close();
        opened.clear();
        assertNull(write().stats().byKind().get("leaf"));
    }

    @Test
    void aReaderReadsWhatIsInAnAtom() {
        Store store = write();
        Atom<LongVector> atom = store.atom("numbers", numbers(store, 5000));
        Store reader = read();
        try (StoredVersion stored = stored(reader.<LongVector>atom("numbers").get())) {
            atom.set(numbers(store, 1));
            store.reclaim();
            assertEquals(5000L * 4999 / 2, sum(stored, LongVector.empty(reader)));
        }
        LongVector nowhere = LongVector.empty(reader);
        assertThrows(ReadOnlyStoreException.class, () -> stored(nowhere));
        store.removeAtom("numbers");
    }
}
