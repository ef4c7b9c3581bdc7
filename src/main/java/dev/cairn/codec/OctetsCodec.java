package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.Hash;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps values as arrays of bytes. A short array lies in the slot. Two values are equal if their bytes are. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class OctetsCodec<T> extends BuiltInCodec<T> {
    /*
     * Layout
     *
     *     0            4            8                         24
     *     +------------+------------+-------------------------+
     *     | reference  |   length   | short array, then zeros |
     *     +------------+------------+-------------------------+
     */
    static final int AT_LENGTH = 4;
    static final int AT_INLINE = 8;
    private static final int INLINE = 16;

    OctetsCodec(String name, Class<?> type) {
        super(name, type, new Shape(AT_INLINE + INLINE, 0));
    }

    /** A copy to keep of an array that the caller may change. */
    final byte[] copy(byte[] bytes) {
        return OutOfLine.requireRoom(toString(), bytes).clone();
    }

    /** A copy of the array in the slot at {@code at}. */
    static byte[] bytesAt(Core core, long at) {
        Memory memory = core.memory();
        byte[] bytes = new byte[length(memory, at)];
        memory.copyOut(find(memory, at), bytes, 0, bytes.length);
        return bytes;
    }

    private static int length(Memory memory, long at) {
        return memory.getInt(at + AT_LENGTH);
    }

    private static long find(Memory memory, long at) {
        return memory.getInt(at) == 0 ? at + AT_INLINE : OutOfLine.find(memory, at);
    }

    @Override
    public final boolean bears(Object prepared) {
        return ((byte[]) prepared).length > INLINE;
    }

    @Override
    public final void save(Core core, Stripe stripe, long at, Object prepared) {
        byte[] bytes = (byte[]) prepared;
        long to = bytes.length <= INLINE ? at + AT_INLINE : OutOfLine.make(core, stripe, at, bytes.length);
        core.memory().setInt(at + AT_LENGTH, bytes.length);
        core.memory().copyIn(bytes, 0, to, bytes.length);
    }

    @Override
    public final boolean comparesByUserCode() {
        return false;
    }

    @Override
    public final long hash(Object prepared, long seed) {
        byte[] bytes = (byte[]) prepared;
        return Hash.of(bytes, bytes.length, seed);
    }

    @Override
    public final long hashAt(Core core, long at, long seed) {
        Memory memory = core.memory();
        int length = length(memory, at);
        return Hash.of(memory, find(memory, at), length, length, seed);
    }

    @Override
    public final boolean isAt(Core core, long at, Object prepared) {
        Memory memory = core.memory();
        byte[] bytes = (byte[]) prepared;
        return length(memory, at) == bytes.length && memory.isSame(find(memory, at), bytes);
    }

    @Override
    public final boolean isSame(Core core, long a, long b) {
        Memory memory = core.memory();
        int length = length(memory, a);
        return length == length(memory, b) && memory.isSame(find(memory, a), find(memory, b), length);
    }

    /** Keeps copies of byte arrays. */
    @SuppressWarnings("serial")
    abstract static class Copies extends OctetsCodec<byte[]> {
        Copies() {
            super("Codec.BYTES", byte[].class);
        }

        @Override
        Object keep(byte[] value) {
            return copy(value);
        }

        @Override
        public byte[] restore(Object prepared) {
            return ((byte[]) prepared).clone();
        }

        @Override
        public byte[] load(Core core, long at) {
            return bytesAt(core, at);
        }

        @Override
        public Object likeness(byte[] value) {
            return new OctetsCodec.Octets(value);
        }

        @Override
        public void write(byte[] value, ObjectOutputStream out) throws IOException {
            Streamed.writeBytes(value, out);
        }

        @Override
        public byte[] read(ObjectInputStream in) throws IOException {
            return Streamed.readBytes(in);
        }
    }

    /** Keeps values as arrays of bytes that one function of a user makes and another reads. Values are equal if their bytes are. */
    @SuppressWarnings("serial")
    abstract static class ByFunctions<T> extends OctetsCodec<T> {
        static final String NAME = "Codec.ofBytes";

        final Function<? super T, byte[]> toBytes;
        final Function<byte[], ? extends T> fromBytes;
        final String given;

        /** The name that the user gave is empty if there is none. */
        ByFunctions(Function<? super T, byte[]> toBytes, Function<byte[], ? extends T> fromBytes, String given) {
            super(NAME + "(" + toBytes.getClass().getName() + ")" + suffix(given), Object.class);
            this.given = given;
            this.toBytes = toBytes;
            this.fromBytes = Objects.requireNonNull(fromBytes, "fromBytes");
        }

        @Override
        Object keep(T value) {
            return copy(UserCode.call(toString(), "making bytes", () -> toBytes.apply(value)));
        }

        @Override
        public T restore(Object prepared) {
            return fromBytes(((byte[]) prepared).clone());
        }

        @Override
        public T load(Core core, long at) {
            return fromBytes(bytesAt(core, at));
        }

        @Override
        public void enter(Core core) {
            if (given.isEmpty()) {
                throw core.notPortable(this
                        + " has no name, so a later process could not know how to read it, and no collection with it"
                        + " can be made in a store in a file; give it a name: codec.named(\"com.acme.Money/1\")");
            }
        }

        private T fromBytes(byte[] bytes) {
            return UserCode.call(toString(), "reading " + bytes.length + " bytes", () -> fromBytes.apply(bytes));
        }

        @Override
        public String kind() {
            return NAME;
        }

        @Override
        public Object[] streamParts() throws NotSerializableException {
            return new Object[] {
                Streamed.requireSerializable(toString(), toBytes),
                Streamed.requireSerializable(toString(), fromBytes),
                given
            };
        }

        @Override
        public void write(T value, ObjectOutputStream out) throws IOException {
            Streamed.writeBytes((byte[]) keep(value), out);
        }

        @Override
        public T read(ObjectInputStream in) throws IOException {
            return fromBytes(Streamed.readBytes(in));
        }

        @Override
        public Descriptor descriptor() {
            return Descriptor.of(Descriptor.BYTES, given);
        }

        /** As for an encoding. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof ByFunctions<?> that && !given.isEmpty() && given.equals(that.given));
        }

        @Override
        public int hashCode() {
            return given.isEmpty() ? System.identityHashCode(this) : given.hashCode();
        }
    }

    /** Stands for an array where values are compared on the heap: two are equal if the bytes are. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content
    record Octets(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
