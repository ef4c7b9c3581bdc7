package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cairn.Store;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * That bytes from outside do no harm: they are refused, with an offset that is in them, or are a value that is written and
 * read again in both formats; reading takes memory in proportion to them; and what is read in place is what is decoded.
 */
final class InputCheck {
    /** What may be allocated on the heap, in bytes: at once, and for each byte of an input. */
    private static final long HEAP_AT_ONCE = 1 << 19;

    private static final long HEAP_PER_BYTE = 2000;

    /** Of these, a value is more than what it was read from at most. */
    private static final Limits AGAIN = Limits.defaults().maxDepth(2000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ByteFormat[] formats;
    private final ByteFormat[] again;
    private final Wota wota;
    private long greatest;
    private String greatestWhere = "";

    /** Inputs are read with {@code options}. */
    InputCheck(MessageOptions options) {
        formats = both(options);
        again = both(options.limits(AGAIN));
        wota = Wota.of(options);
    }

    /** With limits that inputs pass, then with those that are usual. */
    static List<InputCheck> all(Store store) {
        MessageOptions options = Samples.TYPES.store(store);
        Limits few = new Limits(12, 1 << 10, 100, 10, 20);
        return List.of(new InputCheck(options.limits(few)), new InputCheck(options));
    }

    private static ByteFormat[] both(MessageOptions options) {
        return new ByteFormat[] {ByteFormat.nota(options), ByteFormat.wota(options)};
    }

    ByteFormat[] formats() {
        return formats;
    }

    /** Checks an input, in the format that files ending with {@code ending} have, and says what came of it: in few words that many inputs share. */
    String check(String ending, byte[] bytes) {
        boolean inWords = ending.endsWith(formats[1].ending());
        Object value;
        String outcome;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            value = formats[inWords ? 1 : 0].decode(bytes);
            outcome = value == null ? "null" : value.getClass().getName();
        } catch (FormatException refused) {
            value = refused;
            outcome = kindOf(refused);
        }
        requireFewBytes(THREADS.getCurrentThreadAllocatedBytes() - before, bytes.length, outcome);
        if (value instanceof FormatException refused) {
            requireOffset(refused, inWords ? bytes.length / Long.BYTES : bytes.length);
        } else {
            requireReadsAgain(value);
        }
        if (inWords) {
            walk(bytes, value);
        }
        return outcome;
    }

    static void requireOffset(FormatException refused, long length) {
        assertTrue(refused.offset() >= 0 && refused.offset() <= length, refused::toString);
    }

    private void requireFewBytes(long allocated, int length, String outcome) {
        long rest = (allocated - HEAP_AT_ONCE) / Math.max(1, length);
        if (rest > greatest) {
            greatest = rest;
            greatestWhere = outcome;
        }
        assertTrue(
                allocated <= HEAP_AT_ONCE + HEAP_PER_BYTE * length,
                () -> allocated + " bytes allocated for " + length + ": " + outcome);
    }

    private void requireReadsAgain(Object value) {
        for (ByteFormat format : again) {
            byte[] bytes = format.encode(value);
            Object read = format.decode(bytes);
            assertTrue(Samples.isSame(value, read), () -> read + " instead of " + value);
            assertEquals(bytes.length, format.encode(read).length);
        }
    }

    private void walk(byte[] bytes, Object decoded) {
        WotaReader reader;
        try {
            reader = wota.reader(MemorySegment.ofArray(bytes));
        } catch (FormatException refused) {
            assertTrue(decoded instanceof FormatException, refused::toString);
            return;
        }
        new ReaderWalk(bytes.length / Long.BYTES).walk(reader, decoded);
    }

    /** The problem without numbers and names. */
    private static String kindOf(FormatException refused) {
        String problem = refused.getMessage();
        String kind = problem.replaceAll("[^ a-zA-Z].*|(?<=tag |key |by |of ).*", "");
        String words = problem.substring(problem.indexOf(':') + 1).replaceAll("[^ ]*[^ a-z][^ ]*", "#");
        Throwable cause = refused.getCause();
        return kind + words + (cause == null ? "" : cause.getClass().getName());
    }

    /** The most bytes allocated for each byte of an input, and for what. */
    String figures() {
        return greatest + " bytes a byte at most (" + greatestWhere + ")";
    }
}
