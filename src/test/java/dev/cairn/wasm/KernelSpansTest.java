package dev.cairn.wasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import dev.cairn.Setting;
import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.stored.Runs;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random functions whose accesses lie side by side do what their instructions say, one by one, at whatever address they begin. */
@Tag("noNative")
class KernelSpansTest extends StoreTest {
    /** The elements that are filled lie in one leaf. */
    private static final int ELEMENTS = 32;

    private static final int BYTES = ELEMENTS * Long.BYTES;
    private static final int HEADER = 16;

    /** Parameters: where it reads, where it writes in the new elements, then those of a fill. The local variable behind them is the sum. */
    private static final byte[] TYPE = {8, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7E, 1, 0x7E};

    private static final byte FROM = 0;
    private static final byte TO = 1;
    private static final byte TAIL = 4;
    private static final byte SUM = 8;

    /** One of the operations of a function, or some that are done if the sum is odd. */
    private record Step(What what, byte local, int plus, int offset, int bytes, List<Step> then) {}

    private enum What {
        LOAD,
        STORE,
        MOVE,
        IF
    }

    private static List<Step> steps(Random random, int count) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int bytes = List.of(1, 2, 4, 8).get(random.nextInt(4));
            int plus = random.nextInt(4) == 0 ? random.nextInt(-60, 60) : 8 * random.nextInt(-4, 5);
            int offset = random.nextInt(3) == 0 ? random.nextInt(40) : 0;
            switch (random.nextInt(12)) {
                case 0 -> steps.add(new Step(What.MOVE, random.nextBoolean() ? FROM : TO, plus / 4, 0, 0, List.of()));
                case 1 -> steps.add(new Step(What.IF, FROM, 0, 0, 0, steps(random, count / 3)));
                case 2, 3, 4, 5 -> steps.add(new Step(What.STORE, TO, plus, offset, bytes, List.of()));
                case 6, 7 -> steps.add(new Step(What.LOAD, TO, plus, offset, bytes, List.of()));
                default -> steps.add(new Step(What.LOAD, FROM, plus, offset, bytes, List.of()));
            }
        }
        return steps;
    }

    private static byte[] module(List<Step> steps) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {1, 1, 0x7E}); // one local variable, an i64
        body.writeBytes(new byte[] {0x20, TAIL, 0x41, 4, 0x74, 0x41, HEADER, 0x6A}); // (tail << 4) + header
        body.writeBytes(new byte[] {0x22, TAIL, 0x20, TO, 0x6A, 0x21, TO}); // added to where it writes
        body.writeBytes(
                new byte[] {0x20, TAIL, 0x41, 0, 0x3A, 0, 0}); // a byte of zeros: now it is known where may be written
        write(body, steps);
        body.writeBytes(new byte[] {0x20, SUM, 0x0B}); // the sum, end
        return KernelCodeTest.module("steps", TYPE, body.toByteArray());
    }

    private static void address(ByteArrayOutputStream body, Step step) {
        body.writeBytes(new byte[] {0x20, step.local, 0x41});
        body.writeBytes(KernelCodeTest.signed(step.plus));
        body.write(0x6A); // i32.add
    }

    private static void write(ByteArrayOutputStream body, List<Step> steps) {
        for (Step step : steps) {
            int size = Integer.numberOfTrailingZeros(step.bytes);
            switch (step.what) {
                case LOAD -> {
                    body.writeBytes(new byte[] {0x20, SUM});
                    address(body, step);
                    body.writeBytes(new byte[] {
                        List.of((byte) 0x31, (byte) 0x33, (byte) 0x35, (byte) 0x29)
                                .get(size),
                        0
                    });
                    body.writeBytes(KernelCodeTest.number(step.offset));
                    body.writeBytes(new byte[] {0x7C, 0x21, SUM}); // i64.add, local.set
                }
                case STORE -> {
                    address(body, step);
                    body.writeBytes(new byte[] {0x20, SUM, 0x42, 1, 0x7C, 0x22, SUM}); // one more than before
                    body.writeBytes(new byte[] {
                        List.of((byte) 0x3C, (byte) 0x3D, (byte) 0x3E, (byte) 0x37)
                                .get(size),
                        0
                    });
                    body.writeBytes(KernelCodeTest.number(step.offset));
                }
                case MOVE -> {
                    address(body, step);
                    body.writeBytes(new byte[] {0x21, step.local});
                }
                case IF -> {
                    body.writeBytes(new byte[] {0x20, SUM, 0x42, 1, 0x83 - 256, 0xA7 - 256, 0x04, 0x40}); // sum & 1, if
                    write(body, step.then);
                    body.write(0x0B);
                }
            }
        }
    }

    /** What the instructions say, done one by one. */
    private static final class Model {
        private final byte[] source;
        private final long sourceAt;
        private final byte[] places = new byte[BYTES];
        private int from;
        private int to;
        private long sum;
        private boolean isTrapped;

        /** Whether it read what only the store knows. */
        private boolean isUnknown;

        Model(byte[] source, long sourceAt, int from, int to) {
            this.source = source;
            this.sourceAt = sourceAt;
            this.from = from;
            this.to = to;
        }

        private static ByteBuffer buffer(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        private void load(byte[] bytes, long at, int count) {
            if (at < 0 || at + count > bytes.length) {
                isUnknown = true;
                return;
            }
            ByteBuffer in = buffer(bytes);
            sum += switch (count) {
                case 1 -> Byte.toUnsignedLong(in.get((int) at));
                case 2 -> Short.toUnsignedLong(in.getShort((int) at));
                case 4 -> Integer.toUnsignedLong(in.getInt((int) at));
                default -> in.getLong((int) at);
            };
        }

        private void store(long at, int count) {
            sum++;
            if (at < 0 || at + count > BYTES) {
                isTrapped = true;
                return;
            }
            ByteBuffer out = buffer(places);
            switch (count) {
                case 1 -> out.put((int) at, (byte) sum);
                case 2 -> out.putShort((int) at, (short) sum);
                case 4 -> out.putInt((int) at, (int) sum);
                default -> out.putLong((int) at, sum);
            }
        }

        void run(List<Step> steps) {
            for (Step step : steps) {
                if (isTrapped || isUnknown) {
                    return;
                }
                long read = Integer.toUnsignedLong(from + step.plus) + step.offset - sourceAt;
                switch (step.what) {
                    case LOAD -> {
                        if (step.local == FROM) {
                            load(source, read, step.bytes);
                        } else {
                            load(places, (long) to + step.plus + step.offset, step.bytes);
                        }
                    }
                    case STORE -> store((long) to + step.plus + step.offset, step.bytes);
                    case MOVE -> {
                        from += step.local == FROM ? step.plus : 0;
                        to += step.local == TO ? step.plus : 0;
                    }
                    case IF -> run((sum & 1) == 1 ? step.then : List.of());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 30, 100})
    void eachAccessIsAsIfItWereAlone(int count) {
        Store store = stores.open(Setting.STANDARD_PLAIN);
        LongVector vector = LongVector.from(store, LongStream.range(0, ELEMENTS).map(i -> i * 0x9E3779B97F4A7C15L));
        var core = StoredBridge.get().core(store);
        byte[] source = new byte[BYTES];
        StoredVersion stored = StoredBridge.get().stored(vector);
        long sourceAt = core.memory().offset(Runs.of(stored).at(0));
        core.memory().copyOut(core.memory().atOffset(sourceAt), source, 0, BYTES);
        int end = (int) core.allocator().slabs().endOffset();
        int[] far = {0, -1, -8, -40, Integer.MIN_VALUE, Integer.MAX_VALUE, end, end - 8, end - 40, end + 60};
        int known = 0;
        int trapped = 0;
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(31 * count + seed);
            List<Step> steps = steps(random, count);
            Window window = Kernel.of(module(steps)).on(store);
            for (int run = 0; run < 300; run++) {
                boolean isFar = random.nextInt(8) == 0;
                int from = isFar ? far[random.nextInt(far.length)] : (int) sourceAt + random.nextInt(-20, BYTES);
                int to = random.nextInt(-70, 70) + random.nextInt(3) * BYTES / 2;
                Model model = new Model(source, sourceAt, from, to);
                model.run(steps);
                LongVector.Builder builder = LongVector.builder(store);
                Runnable fill = () -> window.fill(builder, ELEMENTS, "steps", from, to);
                if (model.isUnknown) {
                    try {
                        fill.run();
                    } catch (KernelTrapException e) {
                        trapped++;
                    }
                } else if (model.isTrapped) {
                    KernelCodeTest.requireFaster(assertThrows(KernelTrapException.class, fill::run));
                    assertEquals(0, builder.size());
                    trapped++;
                } else {
                    fill.run();
                    ByteBuffer expected = Model.buffer(model.places);
                    assertEquals(
                            IntStream.range(0, ELEMENTS)
                                    .mapToObj(i -> expected.getLong(8 * i))
                                    .toList(),
                            builder.build().asList());
                    known++;
                }
            }
        }
        assertTrue(known > 0 && trapped > 100, known + " known, " + trapped + " trapped");
        byte[] after = new byte[BYTES];
        core.memory().copyOut(core.memory().atOffset(sourceAt), after, 0, BYTES);
        assertEquals(ByteBuffer.wrap(source), ByteBuffer.wrap(after));
        stored.close();
    }
}
