package dev.cairn.bench.pattern;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A collection of one library, and what can be done with it: the same name is the same work in all subjects.
 *
 * @param make a version with so many elements
 * @param size how many elements a version has
 * @param content the elements as a list, map or set of java.util
 * @param ops the operations by name
 * @param <V> the library's type
 */
record Subject<V>(IntFunction<V> make, ToIntFunction<V> size, Function<V, Object> content, Map<String, Op<V>> ops) {
    private static volatile long sink;

    Subject(IntFunction<V> make, ToIntFunction<V> size, Function<V, Object> content) {
        this(make, size, content, new LinkedHashMap<>());
    }

    Subject<V> with(String op, Op<V> action) {
        ops.put(op, action);
        return this;
    }

    /** An operation that only reads; what it reads is used. */
    Subject<V> reading(String op, ToLongFunction<V> action) {
        return with(op, (version, _) -> {
            use(action.applyAsLong(version));
            return version;
        });
    }

    /** Makes the compiler compute {@code value}. */
    static void use(long value) {
        if (value == 0x5eed_0000_5eed_0001L) {
            sink = value;
        }
    }

    /** A place among {@code count}, another at each step, in no order. */
    static int place(int step, int count) {
        return (int) ((step * 0x9E3779B97F4A7C15L >>> 33) % count);
    }
}
