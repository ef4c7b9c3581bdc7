package dev.cairn.internal.image;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes one checkpoint behind those that the image has. */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is all of its array
final class ImageWriter {
    /** The bytes at the beginning of a node that are in one record. */
    private static final int HEADS = 64;

    private final ImageOutput file;
    private final long image;
    private final long sequence;
    private final long begin;
    private final boolean keepsLabels;
    private final ByteBuffer frame = ImageFormat.buffer(ImageFormat.FRAME_HEADER + ImageFormat.PAYLOAD_MAX);
    private long offset;
    private int type = ImageFormat.RECORDS;

    /** A checkpoint with this number, from {@code offset} on. Writes by a {@code RandomAccessFile}, which interrupts do not close. */
    ImageWriter(ImageOutput file, long image, long sequence, long offset, boolean keepsLabels) {
        this.file = file;
        this.image = image;
        this.sequence = sequence;
        this.begin = offset;
        this.keepsLabels = keepsLabels;
        this.offset = offset;
        frame.position(ImageFormat.FRAME_HEADER);
    }

    /**
     * Writes the bytes of a node from {@code from}, a multiple of a granule, to before {@code end}, and zeros to the end of the granule. If
     * {@code from} is 0, they begin the node.
     */
    void write(Memory memory, int reference, long blockBytes, long from, long end) throws IOException {
        begin(ImageFormat.RECORDS);
        long to = (end + Memory.GRANULE - 1) & -Memory.GRANULE;
        for (long at = from; at < to; ) {
            if (frame.remaining() < ImageFormat.RECORD_HEADER + Math.min(to - at, HEADS)) {
                writeFrame();
            }
            int bytes = (int) Math.min(to - at, (frame.remaining() - ImageFormat.RECORD_HEADER) & -Memory.GRANULE);
            frame.putInt(reference)
                    .putInt((int) (blockBytes / Memory.GRANULE))
                    .putInt((int) (at / Memory.GRANULE))
                    .putInt(bytes / Memory.GRANULE | (at == 0 ? ImageFormat.FRESH : 0));
            int here = frame.position();
            memory.copyOut(memory.at(reference) + at, frame.array(), here, bytes);
            if (at == 0) {
                forgetOwners(here);
            }
            at += bytes;
            frame.position(here + bytes);
        }
        Arrays.fill(frame.array(), frame.position() - (int) (to - end), frame.position(), (byte) 0);
    }

    /** Writes {@code count} nodes that are neighbours, each with all bytes of its block. Others may write meanwhile behind what the versions have. */
    void writeBlocks(Memory memory, int first, int blockBytes, int count) throws IOException {
        begin(ImageFormat.BLOCKS);
        int reference = first;
        for (int left = count; left > 0; ) {
            int blocks = Math.min(left, (frame.remaining() - ImageFormat.RECORD_HEADER) / blockBytes);
            if (blocks <= 0) {
                writeFrame();
                continue;
            }
            frame.putInt(reference)
                    .putInt(blockBytes / Memory.GRANULE)
                    .putInt(blocks)
                    .putInt(0);
            int here = frame.position();
            memory.copyOut(memory.at(reference), frame.array(), here, blocks * blockBytes);
            for (int i = 0; i < blocks; i++) {
                forgetOwners(here + i * blockBytes);
            }
            frame.position(here + blocks * blockBytes);
            reference += blocks * (blockBytes / Memory.GRANULE);
            left -= blocks;
        }
    }

    /** Clears what the header of a node says of its owners, which a repair of the restored store finds out again. */
    private void forgetOwners(int at) {
        frame.putLong(at + Node.AT_COUNT, 0);
        Kind kind = Kind.of(frame.get(at + Node.AT_META));
        if (kind.isBearing()) {
            frame.putLong(at + Node.AT_LINEAGE, 0);
            frame.putInt(at + Node.AT_QUEUED, frame.getInt(at + Node.AT_QUEUED) & ~1);
        }
        if (kind == Kind.HEADER && !keepsLabels) {
            frame.putInt(at + Header.AT_LABEL, 0);
        }
    }

    /** Lets what comes next stand in frames of the type {@code next}. */
    private void begin(int next) throws IOException {
        if (type != next && frame.position() > ImageFormat.FRAME_HEADER) {
            writeFrame();
        }
        type = next;
    }

    private void writeFrame() throws IOException {
        int end = frame.position();
        while (frame.position() % Long.BYTES != 0) {
            frame.put((byte) 0);
        }
        int padded = frame.position();
        frame.putInt(0, end - ImageFormat.FRAME_HEADER);
        frame.putInt(ImageFormat.AT_TYPE, type);
        frame.putLong(ImageFormat.AT_FRAME_SEQUENCE, sequence);
        frame.putLong(ImageFormat.AT_FRAME_CRC, 0);
        frame.putInt(ImageFormat.AT_FRAME_CRC, ImageFormat.frameCrc(image, offset, frame, padded));
        file.write(offset, frame.array(), padded);
        offset += padded;
        frame.clear().position(ImageFormat.FRAME_HEADER);
    }

    /** Writes the catalogue and the slot, after which this is the newest checkpoint. Returns where the next one begins. */
    long commit(byte[] catalogue, long nodes, int frontier) throws IOException {
        begin(ImageFormat.CATALOGUE);
        long atCatalogue = offset;
        for (int at = 0; at < catalogue.length; ) {
            int bytes = Math.min(ImageFormat.PAYLOAD_MAX, catalogue.length - at);
            frame.put(catalogue, at, bytes);
            at += bytes;
            type = at == catalogue.length ? ImageFormat.LAST : ImageFormat.CATALOGUE;
            writeFrame();
        }
        long end = ImageFormat.nextPage(offset);
        file.write(offset, new byte[(int) (end - offset)], (int) (end - offset));
        file.sync();
        ImageHead.Slot slot =
                new ImageHead.Slot(sequence, end, atCatalogue, System.currentTimeMillis(), nodes, frontier);
        file.write(ImageFormat.atSlot(sequence), slot.write(image).array(), ImageFormat.SLOT_BYTES);
        file.sync();
        return end;
    }

    /** How many bytes were written so far. */
    long bytes() {
        return offset - begin;
    }
}
