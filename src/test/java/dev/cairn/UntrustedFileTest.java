package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not trusted is copied and checked. The file stays as it is. */
class UntrustedFileTest {
    private static final StoreOptions OPTIONS = StoreOptions.defaults().maxBytes(16L << 20);
    private static final StoreOptions UNTRUSTED = StoreOptions.defaults().untrusted(true);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCopyHasAllAtomsAndCanBeChanged(boolean isTiny) throws IOException {
        Path path = directory.resolve("a.store");
        try (Store store = Store.open(path, isTiny ? OPTIONS.geometry(Geometry.tiny()) : OPTIONS)) {
            ManyKinds.fill(store, 100);
        }
        byte[] before = Files.readAllBytes(path);
        FileTime changed = Files.getLastModifiedTime(path);
        Files.delete(directory.resolve("a.store.lock"));
        try (Store copy = Store.open(path, UNTRUSTED)) {
            assertEquals(Optional.empty(), copy.path());
            assertEquals(ManyKinds.names(), copy.atomNames());
            copy.verify();
            for (String name : ManyKinds.names()) {
                ManyKinds.read(ManyKinds.changed(ManyKinds.atom(copy, name).get(), new Random(1)));
            }
            copy.verify();
            copy.<LongVector>atom("longs").updateAndGet(all -> all.append(5));
            copy.checkpoint(directory.resolve("an.image"));
            try (Store again = Store.restore(directory.resolve("an.image"))) {
                again.verify();
                for (String name : ManyKinds.names()) {
                    assertEquals(
                            String.valueOf(ManyKinds.atom(copy, name).get().hashCode()),
                            String.valueOf(ManyKinds.atom(again, name).get().hashCode()),
                            name);
                }
            }
        }
        assertArrayEquals(before, Files.readAllBytes(path));
        assertEquals(changed, Files.getLastModifiedTime(path));
        assertFalse(Files.exists(directory.resolve("a.store.lock")));
    }

    /** Only the elements know whether they are equal, so this is found when they are read. */
    @Test
    void aSetWithEqualElementsIsNoValue() throws IOException {
        Path path = directory.resolve("a.store");
        try (Store store = Store.open(path, OPTIONS)) {
            store.atom("sets", PVector.of(store, Codec.standard(), Set.of("left", "lift")));
        }
        String all = Files.readString(path, StandardCharsets.ISO_8859_1);
        Files.writeString(path, all.replace("left", "lift"), StandardCharsets.ISO_8859_1);
        try (Store copy = Store.open(path, UNTRUSTED)) {
            PVector<Object> sets = copy.<PVector<Object>>atom("sets").get();
            assertTrue(assertThrows(CodecException.class, () -> sets.get(0))
                    .getMessage()
                    .contains("finds two keys equal"));
            copy.verify();
        }
    }

    @Test
    void noDamageDoesHarm() throws IOException {
        DamagedFile files =
                new DamagedFile(directory, OPTIONS.seed(11).maxBytes(4L << 20).geometry(Geometry.tiny()), 20);
        for (int seed = 0; seed < 200; seed++) {
            files.run(seed);
        }
        assertTrue(files.ends.getOrDefault("refused", 0) > 40, files.ends::toString);
        assertTrue(files.ends.getOrDefault("sound", 0) > 40, files.ends::toString);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noDamageDoesHarmForALongTime(boolean isTiny) throws IOException {
        StoreOptions options = OPTIONS.seed(11).maxBytes(4L << 20);
        DamagedFile files =
                new DamagedFile(directory, isTiny ? options.geometry(Geometry.tiny()) : options, isTiny ? 20 : 40);
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("cairn.soak.seconds", 600)).toNanos();
        for (long seed = Long.getLong("cairn.soak.seed", 1_000); System.nanoTime() < end; seed++) {
            files.run(seed);
        }
        assertFalse(files.ends.isEmpty());
    }
}
