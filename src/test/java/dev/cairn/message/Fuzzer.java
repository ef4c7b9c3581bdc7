package dev.cairn.message;

import dev.cairn.Store;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws inputs at random: bytes, what {@link Grammar} writes, and changes of what came before. It changes again what had an
 * outcome that was not seen before. The first that does harm is kept as a file.
 */
final class Fuzzer {
    private static final Path FOUND = Path.of("target/found");
    private static final int KEPT = 3000;
    private static final int NAME_BYTES = 8;

    private final long seed;
    private final SplittableRandom random;
    private final List<List<byte[]>> kept = List.of(new ArrayList<>(), new ArrayList<>());
    private final Set<String> outcomes = new HashSet<>();
    private long inputs;
    private long values;

    Fuzzer(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Tries so many inputs, with collections in {@code store}. */
    void run(Store store, int count) {
        MessageOptions options = Samples.TYPES.store(store);
        List<ByteFormat> formats = ByteFormat.all(options);
        List<InputCheck> checks = InputCheck.all(store);
        if (inputs == 0) {
            for (Object value : Samples.corpus(store)) {
                kept.getFirst().add(formats.getFirst().encode(value));
                kept.getLast().add(formats.getLast().encode(value));
            }
        }
        for (int i = 0; i < count; i++) {
            int format = random.nextInt(formats.size());
            InputCheck check = checks.get(random.nextInt(checks.size()));
            tryOut(check, formats.get(format).ending(), draw(format, options), kept.get(format));
        }
    }

    private void tryOut(InputCheck check, String ending, byte[] input, List<byte[]> known) {
        try {
            String outcome = check.check(ending, input);
            inputs++;
            values += outcome.indexOf(' ') < 0 ? 1 : 0;
            if (outcomes.add(ending + outcome)) {
                keep(known, input);
            }
        } catch (Throwable e) {
            throw new AssertionError(
                    save(input, ending) + ", input " + inputs + " of seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private void keep(List<byte[]> some, byte[] input) {
        if (some.size() < KEPT) {
            some.add(input);
        } else {
            some.set(random.nextInt(KEPT), input);
        }
    }

    private byte[] draw(int format, MessageOptions options) {
        boolean inWords = format > 0;
        Mutations mutations = new Mutations(random, inWords ? Long.BYTES : 1);
        List<byte[]> known = kept.get(format);
        return switch (random.nextInt(10)) {
            case 0 -> inWords ? words() : bytes();
            case 1, 2, 3 -> written(inWords, options);
            case 4 -> mutations.of(written(inWords, options), one(known));
            default -> mutations.of(one(known), one(known));
        };
    }

    private byte[] one(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static WordChunks envelope() {
        WordChunks words = new WordChunks();
        words.accept(Wota.ENVELOPE);
        return words;
    }

    private static byte[] bytes(WordChunks chunks) {
        long[] words = chunks.finish();
        byte[] bytes = new byte[words.length * Long.BYTES];
        for (int i = 0; i < words.length; i++) {
            MemorySegment.ofArray(bytes).set(WordSource.OfSegment.WORD, (long) i * Long.BYTES, words[i]);
        }
        return bytes;
    }

    private byte[] words() {
        WordChunks words = envelope();
        for (int i = random.nextInt(20); i > 0; i--) {
            long n = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5);
            words.accept(Preamble.of(random.nextInt(9), n));
        }
        return bytes(words);
    }

    private byte[] written(boolean inWords, MessageOptions options) {
        if (inWords) {
            WordChunks words = envelope();
            new Grammar(random, new WotaWriter(options, words, null)).value();
            return bytes(words);
        }
        ByteSink sink = new ByteSink(null);
        new Grammar(random, new NotaWriter(options, sink)).value();
        return sink.toArray();
    }

    /** Writes an input to a file, and says which. */
    private static Path save(byte[] input, String ending) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
            String name = HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES));
            return Files.write(Files.createDirectories(FOUND).resolve(name + ending), input);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was tried, and what came of it. */
    String figures() {
        return "seed " + seed + ": " + inputs + " inputs, " + values + " of them values, " + outcomes.size()
                + " outcomes";
    }
}
