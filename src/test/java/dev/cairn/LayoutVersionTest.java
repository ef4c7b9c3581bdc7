package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.StoreFileException.Problem;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that an older version of the library wrote, and files with features of later ones. */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is all of its array
class LayoutVersionTest extends FileCase {
    private final DocumentTables document = DocumentTables.read("layout.md");
    private final StoreOptions alone = StoreOptions.defaults().exclusive(true);

    /** A file of version 1 of the layout: what was written with the library as it was before version 2. */
    @BeforeEach
    void unpack() throws IOException {
        try (InputStream packed = LayoutVersionTest.class.getResourceAsStream("/layout/version-1.store.gz");
                InputStream file = new GZIPInputStream(Objects.requireNonNull(packed))) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(path, file.readAllBytes());
        }
    }

    private ByteBuffer bytes() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int at(String name) {
        return (int) document.at("The superblock", name);
    }

    private int version() {
        return bytes().getInt(at("version"));
    }

    private void change(boolean isSummed, Consumer<ByteBuffer> change) throws IOException {
        ByteBuffer all = bytes();
        change.accept(all);
        if (isSummed) {
            CRC32C crc = new CRC32C();
            crc.update(all.slice(0, 28));
            crc.update(all.slice(32, 8));
            crc.update(all.slice(44, 36));
            all.putInt(at("crc"), (int) crc.getValue());
        }
        Files.write(path, all.array());
    }

    private static void requireContent(Store store) {
        assertEquals(
                LongStream.range(0, 1_001)
                        .map(i -> i < 100 ? i : i == 100 ? -1 : i - 1)
                        .boxed()
                        .toList(),
                store.atom("longs", LongVector.empty(store)).get().asList());
        PMap<String, Long> words =
                store.atom("words", PMap.empty(store, Codec.STRING, Codec.LONG)).get();
        assertEquals(300, words.size());
        assertEquals(299L, words.get("word " + "x".repeat(29) + 299));
        PVector<LongVector> rows =
                store.atom("rows", PVector.empty(store, LongVector.codec())).get();
        assertEquals(49, rows.get(49).size());
        assertEquals(
                List.of(TimeUnit.DAYS, TimeUnit.SECONDS),
                store.atom("units", PVector.empty(store, Codec.enumeration(TimeUnit.class)))
                        .get()
                        .asList());
        PVector<Object> values =
                store.atom("values", PVector.empty(store, Codec.standard())).get();
        assertEquals(List.of(1, "two", List.of(3L)), values.asList().subList(0, 3));
        assertEquals(List.of(4L, 5L), ((LongVector) values.get(3)).asList());
        assertEquals(TimeUnit.HOURS, values.get(4));
        assertEquals(
                "a blob of version 1",
                new String(
                        store.atom("blob", Blob.from(store, new byte[0])).get().toByteArray(),
                        StandardCharsets.ISO_8859_1));
        if (!store.isReadOnly()) {
            store.verify();
        }
    }

    private void requireTypes() {
        LayoutValues values = new LayoutValues(LayoutBytes.of(bytes()), document);
        assertEquals(2, values.reader.u32(values.reader.superblock("version")));
        assertEquals(1_001, ((List<?>) values.atom("longs")).size());
        assertEquals(49, ((List<?>) ((List<?>) values.atom("rows")).get(49)).size());
        assertEquals(299L, ((Map<?, ?>) values.atom("words")).get("word " + "x".repeat(29) + 299));
        new LayoutSlabs(values.reader, document); // checks where slab 0 begins
    }

    @Test
    void whoReadsAFileOfVersion1LeavesItAsItIs() {
        assertEquals(1, version());
        ByteBuffer before = bytes();
        try (Store store = Store.openReadOnly(path)) {
            requireContent(store);
        }
        assertEquals(before, bytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWritesAFileOfVersion1AloneMakesItOneOfVersion2(boolean isExclusive) {
        StoreOptions options = StoreOptions.defaults().exclusive(isExclusive);
        try (Store store = Store.open(path, options)) {
            requireContent(store);
        }
        assertEquals(2, version());
        requireTypes();
        try (Store store = Store.open(path, options)) {
            requireContent(store);
            store.atom("more", PMap.empty(store, Codec.INT, Codec.STRING).put(1, "one"));
        }
        try (Store store = Store.openReadOnly(path)) {
            requireContent(store);
        }
        assertEquals(Map.of(1, "one"), new LayoutValues(LayoutBytes.of(bytes()), document).atom("more"));
    }

    @Test
    void aFileThatOthersReadStaysOfVersion1() throws IOException {
        try (Store reader = Store.openReadOnly(path)) {
            try (Store store = Store.open(path, alone)) {
                requireContent(store);
                store.atom("more", PSet.of(store, Codec.CHAR, 'a', 'b'));
                assertEquals(1, version());
                store.verify();
            }
            requireContent(reader);
            assertEquals(
                    2, reader.atom("more", PSet.empty(reader, Codec.CHAR)).get().size());
        }
        assertEquals(1, version());
        try (Store store = Store.open(copy(), alone)) {
            requireContent(store);
        }
        requireTypes();
        assertEquals(java.util.Set.of('a', 'b'), new LayoutValues(LayoutBytes.of(bytes()), document).atom("more"));
    }

    /** Then all of it can be used as before. */
    @Test
    void aFullFileStaysOfVersion1() throws IOException {
        Codec<String> named = Codec.ofBytes(String::getBytes, String::new).named("n".repeat(8_000));
        try (Store reader = Store.openReadOnly(path);
                Store store = Store.open(path, alone)) {
            assertTrue(reader.isReadOnly());
            store.atom("named", PVector.of(store, named, "a")); // its descriptor takes several slabs
            assertThrows(StoreFullException.class, () -> {
                for (int i = 0; true; i++) {
                    store.atom("slab " + i, Blob.from(store, new byte[2_100]));
                }
            });
        }
        try (Store store = Store.open(copy(), alone)) {
            requireContent(store);
            assertEquals(1, version());
            store.atomNames().stream()
                    .filter(name -> name.startsWith("slab "))
                    .toList()
                    .forEach(store::removeAtom);
        }
        try (Store store = Store.open(path, alone)) {
            requireContent(store);
            assertEquals(
                    "a", store.atom("named", PVector.empty(store, named)).get().get(0));
        }
        requireTypes();
    }

    @Test
    void anErrorLeavesAFileOfVersion1() throws IOException {
        OutOfMemoryError error = new OutOfMemoryError("as a test wants it");
        try (Store reader = Store.openReadOnly(path);
                Store store = Store.open(path, alone)) {
            assertTrue(reader.isReadOnly());
            for (int n = 1; n < 6; n++) {
                store.core().allocator().failAt(n, error);
                assertSame(
                        error,
                        assertThrows(
                                OutOfMemoryError.class, () -> store.memory().renew(store.core())));
                store.core().allocator().failAt(0);
                requireContent(store);
            }
            assertEquals(1, version());
        }
        try (Store store = Store.open(copy(), alone)) {
            requireContent(store);
        }
        requireTypes();
    }

    /** A copy, which nobody uses: the reader of a file is one as long as its versions are reachable. */
    private Path copy() throws IOException {
        path = Files.copy(path, directory.resolve("copy.store"), StandardCopyOption.COPY_ATTRIBUTES);
        return path;
    }

    @Test
    void anUntrustedFileOfVersion1IsCopied() {
        try (Store store = Store.open(path, StoreOptions.defaults().untrusted(true))) {
            requireContent(store);
            assertEquals(2, new LayoutReader(StoreBytes.of(store), document).u32(at("version")));
            assertEquals(1_001, ((List<?>) new LayoutValues(StoreBytes.of(store), document).atom("longs")).size());
        }
        assertEquals(1, version());
    }

    @Test
    void whoWasKilledWhileItMadeAFileOneOfVersion2() throws IOException {
        try (Store store = Store.open(path, alone)) {
            requireContent(store);
        }
        // before the superblock was changed: descriptors of version 2 in a file of version 1
        change(true, file -> file.putInt(at("version"), 1).putLong(at("firstSlab"), 0));
        try (Store store = Store.openReadOnly(path)) {
            requireContent(store);
        }
        try (Store store = Store.open(path, StoreOptions.defaults().untrusted(true))) {
            requireContent(store);
        }
        try (Store store = Store.open(copy(), alone)) {
            requireContent(store);
        }
        requireTypes();
        // between the version and the checksum
        change(true, file -> file.putInt(at("version"), 1));
        change(false, file -> file.putInt(at("version"), 2));
        try (Store store = Store.open(path, alone)) {
            requireContent(store);
        }
    }

    private void refused(Problem problem, String message) {
        var e = assertThrows(StoreFileException.class, () -> Store.open(path));
        assertEquals(problem, e.problem(), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void featuresOfLaterVersions() throws IOException {
        try (Store store = Store.open(path, alone)) {
            requireContent(store);
        }
        byte[] all = bytes().array();
        change(false, file -> file.putInt(at("looseFeatures"), 0x80));
        try (Store store = Store.open(path)) {
            requireContent(store);
        }
        assertEquals(0x80, bytes().getInt(at("looseFeatures")), "it stays");
        Files.write(path, all);
        change(false, file -> file.putInt(at("writerFeatures"), 0x80));
        refused(Problem.OTHER_LAYOUT, "80");
        try (Store store = Store.openReadOnly(path)) {
            requireContent(store);
        }
        Files.write(path, all);
        change(true, file -> file.putInt(at("features"), 0x80));
        refused(Problem.OTHER_LAYOUT, "80");
        assertThrows(StoreFileException.class, () -> Store.openReadOnly(path));
        Files.write(path, all);
        change(true, file -> file.putInt(at("version"), 3));
        refused(Problem.OTHER_LAYOUT, "3");
        Files.write(path, all);
        change(false, file -> file.putLong(at("firstSlab"), 4096));
        refused(Problem.DAMAGED, "slab 0");
    }
}
