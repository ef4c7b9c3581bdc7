package dev.cairn.codec;

import dev.cairn.internal.slot.Prepared;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Common part of writer and reader of an element: the arrays, their bounds, and the thread that may use them until the call ends. */
final class SlotAccess {
    /*
     * Concurrency
     *   Only the thread that made this gets past requireUser, and only until it calls end(). It sees its own writes to user. Any other
     *   thread reads some value that is not itself. So nobody changes the arrays after the call for which they were made.
     */
    static final VarHandle SHORT = view(short[].class);
    static final VarHandle CHAR = view(char[].class);
    static final VarHandle INT = view(int[].class);
    static final VarHandle LONG = view(long[].class);
    static final VarHandle FLOAT = view(float[].class);
    static final VarHandle DOUBLE = view(double[].class);

    private final String codec;
    private final byte[] fixed;
    private final byte[][] extents;

    private @Nullable Thread user = Thread.currentThread();

    SlotAccess(String codec, Image image) {
        this.codec = codec;
        this.fixed = image.fixed();
        this.extents = image.extents();
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.nativeOrder());
    }

    /** Makes every later use throw. */
    void end() {
        user = null;
    }

    /** The fixed part. Throws unless {@code bytes} bytes at {@code offset} lie in it. */
    byte[] fixed(int offset, int bytes) {
        requireUser();
        if (offset < 0 || bytes < 0 || offset > fixed.length - bytes) {
            throw new CodecException(
                    codec, bytes + " bytes at offset " + offset + " of a fixed part of " + fixed.length + " bytes");
        }
        return fixed;
    }

    /** The extents. Throws unless there is an extent {@code index}. */
    byte[][] extents(int index) {
        requireUser();
        if (index < 0 || index >= extents.length) {
            throw new CodecException(codec, "extent " + index + " of " + extents.length);
        }
        return extents;
    }

    String codec() {
        return codec;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is equal only to itself
    private void requireUser() {
        if (!Thread.currentThread().equals(user)) {
            throw new CodecException(
                    codec, "a writer or reader used after the call it was given to, or by another thread");
        }
    }

    /** One element as an encoding wrote it, on the heap: the fixed part and the extents. Nobody changes it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Image(byte[] fixed, byte[][] extents) implements Prepared.Weighed {
        @Override
        public int weight() {
            return fixed.length + Prepared.weight(extents);
        }

        /** An image that shares no array with this one. */
        Image copy() {
            byte[][] copies = new byte[extents.length][];
            for (int i = 0; i < copies.length; i++) {
                copies[i] = extents[i].clone();
            }
            return new Image(fixed.clone(), copies);
        }
    }
}
