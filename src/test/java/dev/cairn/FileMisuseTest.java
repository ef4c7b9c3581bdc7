package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.StoreFileException.Problem;
import dev.cairn.internal.alloc.StoreHead;
import dev.cairn.internal.memory.FileProblem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that can't be opened as stores: a named exception with the path says why, and the file stays as it is. */
class FileMisuseTest extends FileCase {
    private static final StoreOptions OPTIONS = StoreOptions.defaults().maxBytes(4L << 20);

    private StoreFileException refused(Problem problem, Path file, StoreOptions options) {
        var e = assertThrows(StoreFileException.class, () -> Store.open(file, options));
        assertEquals(problem, e.problem(), e.getMessage());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertTrue(e.path().toString().startsWith(file.toAbsolutePath().toString()), e.path()::toString);
        return e;
    }

    private StoreFileException refused(Problem problem) {
        return refused(problem, path, OPTIONS);
    }

    private void make() {
        try (Store store = Store.open(path, OPTIONS)) {
            store.atom("numbers", LongVector.from(store, new long[20_000]));
        }
    }

    private void requireUsable() {
        try (Store store = Store.open(path, OPTIONS)) {
            assertEquals(
                    20_000, store.atom("numbers", LongVector.empty(store)).get().size());
            store.verify();
        }
    }

    @Test
    void aStoreIsOpenOnce() {
        make();
        try (Store store = Store.open(path, OPTIONS)) {
            var e = refused(Problem.IN_USE);
            assertTrue(e.getMessage().contains("in this process already"), e.getMessage());
            assertFalse(store.isClosed());
        }
        requireUsable();
    }

    @Test
    void aStoreIsOpenOnceBySymbolicLinksInTheDirectoryToo() throws IOException {
        make();
        Path other = Files.createSymbolicLink(directory.resolve("other"), directory);
        try (Store store = Store.open(path, OPTIONS)) {
            refused(Problem.IN_USE, other.resolve("a.store"), OPTIONS);
            assertFalse(store.isClosed());
        }
        requireUsable();
    }

    @Test
    void anotherProcessIsToldWhoHasIt() {
        make();
        try (Store store = Store.open(path, OPTIONS)) {
            String output = ChildJvm.run(List.of(), OpenOther.class, path.toString());
            assertTrue(output.contains("IN_USE"), output);
            assertTrue(output.contains("process " + ProcessHandle.current().pid()), output);
            store.verify();
            refused(Problem.IN_USE);
        }
        assertTrue(ChildJvm.run(List.of(), OpenOther.class, path.toString()).contains("opened"));
    }

    @Test
    void twoProcessesHaveItUnlessOneWantsItAlone() {
        make();
        try (Store _ = Store.open(path, OPTIONS)) {
            assertTrue(
                    ChildJvm.run(List.of(), OpenAsWell.class, path.toString()).contains("opened [numbers]"));
        }
        try (Store _ = Store.open(path, OPTIONS.exclusive(true))) {
            String output = ChildJvm.run(List.of(), OpenAsWell.class, path.toString());
            assertTrue(output.contains("IN_USE"), output);
            assertTrue(output.contains("exclusive(true)"), output);
        }
        requireUsable();
    }

    /** Opens the store named by its argument for itself alone. */
    static final class OpenOther {
        public static void main(String[] arguments) {
            OpenAsWell.open(arguments[0], StoreOptions.defaults().exclusive(true));
        }
    }

    /** Opens the store named by its argument, also if others have it. */
    static final class OpenAsWell {
        public static void main(String[] arguments) {
            open(arguments[0], StoreOptions.defaults());
        }

        private static void open(String path, StoreOptions options) {
            try (Store store = Store.open(Path.of(path), options)) {
                System.out.println("opened " + store.atomNames());
            } catch (StoreFileException e) {
                System.out.println(e.problem() + ": " + e.getMessage());
            }
        }
    }

    @Test
    void anotherClassLoaderIsTheSameProcess() throws Exception {
        make();
        try (Store store = Store.open(path, OPTIONS);
                URLClassLoader loader = another()) {
            Class<?> other = loader.loadClass("dev.cairn.Store");
            var open = other.getMethod("open", Path.class);
            var e = assertThrows(java.lang.reflect.InvocationTargetException.class, () -> open.invoke(null, path));
            assertEquals("dev.cairn.StoreFileException", e.getCause().getClass().getName());
            assertTrue(e.getCause().getMessage().contains("in this process already"), e.getCause()::getMessage);
            store.verify();
            assertTrue(ChildJvm.run(List.of(), OpenOther.class, path.toString()).contains("IN_USE"));
        }
    }

    /** A class loader that loads this library, and its tests, once more. */
    static URLClassLoader another() throws IOException {
        List<URL> urls = new java.util.ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(java.io.File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        urls.add(ChildJvm.placeOf(Store.class).toUri().toURL());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 256, 5_000, 70_000})
    void aFileThatIsNoStoreStaysAsItIs(int length) throws IOException {
        byte[] text = "some other file "
                .repeat(5_000)
                .substring(0, length)
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Files.write(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        refused(Problem.NOT_A_STORE);
        assertArrayEquals(text, Files.readAllBytes(path));
    }

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        make();
        requireUsable();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void whatAProcessLeftOfAStoreThatItMadeIsMadeAgain() throws IOException {
        Files.write(directory.resolve("a.store.new"), new byte[100]);
        make();
        requireUsable();
        assertFalse(Files.exists(directory.resolve("a.store.new")));
    }

    @Test
    void aSymbolicLinkIsRefused() throws IOException {
        make();
        Path link = Files.createSymbolicLink(directory.resolve("link"), path);
        refused(Problem.NOT_A_STORE, link, OPTIONS);
        Path lock = directory.resolve("b.store.lock");
        Files.createSymbolicLink(lock, directory.resolve("elsewhere"));
        assertThrows(StoreFileException.class, () -> Store.open(directory.resolve("b.store"), OPTIONS));
        assertFalse(Files.exists(directory.resolve("elsewhere")));
    }

    @Test
    void aDirectoryIsRefused() {
        refused(Problem.NOT_A_STORE, directory, OPTIONS);
        refused(Problem.NOT_ACCESSIBLE, directory.resolve("none/a.store"), OPTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
    void aFileThatOthersCanUseIsRefused(String permissions) throws IOException {
        make();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        assertTrue(refused(Problem.NOT_PRIVATE).getMessage().contains(permissions));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        requireUsable();
    }

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        make();
        byte[] all = Files.readAllBytes(path);
        for (int length : List.of(256, 65_536, 200_000)) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(length);
            }
            assertTrue(refused(Problem.TRUNCATED).getMessage().contains(length + " bytes"));
            assertEquals(length, Files.size(path));
        }
        Files.write(path, all);
        requireUsable();
    }

    private void patch(int offset, int value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder());
        bytes.putInt(offset, value);
        Files.write(path, bytes.array());
    }

    @Test
    void aDamagedHeadIsRefused() throws IOException {
        make();
        byte[] all = Files.readAllBytes(path);
        for (int offset : List.of(16, 20, 24, 32, 36, 48, 52, 56, 72, 80)) {
            int before = ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()).getInt(offset);
            patch(offset, before ^ 0x10);
            refused(Problem.DAMAGED);
            Files.write(path, all);
        }
        requireUsable();
    }

    @Test
    void aStoreOfAnotherVersionIsRefused() throws IOException {
        make();
        byte[] all = Files.readAllBytes(path);
        patch(8, 77);
        assertTrue(refused(Problem.OTHER_LAYOUT).getMessage().contains("77"));
        Files.write(path, all);
        patch(44, 2);
        refused(Problem.OTHER_LAYOUT);
        Files.write(path, all);
        ByteBuffer.wrap(all).putLong(0, Long.reverseBytes(ByteBuffer.wrap(all).getLong(0)));
        Files.write(path, all);
        assertTrue(refused(Problem.OTHER_LAYOUT).getMessage().contains("byte order"));
    }

    @Test
    void otherOptionsAreRefused() {
        make();
        StoreOptions defaults = StoreOptions.defaults();
        var e = refused(Problem.OTHER_OPTIONS, path, defaults.maxBytes(5L << 20));
        assertTrue(
                e.getMessage().contains((5L << 20) + "") && e.getMessage().contains((4L << 20) + ""), e.getMessage());
        refused(Problem.OTHER_OPTIONS, path, defaults.geometry(Geometry.tiny()));
        refused(Problem.OTHER_OPTIONS, path, defaults.seed(1));
        try (Store store = Store.open(path)) {
            assertEquals(4L << 20, store.options().maxBytes());
        }
        requireUsable();
    }

    @Test
    void aStoreThatWasOpenWhenTheSystemStoppedIsRefused() throws IOException {
        Path copy = directory.resolve("copy.store");
        make();
        try (Store store = Store.open(path, OPTIONS)) {
            assertFalse(store.isClosed());
            Files.copy(path, copy);
        }
        path = copy;
        patch(88, 12345);
        assertTrue(refused(Problem.SYSTEM_RESTARTED)
                .getMessage()
                .contains("process " + ProcessHandle.current().pid()));
        path = directory.resolve("a.store");
        patch(88, 12345); // it was closed
        requireUsable();
    }

    /** Some systems do not say when they were started. Then what was left open may be of another start. */
    @Test
    void aStoreThatWasOpenIsRefusedIfNobodyKnowsTheStartOfTheSystem() {
        StoreHead head = head(0);
        var e = assertThrows(FileProblem.class, () -> FileHead.requireSameBoot(path, head, 0));
        assertEquals(FileProblem.Reason.SYSTEM_RESTARTED, e.reason());
        assertTrue(String.valueOf(e.getMessage()).contains("does not say"), e.getMessage());
        assertThrows(FileProblem.class, () -> FileHead.requireSameBoot(path, head(0), 7));
        assertThrows(FileProblem.class, () -> FileHead.requireSameBoot(path, head(7), 0));
        FileHead.requireSameBoot(path, head(7), 7);
    }

    private static StoreHead head(long boot) {
        return new StoreHead(2, 5, 65_536, 4L << 20, 1, 1, false, false, false, 0, boot, 99);
    }

    @Test
    void aFileWithTwoNamesIsRefused() throws IOException {
        make();
        Path link = Files.createLink(directory.resolve("link.store"), path);
        for (Path name : List.of(path, link)) {
            assertTrue(
                    refused(Problem.SEVERAL_NAMES, name, OPTIONS).getMessage().contains("2 names"));
            var e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(name));
            assertEquals(Problem.SEVERAL_NAMES, e.problem());
        }
        Files.delete(link);
        requireUsable();
    }

    /** The locks stay with the old name. */
    @Test
    void aFileThatWasRenamedWhileItWasOpenIsRefused() throws IOException {
        make();
        Path renamed = directory.resolve("renamed.store");
        try (Store store = Store.open(path, OPTIONS)) {
            Files.move(path, renamed);
            if (Files.exists(Path.of("/proc/self/maps"))) {
                assertTrue(
                        refused(Problem.IN_USE, renamed, OPTIONS).getMessage().contains("another name"));
                var e = assertThrows(StoreFileException.class, () -> Store.openReadOnly(renamed));
                assertEquals(Problem.IN_USE, e.problem());
                String output = ChildJvm.run(List.of(), OpenOther.class, renamed.toString());
                assertTrue(output.contains("IN_USE") && output.contains("another name"), output);
            }
            assertFalse(store.isClosed());
        }
        path = renamed;
        requireUsable();
    }

    /** The packages below have names of their own for what is wrong; users see the same ones. */
    @Test
    void eachProblemHasOneName() {
        assertEquals(
                Stream.of(FileProblem.Reason.values()).map(Enum::name).toList(),
                Stream.of(Problem.values()).map(Enum::name).toList());
    }

    /** That the checksum is the documented one: of the bytes 0 to 28, 32 to 40, and 44 to 80. */
    @Test
    void theChecksumIsAsDocumented() throws IOException {
        make();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.nativeOrder());
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, 28);
        crc.update(bytes.array(), 32, 8);
        crc.update(bytes.array(), 44, 36);
        assertEquals((int) crc.getValue(), bytes.getInt(80));
    }
}
