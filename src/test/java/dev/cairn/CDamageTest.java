package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.CCompiler.Result;
import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Memory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thousands of damaged copies of a store are read by {@code cairn.h} with its checks: none crashes it, and none keeps it for ever. */
@Tag("alone")
class CDamageTest extends StoreTest {
    private static final long SEED = Long.getLong("cairn.damage.seed", 20_261_130);
    private static final int ROUNDS = Integer.getInteger("cairn.damage.rounds", 2500);
    private static final List<String> SANITIZE =
            List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer");

    @TempDir
    Path directory;

    /** Many of these have the same hash. */
    private record Clash(int n) {
        @Override
        public int hashCode() {
            return n / 20;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDARD_INHERITED", "TINY_INHERITED"})
    void noDamageCrashesTheReader(Setting setting) throws IOException {
        Path program = program();
        Store store = stores.open(setting.options().maxBytes(8L << 20).atomsInCells(true));
        List<Version> held = fill(store);
        Path copy = directory.resolve("copy");
        write(store, copy);
        Result result = CCompiler.run(
                List.of(program.toString(), copy.toString(), Long.toString(SEED), Integer.toString(ROUNDS)));
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("seed " + SEED), result.output());
        assertTrue(result.output().contains("the store is damaged"), result.output());
        assertTrue(result.output().contains("all is well"), result.output());
        assertEquals(9, held.size());
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    /** The twin: without checks, the sanitizer, or the system, must end the reader. */
    @Test
    void withoutChecksTheReaderCrashes() throws IOException {
        Path program = CCompiler.program(CCompiler.TEST.resolve("damage.c"));
        Store store =
                stores.open(Setting.TINY_INHERITED.options().maxBytes(8L << 20).atomsInCells(true));
        List<Version> held = fill(store);
        Path copy = directory.resolve("copy");
        write(store, copy);
        Result result = CCompiler.run(
                List.of(program.toString(), copy.toString(), Long.toString(SEED), Integer.toString(ROUNDS)));
        assertTrue(result.exit() > 128, result.exit() + ": " + result.output());
        assertEquals(9, held.size());
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    /** With sanitizers, where they work. */
    private Path program() throws IOException {
        Path source = CCompiler.TEST.resolve("damage.c");
        Path trial = Files.writeString(directory.resolve("trial.c"), "int main(void) { return 0; }\n");
        List<String> command = new ArrayList<>(List.of(CCompiler.required()));
        command.addAll(SANITIZE);
        Path made = directory.resolve("trial");
        command.addAll(List.of("-o", made.toString(), trial.toString()));
        boolean sanitizes = CCompiler.run(command).exit() == 0
                && CCompiler.run(List.of(made.toString())).exit() == 0;
        List<String> flags = new ArrayList<>(List.of("-DCAIRN_CHECKED"));
        if (sanitizes) {
            flags.addAll(SANITIZE);
        }
        return CCompiler.program(source, flags.toArray(String[]::new));
    }

    private static void write(Store store, Path copy) throws IOException {
        Memory memory = store.core().memory();
        MemorySegment all = (MemorySegment) Fields.of(memory.region(), "segment");
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(all.toArray(ValueLayout.JAVA_BYTE)));
        }
    }

    private static String text(Random random) {
        String text = CKind.text(random);
        return text.substring(0, Math.min(text.length(), random.nextInt(9) == 0 ? 300 : 17));
    }

    private static List<Version> fill(Store store) {
        Random random = new Random(SEED);
        LongVector longs = LongVector.from(store, random.longs(3000));
        LongVector relaxed = longs.drop(77).concat(longs.take(1234)).insert(100, 5);
        PVector<String> texts = PVector.from(
                store,
                Codec.STRING,
                () -> IntStream.range(0, 200).mapToObj(_ -> text(random)).iterator());
        PMap<String, Long> words = PMap.empty(store, Codec.STRING, Codec.LONG);
        PMap<Long, PVector<String>> lists = PMap.empty(store, Codec.LONG, PVector.codec(Codec.STRING));
        PSet<byte[]> arrays = PSet.empty(store, Codec.BYTES);
        PMap<Double, Long> few = PMap.empty(store, Codec.DOUBLE, Codec.LONG);
        PSet<Object> clashes = PSet.empty(store, Codec.object());
        for (int i = 0; i < 1300; i++) {
            words = words.put(text(random), random.nextLong());
            clashes = clashes.add(new Clash(i));
            arrays = i % 8 == 0 ? arrays.add(CKind.array(random)) : arrays;
            lists = i % 100 == 0 ? lists.put(random.nextLong(), texts.take(i / 20)) : lists;
            few = i % 20 == 0 ? few.put(random.nextDouble(), random.nextLong()) : few;
        }
        BitText bits = BitText.random(random, 3000);
        Blob blob = bits.blob(store, random);
        for (int i = 0; i < 5; i++) {
            blob = blob.slice(0, 1000 + i).concat(blob.slice(5, 2500)).concat(blob);
        }
        store.atom("longs", longs);
        store.atom("relaxed", relaxed);
        store.atom("texts", texts);
        store.atom("words", words);
        store.atom("lists", lists);
        store.atom("arrays", arrays);
        store.atom("few", few);
        store.atom("clashes", clashes);
        store.atom("blob", blob);
        return List.of(longs, relaxed, texts, words, lists, arrays, few, clashes, blob);
    }
}
