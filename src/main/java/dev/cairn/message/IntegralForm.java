package dev.cairn.message;

import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Integers of a class that has not all longs. */
final class IntegralForm<T> extends TypedForm<T> {
    private final long min;
    private final long max;
    private final ToLongFunction<T> toLong;
    private final LongFunction<T> fromLong;

    IntegralForm(Class<T> type, long min, long max, ToLongFunction<T> toLong, LongFunction<T> fromLong) {
        super(type);
        this.min = min;
        this.max = max;
        this.toLong = toLong;
        this.fromLong = fromLong;
    }

    @Override
    void put(FormatWriter out, T value) {
        out.putInteger(toLong.applyAsLong(value));
    }

    @Override
    T take(FormatReader in, FormatType next) {
        if (next != FormatType.INTEGER) {
            return takeTagged(in, next);
        }
        long integer = in.integer();
        if (integer < min || integer > max) {
            throw in.fault(integer + " is no " + type().getSimpleName());
        }
        return fromLong.apply(integer);
    }
}
