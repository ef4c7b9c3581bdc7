package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.ImageProgramTest.Program;
import dev.cairn.codec.Codec;
import dev.cairn.internal.image.ForgedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose nodes somebody changed on purpose, with right checksums: a store of it is sound, or there is none. */
class ForgedImageTest {
    private static final int FORGED = 300;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aForgedImageIsRefusedOrItsStoreIsSound(Setting setting) throws IOException {
        StoreOptions options = setting.options().maxBytes(4L << 20);
        Path image = directory.resolve("an.image");
        Random random = new Random(13);
        try (Store store = Store.inMemory(options)) {
            Program program = new Program(store, random);
            for (int i = 0; i < 40; i++) {
                program.step();
            }
            store.checkpoint(image);
        }
        int refused = refused(image, random, forged -> {
            try (Store restored = Store.restore(forged, options)) {
                restored.verify();
                restored.atomNames().forEach(restored::removeAtom);
                restored.reclaim();
                restored.verify();
                assertEquals(
                        0,
                        restored.stats()
                                .byKind()
                                .getOrDefault("header", new StoreStats.NodeStats(0, 0))
                                .nodes());
            }
        });
        assertTrue(refused > FORGED / 20, refused + " were refused");
    }

    /** The bytes of elements are checked, too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allThatIsRestoredCanBeUsed(boolean isTiny) throws IOException {
        StoreOptions options =
                StoreOptions.defaults().maxBytes(4L << 20).seed(3).portable(true);
        Path image = directory.resolve("an.image");
        Random random = new Random(17);
        try (Store store = Store.inMemory(isTiny ? options.geometry(Geometry.tiny()) : options)) {
            ManyKinds.fill(store, 20);
            store.checkpoint(image);
        }
        int refused = refused(image, random, forged -> {
            try (Store restored = Store.restore(forged)) {
                DamagedFile.use(restored, random);
            }
        });
        assertTrue(refused > FORGED / 4, refused + " were refused"); // an image has bytes, too, that no version uses
    }

    /** Forges {@code image} in many ways, and lets {@code use} restore each. Returns how many were refused. */
    private int refused(Path image, Random random, Consumer<Path> use) throws IOException {
        Path forged = directory.resolve("forged.image");
        byte[] whole = Files.readAllBytes(image);
        int refused = 0;
        for (int i = 0; i < FORGED; i++) {
            byte[] bytes = whole.clone();
            ForgedImage.forge(bytes, random);
            Files.write(forged, bytes);
            try {
                use.accept(forged);
            } catch (StoreFileException e) {
                refused++;
                assertEquals(StoreFileException.Problem.DAMAGED, e.problem(), e::toString);
            }
        }
        return refused;
    }

    /** A small set whose texts fit their slots is packed into a node, though slots of texts can hold references. */
    @Test
    void aSmallSetOfTextsCanBeAnElement() {
        Path image = directory.resolve("an.image");
        try (Store store = Store.inMemory()) {
            PVector<PSet<String>> sets = PVector.of(
                    store,
                    PSet.codec(Codec.STRING),
                    PSet.of(store, Codec.STRING, "a", "b"),
                    PSet.of(store, Codec.STRING, "some text", "other"));
            store.atom("sets", sets);
            store.checkpoint(image);
            try (Store restored = Store.restore(image)) {
                assertEquals(
                        sets.asList(),
                        restored.<PVector<PSet<String>>>atom("sets").get().asList());
                restored.verify();
            }
        }
    }

    /** A version can be an element of a later version, with which it shares a leaf. That is no circle. */
    @Test
    void aVersionMayBeAnElementOfALaterOne() {
        Path image = directory.resolve("an.image");
        try (Store store = Store.inMemory(StoreOptions.defaults().portable(true))) {
            PVector<Object> vector = PVector.empty(store, Codec.standard());
            for (int i = 0; i < 3_000; i++) {
                vector = vector.append(i);
            }
            PVector<Object> more = vector.append(vector).append(vector.take(2_000));
            more = more.append(more);
            store.atom("versions", more);
            store.checkpoint(image);
            try (Store restored = Store.restore(image)) {
                PVector<Object> found = restored.atom("versions", PVector.empty(restored, Codec.standard()))
                        .get();
                assertEquals(more.size(), found.size());
                assertEquals(more.asList(), found.asList());
                restored.verify();
            }
        }
    }
}
