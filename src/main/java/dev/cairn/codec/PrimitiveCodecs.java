package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;

/** The codecs of the primitive types: a slot is the value in the machine's byte order. */
final class PrimitiveCodecs {
    private PrimitiveCodecs() {}

    /** Keeps Boolean values. */
    static final class OfBoolean extends BuiltInCodec<Boolean> {
        OfBoolean() {
            super("Codec.BOOLEAN", Boolean.class, new Shape(Byte.BYTES));
        }

        @Override
        public Boolean load(Core core, long at) {
            return core.memory().getByte(at) != 0;
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setByte(at, (byte) ((Boolean) prepared ? 1 : 0));
        }
    }

    /** Keeps Byte values. */
    static final class OfByte extends BuiltInCodec<Byte> {
        OfByte() {
            super("Codec.BYTE", Byte.class, new Shape(Byte.BYTES));
        }

        @Override
        public Byte load(Core core, long at) {
            return core.memory().getByte(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setByte(at, (Byte) prepared);
        }
    }

    /** Keeps Short values. */
    static final class OfShort extends BuiltInCodec<Short> {
        OfShort() {
            super("Codec.SHORT", Short.class, new Shape(Short.BYTES));
        }

        @Override
        public Short load(Core core, long at) {
            return core.memory().getShort(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setShort(at, (Short) prepared);
        }
    }

    /** Keeps Character values. */
    static final class OfChar extends BuiltInCodec<Character> {
        OfChar() {
            super("Codec.CHAR", Character.class, new Shape(Character.BYTES));
        }

        @Override
        public Character load(Core core, long at) {
            return core.memory().getChar(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setChar(at, (Character) prepared);
        }
    }

    /** Keeps Integer values. */
    static final class OfInt extends BuiltInCodec<Integer> {
        OfInt() {
            super("Codec.INT", Integer.class, new Shape(Integer.BYTES));
        }

        @Override
        public Integer load(Core core, long at) {
            return core.memory().getInt(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setInt(at, (Integer) prepared);
        }
    }

    /** Keeps Long values. */
    static final class OfLong extends BuiltInCodec<Long> {
        OfLong() {
            super("Codec.LONG", Long.class, new Shape(Long.BYTES));
        }

        @Override
        public Long load(Core core, long at) {
            return core.memory().getLong(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setLong(at, (Long) prepared);
        }
    }

    /** Keeps Float values. */
    static final class OfFloat extends BuiltInCodec<Float> {
        OfFloat() {
            super("Codec.FLOAT", Float.class, new Shape(Float.BYTES));
        }

        @Override
        public Float load(Core core, long at) {
            return core.memory().getFloat(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setFloat(at, (Float) prepared);
        }
    }

    /** Keeps Double values. */
    static final class OfDouble extends BuiltInCodec<Double> {
        OfDouble() {
            super("Codec.DOUBLE", Double.class, new Shape(Double.BYTES));
        }

        @Override
        public Double load(Core core, long at) {
            return core.memory().getDouble(at);
        }

        @Override
        public void save(Core core, Stripe stripe, long at, Object prepared) {
            core.memory().setDouble(at, (Double) prepared);
        }
    }
}
