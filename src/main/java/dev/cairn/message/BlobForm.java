package dev.cairn.message;

import dev.cairn.Blob;
import java.util.Arrays;

/** Blobs, copied 64 KiB at a time. */
final class BlobForm extends Form.OfClass<Blob> {
    static final BlobForm BLOB = new BlobForm();

    /** A multiple of eight. */
    private static final int CHUNK = 1 << 16;

    private BlobForm() {
        super(Blob.class);
    }

    @Override
    void put(FormatWriter out, Blob value) {
        long bytes = value.byteLength();
        out.beginBlob(value.length());
        byte[] chunk = new byte[(int) Math.min(bytes, CHUNK)];
        for (long from = 0; from < bytes; from += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - from);
            value.copyTo(from, chunk, 0, length);
            out.putBytes(chunk, length);
        }
    }

    @Override
    Blob take(FormatReader in, FormatType next) {
        if (next != FormatType.BLOB) {
            return takeTagged(in, next);
        }
        Blob.Builder builder = Blob.builder(in.options().store());
        long bits = in.size();
        long bytes = Preamble.words(bits, Byte.SIZE);
        byte[] chunk = new byte[(int) Math.min(bytes, CHUNK)];
        for (long from = 0; from < bytes; from += CHUNK) {
            int length = (int) Math.min(CHUNK, bytes - from);
            in.bytes(chunk, 0, length);
            append(in, builder, Arrays.copyOf(chunk, length), (int)
                    Math.min(Byte.SIZE * CHUNK, bits - Byte.SIZE * from));
        }
        return builder.build();
    }

    private static void append(FormatReader in, Blob.Builder builder, byte[] bytes, int bits) {
        int rest = bits % Byte.SIZE;
        if (rest == 0) {
            builder.appendAll(bytes);
            return;
        }
        int whole = bytes.length - 1;
        int last = Byte.toUnsignedInt(bytes[whole]);
        if ((last & 0xFF >>> rest) != 0) {
            throw in.fault("after the bits, in the last byte, is not zero but " + last);
        }
        builder.appendAll(Arrays.copyOf(bytes, whole)).appendBits(last >>> (Byte.SIZE - rest), rest);
    }
}
