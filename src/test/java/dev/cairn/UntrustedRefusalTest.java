package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.StoreFileException.Problem;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are not trusted and can't be copied: a named exception says where they are damaged. */
class UntrustedRefusalTest {
    private static final StoreOptions OPTIONS =
            StoreOptions.defaults().maxBytes(4L << 20).seed(5);
    private static final StoreOptions UNTRUSTED = StoreOptions.defaults().untrusted(true);
    private static final String TEXT = "a text that does not fit into its slot, so it lies in a node";
    private static final int FRONTIER = 28;
    private static final int DESCRIPTORS = 192;
    private static final int SHAPES = 8192;
    private static final int SLABS = 65536;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void make() {
        path = directory.resolve("a.store");
        try (Store store = Store.open(path, OPTIONS)) {
            store.atom("texts", PVector.of(store, Codec.STRING, TEXT, "short"));
            store.atom("values", PVector.of(store, Codec.standard(), Thread.State.RUNNABLE, List.of(TEXT, 5)));
            store.atom("states", PVector.of(store, Codec.enumeration(Thread.State.class), Thread.State.NEW));
            store.atom("numbers", LongVector.from(store, new long[20_000]));
            store.atom("squares", squares(store));
            store.atom("nested", PVector.of(store, PVector.codec(Codec.STRING), PVector.of(store, Codec.STRING, TEXT)));
            store.atom("one blob", Blob.from(store, new byte[20_000]));
        }
    }

    private static PMap<Long, Long> squares(Store store) {
        PMap<Long, Long> squares = PMap.empty(store, Codec.LONG, Codec.LONG);
        for (long n = 1_000_000; n < 1_003_000; n++) {
            squares = squares.put(n, n * n);
        }
        return squares;
    }

    private StoreFileException refused(Problem problem, StoreOptions options) {
        var e = assertThrows(StoreFileException.class, () -> Store.open(path, options));
        assertEquals(problem, e.problem(), e.getMessage());
        assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        return e;
    }

    private void requireCopied(Path file) {
        try (Store copy = Store.open(file, UNTRUSTED)) {
            assertEquals(7, copy.atomNames().size());
            copy.verify();
        }
    }

    /** The bytes of a file, and where in it something is. */
    private record Bytes(ByteBuffer all) {
        int get(int at) {
            return all.getInt(at);
        }

        void set(int at, int value) {
            all.putInt(at, value);
        }

        int find(byte[] sought) {
            for (int at = SLABS; at < all.capacity() - sought.length; at++) {
                if (all.slice(at, sought.length).equals(ByteBuffer.wrap(sought))) {
                    return at;
                }
            }
            throw new AssertionError("not found");
        }

        /** The header of the version of an atom. */
        int header(String name) {
            return 16 * get(root(name) + 20);
        }

        int root(String name) {
            return find(name.getBytes(StandardCharsets.UTF_16LE)) - 36;
        }

        /** The first slot of the vector of an atom, whose elements can hold references or not. */
        int slot(String name, boolean bears) {
            return 16 * get(header(name) + 36) + (bears ? 32 : 16);
        }
    }

    private void change(Consumer<Bytes> change) throws IOException {
        byte[] all = Files.readAllBytes(path);
        change.accept(new Bytes(ByteBuffer.wrap(all).order(ByteOrder.nativeOrder())));
        Files.write(path, all);
    }

    record Damage(String name, String message, Consumer<Bytes> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                        new Damage("frontier", "slabs of", file -> file.set(FRONTIER, -5)),
                        new Damage("shape", "its shapes of slots are none", file -> file.set(SHAPES, 0x7FFF_7FFF)),
                        new Damage("slab", "slab 0 has the state", file -> file.set(SLABS, 77)),
                        new Damage("run", "begins a run of", file -> {
                            file.set(SLABS, 0xFFFE);
                            file.set(SLABS + 4, 50_000);
                        }),
                        new Damage(
                                "slab's head",
                                "says of itself",
                                file -> file.set(slab(file, file.header("numbers")), 7)),
                        new Damage(
                                "names",
                                "is a circle",
                                file -> file.set(file.root("nested") + 24, file.root("nested") / 16)),
                        new Damage(
                                "name",
                                "is a name of 5000 characters",
                                file -> file.set(file.root("nested") + 32, 5_000)),
                        new Damage(
                                "cell",
                                "is the beginning of no block",
                                file -> file.set(file.root("nested") + 20, 12_345)),
                        new Damage(
                                "descriptors",
                                "and must be a DESCRIPTOR",
                                file -> file.set(DESCRIPTORS, file.root("nested") / 16)),
                        new Damage(
                                "descriptor",
                                "in its list of types",
                                file -> file.set(16 * file.get(DESCRIPTORS) + 80, '#')),
                        new Damage(
                                "place of a descriptor's text",
                                "characters in a block of",
                                file -> file.set(16 * file.get(DESCRIPTORS) + 28, 1 << 20)),
                        new Damage(
                                "kind", "it has the type number 99", file -> file.set(file.header("nested") + 28, 99)),
                        new Damage(
                                "another kind",
                                "has slots of the shape",
                                file -> file.set(file.header("texts") + 28, file.get(file.header("numbers") + 28))),
                        new Damage(
                                "another family",
                                "has the nodes of a VECTOR",
                                file -> file.set(file.header("numbers") + 28, file.get(file.header("squares") + 28))),
                        new Damage(
                                "size",
                                "does not say what its vector has",
                                file -> file.set(file.header("numbers") + 40, -3)),
                        new Damage(
                                "length of a text",
                                "bytes in node",
                                file -> file.set(file.slot("texts", true) + 4, 5_000)),
                        new Damage(
                                "negative length",
                                "bytes, and refers to a node",
                                file -> file.set(file.slot("texts", true) + 4, 6)),
                        new Damage(
                                "node of a text",
                                "which is of the kind ROOT",
                                file -> file.set(file.slot("texts", true), file.root("one blob") / 16)),
                        new Damage(
                                "short text",
                                "something behind its value",
                                file -> file.set(file.slot("texts", true) + 24 + 20, 1)),
                        new Damage(
                                "tag",
                                "there are no values with the tag -1",
                                file -> file.set(file.slot("values", true) + 4, 0xFF)),
                        new Damage(
                                "object",
                                "stands for a Java object",
                                file -> file.set(file.slot("values", true) + 24 + 4, 42)),
                        new Damage(
                                "type of a constant",
                                "it has the type number 999",
                                file -> file.set(file.slot("values", true) + 12, 999)),
                        new Damage(
                                "constant",
                                "it has the constant 500 of",
                                file -> file.set(file.slot("values", true) + 8, 500)),
                        new Damage(
                                "packed value",
                                "that is none",
                                file -> file.set(16 * file.get(file.slot("values", true) + 24) + 16, -1)),
                        new Damage(
                                "enum",
                                "has 6 constants in the store",
                                file -> file.set(file.slot("states", false), 6)),
                        new Damage(
                                "nested",
                                "must be a collection of vector(string), and is of the kind ROOT",
                                file -> file.set(file.slot("nested", true), file.root("one blob") / 16)),
                        new Damage(
                                "circle",
                                "and in one with other elements",
                                file -> file.set(file.slot("nested", true), file.header("nested") / 16)),
                        new Damage("key", "has a key with the hash", UntrustedRefusalTest::changeKey),
                        new Damage(
                                "blob",
                                "does not say what its blob has",
                                file -> file.all().putLong(file.header("one blob") + 40, -8)))
                .map(Arguments::of);
    }

    private static int firstSlab(Bytes file) {
        int slabBytes = file.get(20);
        return (SLABS + 16 * file.get(24) + slabBytes - 1) / slabBytes * slabBytes;
    }

    /** The slab in which the byte {@code at} is. */
    private static int slab(Bytes file, int at) {
        int first = firstSlab(file);
        return at - (at - first) % file.get(20);
    }

    /** Changes a key in all nodes that have it; some of them are free. */
    private static void changeKey(Bytes file) {
        for (int at = SLABS; at < file.all().capacity() - 16; at += 8) {
            if (file.all().getLong(at) == 1_001_234 && file.all().getLong(at + 8) == 1_001_234L * 1_001_234) {
                file.set(at, 7);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("damages")
    void damageIsNamed(Damage damage) throws IOException {
        change(damage.change);
        var e = refused(Problem.DAMAGED, UNTRUSTED);
        assertTrue(e.getMessage().contains(damage.message), e.getMessage());
    }

    @Test
    void aFileThatIsCutIsRefused() throws IOException {
        byte[] all = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(all, 200_000));
        assertTrue(refused(Problem.TRUNCATED, UNTRUSTED).getMessage().contains("200000 bytes"));
        Files.write(path, new byte[100]);
        refused(Problem.NOT_A_STORE, UNTRUSTED);
        Files.write(path, new byte[0]);
        refused(Problem.NOT_A_STORE, UNTRUSTED);
    }

    /** A file of which only the content in use is there is not cut. */
    @Test
    void aFileMayEndBehindItsContent() throws IOException {
        byte[] all = Files.readAllBytes(path);
        Bytes file = new Bytes(ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()));
        Files.write(path, Arrays.copyOf(all, firstSlab(file) + file.get(FRONTIER) * file.get(20)));
        requireCopied(path);
    }

    @Test
    void noMoreIsCopiedThanIsAllowed() {
        var e = refused(Problem.OTHER_OPTIONS, UNTRUSTED.maxBytes(1L << 20));
        assertTrue(e.getMessage().contains("at most 1048576 may be copied"), e.getMessage());
    }

    @Test
    void aFileThatSomebodyWritesIsRefused() {
        try (Store store = Store.open(path, OPTIONS)) {
            assertTrue(refused(Problem.IN_USE, UNTRUSTED).getMessage().contains("in this process already"));
            store.verify();
        }
        try (Store _ = Store.openReadOnly(path)) {
            requireCopied(path);
        }
        try (Store _ = Store.open(path, UNTRUSTED)) {
            Store.open(path, OPTIONS).close();
        }
    }

    @Test
    void whatIsNoFileIsRefused() {
        path = directory.resolve("missing");
        refused(Problem.NOT_ACCESSIBLE, UNTRUSTED);
        path = directory;
        refused(Problem.NOT_A_STORE, UNTRUSTED);
    }

    @Test
    void aFileOfOthersCanBeCopied() throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        refused(Problem.NOT_PRIVATE, OPTIONS);
        requireCopied(path);
        Path link = Files.createSymbolicLink(directory.resolve("link"), path);
        requireCopied(link);
    }

    @Test
    void aCopyIsNotOpenedForReadingOnly() {
        var e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(path, UNTRUSTED));
        assertEquals(Problem.OTHER_OPTIONS, e.problem());
        assertTrue(e.getMessage().contains("Store.open(path, options)"), e.getMessage());
    }
}
