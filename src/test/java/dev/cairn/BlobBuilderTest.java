package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.internal.trie.blob.BlobCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blobs that are appended to. */
@Tag("besideQuiet")
@net.jqwik.api.Tag("besideQuiet")
class BlobBuilderTest extends StoreTest {
    @Property(tries = 100)
    void whatWasBuiltStaysAsItWas(@ForAll Setting setting, @ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Store store = stores.shared(setting);
        Blob.Builder builder = Blob.builder(store);
        BitText bits = new BitText("");
        List<Blob> built = new ArrayList<>();
        List<BitText> expected = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            bits = bits.concat(append(builder, store, random));
            assertEquals(bits.length(), builder.length());
            if (random.nextBoolean()) {
                built.add(builder.build());
                expected.add(bits);
            }
        }
        for (int i = 0; i < built.size(); i++) {
            assertArrayEquals(expected.get(i).bytes(), built.get(i).toByteArray());
            assertEquals(expected.get(i).length(), built.get(i).length());
            BlobCheck.pieces(built.get(i).base());
        }
    }

    private static BitText append(Blob.Builder builder, Store store, Random random) throws IOException {
        byte[] bytes = new byte[random.nextInt(random.nextInt(8) == 0 ? 10_000 : 50)];
        random.nextBytes(bytes);
        BitText some = BitText.random(random, random.nextInt(65));
        switch (random.nextInt(6)) {
            case 0 -> builder.appendAll(bytes);
            case 1 -> builder.appendAll(new ByteArrayInputStream(bytes));
            case 2 -> builder.append(Blob.from(store, bytes));
            case 3 -> {
                long value = random.nextLong();
                builder.appendLong(value);
                return new BitText(
                        String.format("%64s", Long.toBinaryString(value)).replace(' ', '0'));
            }
            case 4 -> {
                builder.append(some.blob(store, random));
                return some;
            }
            default -> {
                builder.appendBits(some.number(0, some.length()), some.length());
                return some;
            }
        }
        return BitText.of(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "127, 7f", "128, 8100", "2023, 8f67", "16383, ff7f", "-1, 81ffffffffffffffff7f"})
    void numbersAreKimNumbers(long value, String expected) {
        Blob blob = Blob.builder(stores.open()).appendKim(value).build();
        assertEquals(expected, HexFormat.of().formatHex(blob.toByteArray()));
    }

    @Test
    void textIsUtf8AndHalfACharacterIsRefused() {
        Blob.Builder builder = Blob.builder(stores.open()).appendText("aé€😀");
        var e = assertThrows(IllegalArgumentException.class, () -> builder.appendText("ab\uD83D"));
        assertEquals("U+D83D, an unpaired surrogate, at code point 2", e.getMessage());
        assertEquals(
                "61c3a9e282acf09f9880", HexFormat.of().formatHex(builder.build().toByteArray()));
    }

    @Test
    void itIsConfinedToItsThread() {
        Blob.Builder builder = Blob.builder(stores.open());
        assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(() -> builder.appendBit(true)));
        assertThrows(WrongThreadException.class, () -> MisuseTest.elsewhere(builder::build));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.appendBits(0, 65));
        assertThrows(IndexOutOfBoundsException.class, () -> builder.appendBits(0, -1));
        assertEquals(0, builder.build().length());
    }

    @Test
    void aStreamThatFailsLosesNothingThatCameBeforeIt() {
        Store store = stores.open();
        Blob.Builder builder = Blob.builder(store).appendText("before");
        var failing = new ByteArrayInputStream(new byte[0]) {
            @Override
            public int read(byte[] target) throws IOException {
                throw new IOException("planted");
            }
        };
        assertThrows(IOException.class, () -> builder.appendAll(failing));
        assertEquals(6, builder.appendAll(new byte[0]).build().byteLength());
    }

    @Test
    void aStoreThatIsFullLosesNothing() {
        Store store = stores.open(StoreOptions.defaults().maxBytes(4 << 20).geometry(Geometry.tiny()));
        Blob.Builder builder = Blob.builder(store).appendAll(new byte[1 << 20]).appendBits(5, 3);
        byte[] tooMuch = new byte[8 << 20];
        assertThrows(StoreFullException.class, () -> Blob.from(store, tooMuch));
        assertThrows(StoreFullException.class, () -> builder.appendAll(new ByteArrayInputStream(tooMuch)));
        store.verify();
        Blob some = builder.build();
        assertEquals(5, some.getBits(8L << 20, 3));
        assertEquals(0, some.slice((8L << 20) + 3, some.length()).indexOf(new byte[20], 0));
        BlobCheck.pieces(some.base());
    }
}
