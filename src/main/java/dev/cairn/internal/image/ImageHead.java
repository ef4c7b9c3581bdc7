package dev.cairn.internal.image;

import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an image says at its beginning of its store. It never changes. {@code uuid} is the image's own. */
public record ImageHead(int bits, int slabBytes, long maxBytes, long seed, UUID uuid, long created) {
    /** What a slot says of a checkpoint. */
    record Slot(long sequence, long end, long catalogue, long time, long nodes, int frontier) {
        ByteBuffer write(long image) {
            ByteBuffer slot = ImageFormat.buffer(ImageFormat.SLOT_BYTES);
            slot.putLong(ImageFormat.AT_SEQUENCE, sequence);
            slot.putLong(ImageFormat.AT_END, end);
            slot.putLong(ImageFormat.AT_CATALOGUE, catalogue);
            slot.putLong(ImageFormat.AT_TIME, time);
            slot.putLong(ImageFormat.AT_NODES, nodes);
            slot.putInt(ImageFormat.AT_FRONTIER, frontier);
            return slot.putInt(ImageFormat.AT_SLOT_CRC, ImageFormat.slotCrc(image, slot));
        }

        /** The slot in these bytes, which lies where checkpoints of the given parity do; null if it is not whole. */
        static @Nullable Slot read(long image, ByteBuffer slot, int parity) {
            boolean isWhole = ImageFormat.slotCrc(image, slot) == slot.getInt(ImageFormat.AT_SLOT_CRC);
            long sequence = slot.getLong(ImageFormat.AT_SEQUENCE);
            return !isWhole || sequence <= 0 || (sequence & 1) != parity
                    ? null
                    : new Slot(
                            sequence,
                            slot.getLong(ImageFormat.AT_END),
                            slot.getLong(ImageFormat.AT_CATALOGUE),
                            slot.getLong(ImageFormat.AT_TIME),
                            slot.getLong(ImageFormat.AT_NODES),
                            slot.getInt(ImageFormat.AT_FRONTIER));
        }
    }

    /** The number that all checksums of the image begin with. */
    long identity() {
        return uuid.getMostSignificantBits() ^ uuid.getLeastSignificantBits();
    }

    ByteBuffer write() {
        ByteBuffer head = ImageFormat.buffer(ImageFormat.HEAD_BYTES);
        head.putLong(ImageFormat.AT_MAGIC, ImageFormat.MAGIC);
        head.putInt(ImageFormat.AT_VERSION, ImageFormat.VERSION);
        head.putInt(ImageFormat.AT_BYTE_ORDER, ImageFormat.BYTE_ORDER_MARK);
        head.putInt(ImageFormat.AT_BITS, bits);
        head.putInt(ImageFormat.AT_SLAB_BYTES, slabBytes);
        head.putLong(ImageFormat.AT_MAX_BYTES, maxBytes);
        head.putLong(ImageFormat.AT_SEED, seed);
        head.putLong(ImageFormat.AT_UUID, uuid.getMostSignificantBits());
        head.putLong(ImageFormat.AT_UUID + Long.BYTES, uuid.getLeastSignificantBits());
        head.putLong(ImageFormat.AT_CREATED, created);
        return head.putInt(ImageFormat.AT_HEAD_CRC, ImageFormat.headCrc(head));
    }

    static ImageHead read(Path path, ByteBuffer head) {
        if (head.getLong(ImageFormat.AT_MAGIC) != ImageFormat.MAGIC) {
            boolean isOtherOrder = Long.reverseBytes(head.getLong(ImageFormat.AT_MAGIC)) == ImageFormat.MAGIC;
            throw new FileProblem(
                    path,
                    isOtherOrder ? Reason.OTHER_LAYOUT : Reason.NOT_A_STORE,
                    isOtherOrder
                            ? "the image " + path + " was written by a machine of the other byte order"
                            : "the file " + path + " is no image of a store");
        }
        if (head.getInt(ImageFormat.AT_VERSION) != ImageFormat.VERSION) {
            throw new FileProblem(
                    path,
                    Reason.OTHER_LAYOUT,
                    "the image " + path + " has the version " + head.getInt(ImageFormat.AT_VERSION)
                            + "; this version of the library reads version " + ImageFormat.VERSION);
        }
        if (ImageFormat.headCrc(head) != head.getInt(ImageFormat.AT_HEAD_CRC)) {
            throw new FileProblem(
                    path,
                    Reason.DAMAGED,
                    "the first bytes of the image " + path + " are damaged: their checksum is wrong");
        }
        return new ImageHead(
                head.getInt(ImageFormat.AT_BITS),
                head.getInt(ImageFormat.AT_SLAB_BYTES),
                head.getLong(ImageFormat.AT_MAX_BYTES),
                head.getLong(ImageFormat.AT_SEED),
                new UUID(head.getLong(ImageFormat.AT_UUID), head.getLong(ImageFormat.AT_UUID + Long.BYTES)),
                head.getLong(ImageFormat.AT_CREATED));
    }
}
