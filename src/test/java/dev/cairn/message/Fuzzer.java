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
    private final Store store;
    private final List<InputCheck> checks;
    private final List<List<byte[]>> kept = new ArrayList<>();
    private final Set<String> outcomes = new HashSet<>();
    private long inputs;
    private long values;

    Fuzzer(Store store, long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.store = store;
        this.checks = InputCheck.all(store);
        for (ByteFormat format : formats()) {
            List<byte[]> first = new ArrayList<>();
            Samples.corpus(store).forEach(value -> first.add(format.encode(value)));
            kept.add(first);
        }
    }

    /** The formats as they are without limits of ours. */
    private ByteFormat[] formats() {
        return checks.getLast().formats();
    }

    /** Tries one input. */
    void step() {
        int index = random.nextInt(2);
        String ending = formats()[index].ending();
        byte[] input = draw(index);
        try {
            String outcome = checks.get(random.nextInt(checks.size())).check(ending, input);
            inputs++;
            values += outcome.indexOf(' ') < 0 ? 1 : 0;
            if (outcomes.add(ending + outcome)) {
                keep(kept.get(index), input);
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

    private byte[] draw(int index) {
        return switch (random.nextInt(10)) {
            case 0 -> index == 0 ? bytes() : words();
            case 1, 2, 3 -> written(index);
            case 4 -> new Mutations(random, index == 0 ? 1 : Long.BYTES).of(written(index), old(index));
            default -> new Mutations(random, index == 0 ? 1 : Long.BYTES).of(old(index), old(index));
        };
    }

    private byte[] old(int index) {
        List<byte[]> some = kept.get(index);
        return some.get(random.nextInt(some.size()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(50)];
        random.nextBytes(bytes);
        return bytes;
    }

    private Words envelope() {
        Words words = new Words();
        words.put(new SegmentWords(MemorySegment.ofArray(formats()[1].encode(null))).word(0));
        return words;
    }

    private static byte[] bytes(Words words) {
        byte[] bytes = new byte[(int) words.size() * Long.BYTES];
        for (int i = 0; i < words.size(); i++) {
            MemorySegment.ofArray(bytes).set(SegmentWords.WORD, (long) i * Long.BYTES, words.word(i));
        }
        return bytes;
    }

    private byte[] words() {
        Words words = envelope();
        for (int i = random.nextInt(20); i > 0; i--) {
            long n = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(5);
            words.put(Preamble.of(random.nextInt(9), n));
        }
        return bytes(words);
    }

    private byte[] written(int index) {
        MessageOptions options = Samples.TYPES.store(store);
        if (index == 0) {
            ByteSink sink = new ByteSink(null);
            new Grammar(random, new NotaWriter(options, sink)).value();
            return sink.toArray();
        }
        Words words = envelope();
        new Grammar(random, new WotaWriter(options, words, null)).value();
        return bytes(words);
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
        List<String> allocated = new ArrayList<>();
        checks.forEach(check -> allocated.add(check.figures()));
        return "seed " + seed + ": " + inputs + " inputs, " + values + " of them values, " + outcomes.size()
                + " outcomes; " + allocated;
    }
}
