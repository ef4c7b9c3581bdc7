package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processes of the demo that kills its writer: one writes, others read. */
final class RestartWork {
    /** The entry with the number of files that were counted; no word is so short. */
    private static final String FILES = "#";

    /** The entry with the number of all words in these files. */
    private static final String WORDS = "*";

    private static final long PART = 12 << 20;

    private RestartWork() {}

    /** Runs a process; the arguments are its role, write or read, and the store's path. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path path = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(path);
        } else {
            System.exit(read(path));
        }
    }

    private static Atom<PMap<String, Long>> counts(Store store) {
        return store.atom("words", PMap.empty(store, Codec.STRING, Codec.LONG));
    }

    private static void write(Path path) throws IOException {
        long began = System.nanoTime();
        try (Store store = Store.open(path);
                TextSource source = source()) {
            long opened = System.nanoTime() - began;
            Atom<PMap<String, Long>> counts = counts(store);
            System.out.printf("opened in %5.1f ms with %s%n", opened / 1e6, describe(store));
            System.out.flush();
            for (int file = count(counts.get(), FILES); file < source.files(); file++) {
                @Nullable String text = source.text(file);
                Map<String, Long> words = text == null ? Map.of() : words(text);
                counts.updateAndGet(map -> added(map, words));
            }
            System.out.println("done, with " + describe(store));
        }
    }

    private static TextSource source() throws IOException {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        return TextSource.open(Files.isReadable(sources) ? sources : Path.of("."), StandardCharsets.UTF_8)
                .part(PART);
    }

    private static Map<String, Long> words(String text) {
        Map<String, Long> words = new HashMap<>();
        for (int at = Words.next(text, 0); at < text.length(); at = Words.next(text, Words.end(text, at))) {
            words.merge(text.substring(at, Words.end(text, at)), 1L, Long::sum);
        }
        return words;
    }

    /** The map with the words of one more file, and what they add up to, in one version. */
    private static PMap<String, Long> added(PMap<String, Long> map, Map<String, Long> words) {
        var builder = map.toBuilder();
        long sum = 0;
        for (var word : words.entrySet()) {
            builder.put(word.getKey(), map.getOrDefault(word.getKey(), 0L) + word.getValue());
            sum += word.getValue();
        }
        builder.put(FILES, map.getOrDefault(FILES, 0L) + 1);
        builder.put(WORDS, map.getOrDefault(WORDS, 0L) + sum);
        return builder.build();
    }

    private static int count(PMap<String, Long> map, String entry) {
        return (int) (long) map.getOrDefault(entry, 0L);
    }

    /** What the store has. */
    static String describe(Store store) {
        PMap<String, Long> map = counts(store).get();
        return "%,d files, %,d words".formatted(count(map, FILES), count(map, WORDS));
    }

    /** Checks each version that it sees, until there is something to read from the input; returns the exit code. */
    private static int read(Path path) throws IOException, InterruptedException {
        long versions = 0;
        long wrong = 0;
        try (Store store = Store.openReadOnly(path)) {
            while (System.in.available() == 0) {
                if (!store.atomNames().contains("words")) {
                    Thread.sleep(1);
                    continue;
                }
                Atom<PMap<String, Long>> counts = counts(store);
                PMap<String, Long> seen = counts.get();
                wrong += isSound(seen) ? 0 : 1;
                versions++;
                counts.awaitChange(seen, Duration.ofMillis(50));
            }
            System.out.printf(
                    "%,d versions checked, %d were wrong; the last one had %s%n", versions, wrong, describe(store));
        }
        return wrong == 0 ? 0 : 1;
    }

    private static boolean isSound(PMap<String, Long> map) {
        long sum = 0;
        for (long count : map.values()) {
            sum += count;
        }
        long words = map.getOrDefault(WORDS, 0L);
        return sum - words - map.getOrDefault(FILES, 0L) == words;
    }
}
