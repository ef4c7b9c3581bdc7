package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Hash;

/** Keeps values of up to 64 bits. Two are equal if and only if their bits are. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class WordCodec<T> extends BuiltInCodec<T> {
    WordCodec(String name, Class<?> type, Shape shape) {
        super(name, type, shape);
    }

    /** The bits of a value of any integral type. */
    static long word(long value) {
        return value;
    }

    /** The bits of a float. All NaNs have the same. */
    static long word(float value) {
        return Float.floatToIntBits(value);
    }

    /** The bits of a double. All NaNs have the same. */
    static long word(double value) {
        return Double.doubleToLongBits(value);
    }

    /** The bits of a prepared value. */
    abstract long bits(Object prepared);

    /** The bits of the value in the slot at {@code at}. */
    abstract long bitsAt(Memory memory, long at);

    @Override
    public final Object copyAt(Core core, long at) {
        return prepare(load(core, at));
    }

    @Override
    public final boolean copiesAll() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // without references the stripe is not used
    public final boolean trySavePlain(Core core, long at, T value) {
        save(core, null, at, prepare(value));
        return true;
    }

    @Override
    public final boolean isNatural() {
        return true;
    }

    @Override
    public final boolean comparesByUserCode() {
        return false;
    }

    @Override
    public final boolean isSame(Object prepared, Object other) {
        return prepared.equals(other);
    }

    @Override
    public final long hash(Object prepared, long seed) {
        return Hash.of(bits(prepared), seed);
    }

    @Override
    public final long hashAt(Core core, long at, long seed) {
        return Hash.of(bitsAt(core.memory(), at), seed);
    }

    @Override
    public final boolean isAt(Core core, long at, Object prepared) {
        return bitsAt(core.memory(), at) == bits(prepared);
    }

    @Override
    public final boolean isSame(Core core, long a, long b) {
        return bitsAt(core.memory(), a) == bitsAt(core.memory(), b);
    }
}
