package dev.cairn.internal.image;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.LoadedBlocks;
import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import dev.cairn.internal.memory.Memory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the newest whole checkpoint of an image. Believes only what its checksums cover. */
@SuppressWarnings("ByteBufferBackingArray") // each buffer is all of its array
final class ImageReader implements LoadSource {
    private final Path path;
    private final RandomAccessFile file;
    private final ByteBuffer frame = ImageFormat.buffer(ImageFormat.FRAME_HEADER + ImageFormat.PAYLOAD_MAX);
    private final ImageHead head;
    private final ImageHead.Slot slot;

    private ImageReader(Path path, RandomAccessFile file) throws IOException {
        this.path = path;
        this.file = file;
        if (file.length() < ImageFormat.AT_FRAMES) {
            throw new FileProblem(
                    path,
                    Reason.NOT_A_STORE,
                    "the file " + path + " is no image of a store: it has " + file.length() + " bytes");
        }
        this.head = ImageHead.read(path, read(0, ImageFormat.HEAD_BYTES));
        this.slot = newestSlot();
    }

    static ImageReader open(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw new FileProblem(path, Reason.NOT_ACCESSIBLE, "there is no image " + path);
            }
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
            try {
                return new ImageReader(path, file);
            } catch (Throwable e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw notReadable(path, e);
        }
    }

    private static FileProblem notReadable(Path path, IOException e) {
        return new FileProblem(path, Reason.NOT_ACCESSIBLE, "cannot read the image " + path + ": " + e.getMessage(), e);
    }

    private ByteBuffer read(long offset, int bytes) throws IOException {
        ByteBuffer read = ImageFormat.buffer(bytes);
        file.seek(offset);
        file.readFully(read.array());
        return read;
    }

    private ImageHead.Slot newestSlot() throws IOException {
        ImageHead.@Nullable Slot newest = null;
        for (int parity = 0; parity < 2; parity++) {
            ImageHead.Slot found = ImageHead.Slot.read(
                    head.identity(), read(ImageFormat.atSlot(parity), ImageFormat.SLOT_BYTES), parity);
            if (found != null && (newest == null || found.sequence() > newest.sequence())) {
                newest = found;
            }
        }
        if (newest == null) {
            throw damaged("both places that say where the last checkpoint is, at " + ImageFormat.AT_SLOTS + " and "
                    + ImageFormat.atSlot(1) + ", have a wrong checksum");
        }
        if (newest.end() > file.length()) {
            throw new FileProblem(
                    path,
                    Reason.TRUNCATED,
                    "the image " + path + " has " + file.length() + " bytes, and its last checkpoint ends at "
                            + newest.end() + ": the file was cut");
        }
        return newest;
    }

    @Override
    public FileProblem damaged(String what) {
        return new FileProblem(path, Reason.DAMAGED, "the image " + path + " is damaged: " + what);
    }

    @Override
    public ImageHead head() {
        return head;
    }

    ImageHead.Slot slot() {
        return slot;
    }

    @Override
    public Catalogue load(Memory memory, Allocator allocator) {
        if (slot.frontier() < 0) {
            throw damaged("it claims to have " + slot.frontier() + " slabs");
        }
        return forEach(new Loading(memory, new LoadedBlocks(memory, allocator, slot.frontier())));
    }

    /** Takes the nodes of an image, in the order in which they were written. */
    private record Loading(Memory memory, LoadedBlocks blocks) {
        /** Takes bytes of the node {@code reference} from {@code from} on. They are {@code bytes} from {@code at} on. */
        void node(int reference, long blockBytes, long from, boolean isFresh, byte[] bytes, int at, int length) {
            long block = blocks.block(reference, blockBytes);
            if (from > blockBytes - length) {
                throw new IllegalArgumentException("a node is longer than its block");
            }
            if (isFresh) {
                memory.fill(block, blockBytes, (byte) 0);
            }
            memory.copyIn(bytes, at, block + from, length);
        }

        /** Takes {@code count} neighbours. */
        void nodes(int first, long blockBytes, int count, byte[] bytes, int at) {
            long block = blocks.neighbours(first, blockBytes, count);
            memory.copyIn(bytes, at, block, (int) (count * blockBytes));
        }
    }

    /** Reads all records up to the newest checkpoint. Returns the catalogue of that one. */
    private Catalogue forEach(Loading loading) {
        long offset = ImageFormat.AT_FRAMES;
        try {
            ByteArrayOutputStream catalogue = new ByteArrayOutputStream();
            while (offset < slot.end()) {
                int payload = readFrame(offset);
                int type = frame.getInt(ImageFormat.AT_TYPE);
                if (type == ImageFormat.RECORDS) {
                    forEachIn(payload, loading);
                } else if (type == ImageFormat.BLOCKS) {
                    forEachRunIn(payload, loading);
                } else if (offset >= slot.catalogue()) {
                    catalogue.write(frame.array(), ImageFormat.FRAME_HEADER, payload);
                }
                offset += ImageFormat.FRAME_HEADER + ((payload + 7) & -8);
                offset = type == ImageFormat.LAST ? ImageFormat.nextPage(offset) : offset;
            }
            return Catalogue.read(ImageFormat.buffer(catalogue.size())
                    .put(catalogue.toByteArray())
                    .flip());
        } catch (IOException e) {
            throw notReadable(path, e);
        } catch (IllegalArgumentException e) {
            throw damaged("near " + offset + ", " + e.getMessage());
        }
    }

    /** Reads the frame at {@code offset}; returns the bytes of its payload. */
    private int readFrame(long offset) throws IOException {
        frame.clear();
        file.seek(offset);
        file.readFully(frame.array(), 0, ImageFormat.FRAME_HEADER);
        int payload = frame.getInt(0);
        int padded = ImageFormat.FRAME_HEADER + ((payload + 7) & -8);
        if (payload < 0 || payload > ImageFormat.PAYLOAD_MAX || padded > slot.end() - offset) {
            throw new IllegalArgumentException("a part claims to have " + payload + " bytes");
        }
        file.readFully(frame.array(), ImageFormat.FRAME_HEADER, padded - ImageFormat.FRAME_HEADER);
        int crc = frame.getInt(ImageFormat.AT_FRAME_CRC);
        frame.putInt(ImageFormat.AT_FRAME_CRC, 0);
        if (crc != ImageFormat.frameCrc(head.identity(), offset, frame, padded)) {
            throw new IllegalArgumentException("a part of " + padded + " bytes has a wrong checksum");
        }
        return payload;
    }

    private void forEachIn(int payload, Loading loading) {
        int end = ImageFormat.FRAME_HEADER + payload;
        for (int at = ImageFormat.FRAME_HEADER; at < end; ) {
            int body = at + ImageFormat.RECORD_HEADER;
            int count = body > end ? -1 : frame.getInt(at + ImageFormat.AT_COUNT);
            long bytes = (long) (count & ~ImageFormat.FRESH) * Memory.GRANULE;
            if (body > end || bytes > end - body) {
                throw new IllegalArgumentException("a record is longer than its part");
            }
            loading.node(
                    frame.getInt(at),
                    (frame.getInt(at + ImageFormat.AT_BLOCK) & 0xFFFF_FFFFL) * Memory.GRANULE,
                    (frame.getInt(at + ImageFormat.AT_FIRST) & 0xFFFF_FFFFL) * Memory.GRANULE,
                    count < 0,
                    frame.array(),
                    body,
                    (int) bytes);
            at = body + (int) bytes;
        }
    }

    private void forEachRunIn(int payload, Loading loading) {
        int end = ImageFormat.FRAME_HEADER + payload;
        for (int at = ImageFormat.FRAME_HEADER; at < end; ) {
            int body = at + ImageFormat.RECORD_HEADER;
            long blockBytes =
                    body > end ? 0 : (frame.getInt(at + ImageFormat.AT_BLOCK) & 0xFFFF_FFFFL) * Memory.GRANULE;
            int count = body > end ? -1 : frame.getInt(at + ImageFormat.AT_BLOCK_COUNT);
            if (count <= 0 || blockBytes <= 0 || blockBytes > (end - body) / count) {
                throw new IllegalArgumentException("a row of blocks is longer than its part");
            }
            loading.nodes(frame.getInt(at), blockBytes, count, frame.array(), body);
            at = body + (int) (count * blockBytes);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw notReadable(path, e);
        }
    }
}
