package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many checkpoints in a row, between random changes of many kinds; after each, a store that is restored has all. */
class ImageProgramTest {
    private static final String LONG_TEXT = "a text that is too long for its slot ";
    private static final int ROUNDS = 40;
    private static final int STEPS = 25;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void eachCheckpointHasAllVersions(Setting setting) throws Exception {
        Path image = directory.resolve("an.image");
        for (int seed = 0; seed < 2; seed++) {
            Random random = new Random(seed);
            boolean isInFile = seed == 1;
            Path path = directory.resolve("a.store");
            StoreOptions options = setting.options().maxBytes(16L << 20);
            int wholes = 0;
            try (Store store = isInFile ? Store.open(path, options) : Store.inMemory(options)) {
                Program program = new Program(store, random);
                for (int round = 0; round < ROUNDS; round++) {
                    for (int step = 0; step < STEPS; step++) {
                        program.step();
                    }
                    if (random.nextInt(8) == 0) {
                        program.forget();
                        store.reclaim();
                    }
                    wholes += store.checkpoint(image).isWhole() ? 1 : 0;
                    try (Store restored = Store.restore(image, options)) {
                        restored.verify();
                        program.requireIn(restored);
                        restored.verify();
                    }
                }
                store.verify();
                program.forget();
            }
            assertTrue(wholes < ROUNDS / 10, wholes + " whole checkpoints");
            Files.delete(image);
            Files.deleteIfExists(path);
        }
    }

    /** Atoms of several kinds that change at random; with versions that are held, and put back later. */
    static final class Program {
        private final Store store;
        private final Random random;
        private final Map<String, Version> present = new HashMap<>();
        private final List<LongVector> longs = new ArrayList<>();
        private final List<PVector<String>> texts = new ArrayList<>();
        private final List<PMap<String, PVector<String>>> maps = new ArrayList<>();
        private final List<Blob> blobs = new ArrayList<>();
        private Blob.Builder growing;

        Program(Store store, Random random) {
            this.store = store;
            this.random = random;
            this.growing = Blob.builder(store);
            forget();
        }

        /** Forgets the versions that are held, but for empty ones. */
        void forget() {
            longs.clear();
            texts.clear();
            maps.clear();
            blobs.clear();
            longs.add(LongVector.empty(store));
            texts.add(PVector.empty(store, Codec.STRING));
            maps.add(PMap.empty(store, Codec.STRING, PVector.codec(Codec.STRING)));
            blobs.add(Blob.empty(store));
        }

        private <T> T any(List<T> list) {
            return list.get(list.size() - 1 - random.nextInt(Math.min(4, list.size())));
        }

        void step() {
            String name = "atom" + random.nextInt(3);
            switch (random.nextInt(9)) {
                case 0, 1 -> set("longs " + name, add(longs, changed(any(longs))));
                case 2, 3 -> set("texts " + name, add(texts, changedTexts(any(texts))));
                case 4, 5 -> set("maps " + name, add(maps, changed(any(maps))));
                case 6 -> set("blobs " + name, add(blobs, changed(any(blobs))));
                case 7 -> set("longs " + name, any(longs));
                default -> {
                    List<String> names = List.copyOf(present.keySet());
                    if (!names.isEmpty()) {
                        String removed = names.get(random.nextInt(names.size()));
                        store.removeAtom(removed);
                        present.remove(removed);
                    }
                }
            }
        }

        private static <T> T add(List<T> list, T version) {
            list.add(version);
            return version;
        }

        private <T extends Version> void set(String name, T version) {
            store.atom(name, version).set(version);
            present.put(name, version);
        }

        private LongVector changed(LongVector vector) {
            LongVector changed = vector;
            int more = random.nextInt(60);
            switch (random.nextInt(7)) {
                case 0 -> changed = changed.concat(any(longs)).take(40_000);
                case 1 -> changed = changed.drop(random.nextInt(changed.size() + 1));
                case 2 -> changed = changed.take(random.nextInt(changed.size() + 1));
                case 3 -> changed = changed.insert(random.nextInt(changed.size() + 1), random.nextLong());
                case 4 -> {
                    LongVector.Builder builder = changed.toBuilder();
                    for (int i = 0; i < more * 30; i++) {
                        builder.append(random.nextLong());
                    }
                    changed = builder.build();
                }
                case 5 -> changed = changed.isEmpty() ? changed : changed.update(random.nextInt(changed.size()), 7);
                default -> {
                    for (int i = 0; i < more; i++) {
                        changed = changed.append(random.nextLong());
                    }
                }
            }
            return changed;
        }

        private String text() {
            return (random.nextBoolean() ? "" : LONG_TEXT) + random.nextInt(1000);
        }

        private PVector<String> changedTexts(PVector<String> vector) {
            PVector<String> changed = vector;
            switch (random.nextInt(5)) {
                case 0 -> changed = changed.concat(any(texts)).take(5_000);
                case 1 -> changed = changed.drop(random.nextInt(changed.size() + 1));
                case 2 -> changed = changed.insert(random.nextInt(changed.size() + 1), text());
                case 3 ->
                    changed = changed.isEmpty() ? changed : changed.update(random.nextInt(changed.size()), text());
                default -> {
                    for (int i = random.nextInt(50); i >= 0; i--) {
                        changed = changed.append(text());
                    }
                }
            }
            return changed;
        }

        private PMap<String, PVector<String>> changed(PMap<String, PVector<String>> map) {
            PMap<String, PVector<String>> changed = map;
            for (int i = random.nextInt(10); i >= 0; i--) {
                changed = random.nextInt(3) == 0
                        ? changed.remove("key" + random.nextInt(300))
                        : changed.put("key" + random.nextInt(300), any(texts));
            }
            return random.nextInt(4) == 0 ? changed.merge(any(maps), (a, b) -> b) : changed;
        }

        private Blob changed(Blob blob) {
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            Blob more = Blob.from(store, bytes);
            return switch (random.nextInt(3)) {
                case 0 -> blob.slice(random.nextLong(blob.length() + 1), blob.length());
                case 1 -> blob.length() > 400_000 ? more : more.concat(blob);
                default -> {
                    growing = growing.length() > 400_000 ? Blob.builder(store) : growing;
                    yield growing.appendAll(bytes).build();
                }
            };
        }

        /** What the atom has in this store, which may be another one. */
        String text(Store in, String name) {
            Version version = switch (name.substring(0, 3)) {
                case "lon" -> in.atom(name, LongVector.empty(in)).get();
                case "tex" -> in.atom(name, PVector.empty(in, Codec.STRING)).get();
                case "map" ->
                    in.atom(name, PMap.empty(in, Codec.STRING, PVector.codec(Codec.STRING)))
                            .get();
                default -> in.atom(name, Blob.empty(in)).get();
            };
            return version.hashCode() + " " + version;
        }

        void requireIn(Store restored) {
            assertEquals(new TreeSet<>(present.keySet()), restored.atomNames());
            present.forEach((name, version) -> require(restored, name, version));
        }

        private void require(Store restored, String name, Version version) {
            switch (name.substring(0, 3)) {
                case "lon" ->
                    assertEquals(
                            ((LongVector) version).asList(),
                            restored.atom(name, LongVector.empty(restored))
                                    .get()
                                    .asList());
                case "tex" ->
                    assertEquals(
                            version,
                            restored.atom(name, PVector.empty(restored, Codec.STRING))
                                    .get());
                case "map" ->
                    assertEquals(
                            version,
                            restored.atom(name, PMap.empty(restored, Codec.STRING, PVector.codec(Codec.STRING)))
                                    .get());
                default ->
                    assertEquals(
                            version, restored.atom(name, Blob.empty(restored)).get());
            }
        }
    }
}
