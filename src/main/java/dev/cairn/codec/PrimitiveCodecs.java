package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Shape;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** The codecs of the primitive types: a slot is the value in the machine's byte order. */
@SuppressWarnings("serial") // as BuiltInCodec
final class PrimitiveCodecs {
    private PrimitiveCodecs() {}

    /** Keeps Boolean values. */
    static final class OfBoolean extends WordCodec<Boolean> {
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

        @Override
        long bits(Object prepared) {
            return (Boolean) prepared ? 1 : 0;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getByte(at);
        }

        @Override
        public void write(Boolean value, ObjectOutputStream out) throws IOException {
            out.writeBoolean(value);
        }

        @Override
        public Boolean read(ObjectInputStream in) throws IOException {
            return in.readBoolean();
        }
    }

    /** Keeps Byte values. */
    static final class OfByte extends WordCodec<Byte> {
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

        @Override
        long bits(Object prepared) {
            return (Byte) prepared;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getByte(at);
        }

        @Override
        public void write(Byte value, ObjectOutputStream out) throws IOException {
            out.writeByte(value);
        }

        @Override
        public Byte read(ObjectInputStream in) throws IOException {
            return in.readByte();
        }
    }

    /** Keeps Short values. */
    static final class OfShort extends WordCodec<Short> {
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

        @Override
        long bits(Object prepared) {
            return (Short) prepared;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getShort(at);
        }

        @Override
        public void write(Short value, ObjectOutputStream out) throws IOException {
            out.writeShort(value);
        }

        @Override
        public Short read(ObjectInputStream in) throws IOException {
            return in.readShort();
        }
    }

    /** Keeps Character values. */
    static final class OfChar extends WordCodec<Character> {
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

        @Override
        long bits(Object prepared) {
            return (Character) prepared;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getChar(at);
        }

        @Override
        public void write(Character value, ObjectOutputStream out) throws IOException {
            out.writeChar(value);
        }

        @Override
        public Character read(ObjectInputStream in) throws IOException {
            return in.readChar();
        }
    }

    /** Keeps Integer values. */
    static final class OfInt extends WordCodec<Integer> {
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

        @Override
        long bits(Object prepared) {
            return (Integer) prepared;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getInt(at);
        }

        @Override
        public void write(Integer value, ObjectOutputStream out) throws IOException {
            out.writeInt(value);
        }

        @Override
        public Integer read(ObjectInputStream in) throws IOException {
            return in.readInt();
        }
    }

    /** Keeps Long values. */
    static final class OfLong extends WordCodec<Long> {
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

        @Override
        long bits(Object prepared) {
            return (Long) prepared;
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return memory.getLong(at);
        }

        @Override
        public void write(Long value, ObjectOutputStream out) throws IOException {
            out.writeLong(value);
        }

        @Override
        public Long read(ObjectInputStream in) throws IOException {
            return in.readLong();
        }
    }

    /** Keeps Float values. */
    static final class OfFloat extends WordCodec<Float> {
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

        @Override
        long bits(Object prepared) {
            return Float.floatToIntBits((Float) prepared);
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return Float.floatToIntBits(memory.getFloat(at));
        }

        @Override
        public void write(Float value, ObjectOutputStream out) throws IOException {
            out.writeFloat(value);
        }

        @Override
        public Float read(ObjectInputStream in) throws IOException {
            return in.readFloat();
        }
    }

    /** Keeps Double values. */
    static final class OfDouble extends WordCodec<Double> {
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

        @Override
        long bits(Object prepared) {
            return Double.doubleToLongBits((Double) prepared);
        }

        @Override
        long bitsAt(Memory memory, long at) {
            return Double.doubleToLongBits(memory.getDouble(at));
        }

        @Override
        public void write(Double value, ObjectOutputStream out) throws IOException {
            out.writeDouble(value);
        }

        @Override
        public Double read(ObjectInputStream in) throws IOException {
            return in.readDouble();
        }
    }
}
