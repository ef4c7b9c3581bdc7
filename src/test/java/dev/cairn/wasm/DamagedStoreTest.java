package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Blob;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that are no store any more: a checked kernel gives some answer, or the named exception, and always ends. */
@Tag("noNative")
class DamagedStoreTest extends StoreTest {
    private static final int TRIES = 150;
    private static final int BLOCK = 1 << 17;

    /** A function, and the arguments behind the base. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(String function, long... arguments) {}

    /** A copy of a store's bytes, behind which lies a block for a module. */
    private static final class Copy extends LinearMemory {
        private final int size;

        Copy(byte[] bytes) {
            super(new Memory(Region.reserve(bytes.length + BLOCK)));
            this.size = bytes.length;
            reads(RANGE_LEAST, 0, size + BLOCK, memory.atOffset(0));
            own(memory, memory.atOffset(size), BLOCK); // the memory keeps it
        }

        @Override
        void refresh() {}

        @Override
        long readable(int address, int bytes) {
            if (address < 0 || address > size + BLOCK - bytes) {
                throw unreadable(address & UNSIGNED, bytes);
            }
            return memory.atOffset(address);
        }

        @Override
        int place(long at, long bytes) {
            return (int) memory.offset(at);
        }
    }

    private static byte[] content(Core core) {
        byte[] bytes = new byte[(int) core.allocator().slabs().endOffset()];
        core.memory().copyOut(core.memory().atOffset(0), bytes, 0, bytes.length);
        return bytes;
    }

    private static byte[] damaged(byte[] bytes, int from, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(40); i >= 0; i--) {
            int at = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(from, bytes.length);
            for (int k = random.nextInt(8); k >= 0 && at + k < damaged.length; k--) {
                damaged[at + k] =
                        (byte) (random.nextInt(3) == 0 ? 0xFF : random.nextInt(3) == 0 ? 0 : random.nextInt());
            }
        }
        return damaged;
    }

    private static int header(Version version, List<StoredVersion> held) {
        StoredVersion stored = StoredBridge.get().stored(version);
        held.add(stored);
        return stored.header();
    }

    private static List<Call> calls(Store store, boolean isReader, List<StoredVersion> held) {
        LongVector relaxed = LongVector.from(store, LongStream.range(0, 2000));
        PMap<Long, Long> map = PMap.empty(store, Codec.LONG, Codec.LONG);
        PMap<String, Long> texts = PMap.empty(store, Codec.STRING, Codec.LONG);
        PVector<String> words = PVector.empty(store, Codec.STRING);
        for (int i = 0; i < 300; i++) {
            relaxed = relaxed.insert(i * 5, i);
            map = map.put((long) i, (long) -i);
            texts = texts.put("word " + i + "x".repeat(i % 40), (long) i);
            words = words.append("word " + i + "x".repeat(i % 40));
        }
        Blob blob = Blob.from(store, new byte[3000]).slice(5, 20_000).concat(Blob.from(store, new byte[999]));
        int numbers = header(relaxed, held);
        int longs = header(map, held);
        int keyed = header(texts, held);
        int row = header(words, held);
        int bits = header(blob, held);
        if (!isReader) {
            return List.of(
                    new Call("sum_i64", numbers),
                    new Call("gets_i64", numbers, 200),
                    new Call("map_sum_i64", longs),
                    new Call("map_gets_i64", longs, 400, 200),
                    new Call("map_sum_texts", keyed, row),
                    new Call("blob_sum", bits));
        }
        return List.of(
                new Call("elements", numbers, 0),
                new Call("elements", row, 1),
                new Call("elements", numbers, 1),
                new Call("entries", longs, 8, 0, 8, 0),
                new Call("entries", keyed, 24, 1, 8, 0),
                new Call("find_number", longs, 8, 17, 8, 0, -1),
                new Call("find_element", keyed, row, 5, 1, 8, 0, -1),
                new Call("bits", bits, 3, 19_000),
                new Call("type_widths", keyed),
                new Call("numbers_atom"));
    }

    private static long run(Chicory.Running running, Call call) {
        long[] arguments = new long[1 + call.arguments().length];
        System.arraycopy(call.arguments(), 0, arguments, 1, arguments.length - 1);
        return running.call(call.function(), arguments);
    }

    @ParameterizedTest
    @EnumSource
    void kernelsEnd(Setting setting) {
        attack(setting, "checked", false);
    }

    @ParameterizedTest
    @EnumSource
    void aModuleWithAStackEnds(Setting setting) {
        attack(setting, "reader", true);
    }

    private void attack(Setting setting, String name, boolean isReader) {
        Store store = stores.open(setting.options().seed(7)); // so that each run damages the same
        Core core = StoredBridge.get().core(store);
        List<StoredVersion> held = new ArrayList<>();
        List<Call> calls = calls(store, isReader, held);
        byte[] bytes = content(core);
        int first = (int) core.allocator().slabs().firstOffset();
        held.forEach(StoredVersion::close);
        Chicory module = Chicory.compile(Modules.bytes(name));
        Copy copy = new Copy(bytes);
        Random random = new Random(setting.ordinal());
        List<Long> right = new ArrayList<>();
        int traps = 0;
        int others = 0;
        for (int i = 0; i <= TRIES; i++) {
            byte[] now = i == 0 ? bytes : damaged(bytes, first, random);
            copy.memory.copyIn(now, 0, copy.memory.atOffset(0), now.length);
            Chicory.Running running =
                    module.start(copy, new Chicory.Placed(bytes.length, bytes.length + BLOCK), _ -> 0);
            for (int k = 0; k < calls.size(); k++) {
                try {
                    long result = run(running, calls.get(k));
                    if (i == 0) {
                        right.add(result);
                    } else if (result != right.get(k)) {
                        others++;
                    }
                } catch (KernelTrapException e) {
                    traps++;
                    if (i == 0) {
                        right.add(0L);
                    }
                }
            }
        }
        assertEquals(calls.size(), right.size());
        assertTrue(traps > 20, traps + " traps, " + others + " other answers");
    }
}
