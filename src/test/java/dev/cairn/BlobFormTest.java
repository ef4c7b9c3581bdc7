package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blobs in streams of Java's serialization. */
@Tag("besideQuiet")
class BlobFormTest extends StoreTest {
    private static final int BYTES = 300_000;

    private final Store store = stores.open(Setting.STANDARD_INHERITED);

    @AfterAll
    static void theStandardStoreIsSound() {
        Store.standard().verify();
    }

    private Blob blob(int bytes) {
        byte[] random = new byte[bytes];
        new Random(bytes).nextBytes(random);
        return Blob.from(store, random);
    }

    private static List<Blob> roundTrip(List<Blob> blobs, int most) throws IOException, ClassNotFoundException {
        byte[] bytes = Streams.write(out -> {
            for (Blob blob : blobs) {
                out.writeObject(blob);
            }
        });
        assertTrue(bytes.length <= most, () -> bytes.length + " bytes");
        List<Blob> read = new ArrayList<>();
        try (ObjectInputStream in = Streams.open(bytes)) {
            for (int i = 0; i < blobs.size(); i++) {
                read.add((Blob) in.readObject());
            }
        }
        return read;
    }

    @Test
    void whatIsReadIsEqualAndInTheStandardStore() throws IOException, ClassNotFoundException {
        Blob large = blob(BYTES);
        for (Blob blob : List.of(
                Blob.empty(store),
                blob(1),
                blob(100).slice(3, 77),
                large,
                large.slice(5, 2_000_001).concat(large).concat(large.slice(1, 100)))) {
            Blob read = Streams.roundTrip(blob);
            assertEquals(blob, read);
            assertSame(Store.standard(), read.store());
        }
    }

    @Test
    void whatTheyShareIsWrittenOnceAndSharedAgain() throws IOException, ClassNotFoundException {
        Blob large = blob(BYTES);
        Blob half = large.slice(3, 4L * BYTES);
        Blob turned = large.slice(4L * BYTES, 8L * BYTES).concat(half).concat(blob(2000));
        List<Blob> blobs = List.of(half, large, turned, large.slice(0, 9), turned.concat(turned));
        List<Blob> read = roundTrip(blobs, BYTES + 10_000);
        assertEquals(blobs, read);
        assertTrue(Sharing.between(read.get(1), read.get(2)).sharedBytes() >= BYTES);
        assertTrue(Sharing.retained(read.get(4)).bytes() < 2L * BYTES);
    }

    @Test
    void codecsAndCollectionsOfThemAreReadBack() throws IOException, ClassNotFoundException {
        assertEquals(Blob.codec(), Streams.roundTrip(Blob.codec()));
        PVector<Blob> blobs =
                PVector.of(store, Blob.codec(), blob(2000), blob(2000).slice(0, 9), blob(2001));
        assertEquals(blobs, Streams.roundTrip(blobs));
        PMap<Blob, Blob> map = PMap.empty(store, Blob.codec(), Blob.codec()).put(blob(5), blob(6));
        assertEquals(map, Streams.roundTrip(map));
    }

    @Test
    void aStreamThatIsCutShortIsRefused() throws IOException {
        Blob blob = blob(3000);
        byte[] bytes = Streams.write(out -> out.writeObject(blob));
        for (int length = bytes.length - 1; length > 0; length -= 97) {
            byte[] some = Arrays.copyOf(bytes, length);
            assertThrows(IOException.class, () -> {
                try (ObjectInputStream in = Streams.open(some)) {
                    in.readObject();
                }
            });
        }
    }
}
