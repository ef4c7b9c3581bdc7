package dev.cairn;

import dev.cairn.internal.stream.ReadVersions;
import dev.cairn.internal.stream.WrittenPieces;
import dev.cairn.internal.stream.WrittenVersions;
import dev.cairn.internal.trie.blob.PieceCursor;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Reference;

/** Writes and reads blobs. A blob refers to parts of other blobs in the stream, if they share pieces. */
final class BlobStream {
    /*
     * Layout
     *
     *     parts times: bits: long | number of a blob, or 0: int | if it is 0: bytes, else: first bit: long
     *     0: long
     */
    private static final int BATCH = 1 << 16;

    private BlobStream() {}

    static void write(Blob blob, WrittenVersions before, ObjectOutputStream out) throws IOException {
        PieceCursor piece = blob.base().pieces();
        blob.base().check();
        try {
            for (long bit = 0; bit < blob.length(); ) {
                piece.seek(bit, blob.length() - bit);
                WrittenPieces.Place place = before.pieces().find(blob.core(), piece.leaf(), piece.first());
                long count = Math.min(piece.length(), place.bits());
                out.writeLong(count);
                out.writeInt(place.number());
                if (place.number() == 0) {
                    writeBytes(blob, bit, count, out);
                } else {
                    out.writeLong(place.bit());
                }
                bit += count;
            }
            out.writeLong(0);
        } finally {
            Reference.reachabilityFence(blob);
        }
    }

    private static void writeBytes(Blob blob, long bit, long count, ObjectOutputStream out) throws IOException {
        byte[] bytes = new byte[BATCH];
        for (long done = 0; done < count; done += 8L * BATCH) {
            int some = (int) Math.min(BATCH, (count - done + 7) >>> 3);
            blob.base().copyOut(bit + done, bytes, 0, some);
            out.write(bytes, 0, some);
        }
    }

    static Blob read(Blob empty, ReadVersions before, ObjectInputStream in) throws IOException {
        Blob blob = empty;
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            int number = in.readInt();
            Blob part = number == 0
                    ? readBytes(empty.store(), count, in)
                    : part((Version) before.get(number), in.readLong(), count);
            blob = blob.concat(part);
        }
        return blob;
    }

    private static Blob part(Version version, long bit, long count) {
        return ((Blob) version).slice(bit, Math.addExact(bit, count));
    }

    private static Blob readBytes(Store store, long count, ObjectInputStream in) throws IOException {
        if (count < 0) {
            throw new InvalidObjectException("a part of " + count + " bits");
        }
        Blob.Builder builder = Blob.builder(store);
        for (long rest = (count >>> 3) + ((count & 7) == 0 ? 0 : 1); rest > 0; rest -= BATCH) {
            byte[] bytes = in.readNBytes((int) Math.min(rest, BATCH));
            if (bytes.length < Math.min(rest, BATCH)) {
                throw new InvalidObjectException(rest - bytes.length + " bytes are missing");
            }
            builder.appendAll(bytes);
        }
        return builder.build().slice(0, count);
    }
}
