package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.cairn.NotPortableException;
import dev.cairn.Store;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That bytes from outside do no harm: they are refused, with an offset that is in them, or are a value that is written and
 * read again in both formats; reading takes memory in proportion to them; and what is read in place is what is decoded.
 */
final class InputCheck {
    /** What may be allocated on the heap, in bytes: at once, and for each byte of an input. */
    private static final long HEAP_AT_ONCE = 1 << 17;

    private static final long HEAP_PER_BYTE = 600;

    private static final int CALLS = 8;

    /** Of these, a value is more than what it was read from at most. */
    private static final Limits AGAIN = Limits.defaults().maxDepth(2000);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<ByteFormat> formats;
    private final List<ByteFormat> again;
    private final Wota wota;

    /** Inputs are read with {@code options}. */
    InputCheck(MessageOptions options) {
        formats = ByteFormat.all(options);
        again = ByteFormat.all(options.limits(AGAIN));
        wota = Wota.of(options);
    }

    /** With limits that inputs pass, then with those that are usual. */
    static List<InputCheck> all(Store store) {
        MessageOptions options = Samples.TYPES.store(store);
        Limits few = new Limits(12, 1 << 10, 100, 10, 20);
        return List.of(new InputCheck(options.limits(few)), new InputCheck(options));
    }

    /**
     * Checks an input, in the format that files ending with {@code ending} have, and says what came of it: the class of
     * the value, or the calls that refused it.
     */
    String check(String ending, byte[] bytes) {
        boolean inWords = ending.endsWith(formats.getLast().ending());
        ByteFormat format = formats.get(inWords ? 1 : 0);
        Object value = decode(format, bytes);
        if (value instanceof FormatException refused) {
            requireOffset(refused, inWords ? bytes.length / Long.BYTES : bytes.length);
        } else {
            requireReadsAgain(value);
        }
        if (inWords) {
            walk(bytes, value);
        }
        return value instanceof FormatException refused
                ? placeOf(refused)
                : value == null ? "null" : value.getClass().getName();
    }

    /** The value, or the exception; once more if that takes too much memory, since much may be made when it is needed first. */
    private Object decode(ByteFormat format, byte[] bytes) {
        long bound = HEAP_AT_ONCE + HEAP_PER_BYTE * bytes.length;
        long allocated = bound + 1;
        Object value = null;
        for (int times = 0; times < 2 && allocated > bound; times++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                value = format.decode(bytes);
            } catch (FormatException refused) {
                value = refused;
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        if (allocated > bound) {
            fail(allocated + " bytes allocated for " + bytes.length + ": " + value);
        }
        return value;
    }

    static void requireOffset(FormatException refused, long length) {
        assertTrue(refused.offset() >= 0 && refused.offset() <= length, refused::toString);
    }

    /** A list or map that is read stays an object in a collection of {@code Codec.sameArrays()}, and objects are not portable. */
    private void requireReadsAgain(Object value) {
        boolean keepsObjects = Samples.keepsObjects(value);
        for (ByteFormat format : again) {
            if (keepsObjects) {
                assertThrows(NotPortableException.class, () -> format.encode(value));
                continue;
            }
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

    /** The innermost calls where it was refused. */
    private static String placeOf(FormatException refused) {
        return Arrays.stream(refused.getStackTrace())
                .limit(CALLS)
                .map(call -> call.getFileName() + ":" + call.getLineNumber())
                .collect(Collectors.joining(" "));
    }
}
