package dev.cairn.internal.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Where each byte of an image is. */
final class ImageFormat {
    /*
     * Layout
     *         0  head      magic 8 | version 4 | byteOrder 4 | bits 4 | slabBytes 4 | maxBytes 8 | seed 8 | uuid 16 | created 8 | crc 4
     *      4096  slot 0    of checkpoints with even numbers: sequence 8 | end 8 | catalogue 8 | time 8 | nodes 8 | frontier 4 | crc 4
     *      8192  slot 1    of those with odd numbers
     *     12288  frames    payloadBytes 4 | type 4 | sequence 8 | crc 4 | zero 4 | payload, then zeros up to a multiple of 8
     *
     * A checkpoint is a row of frames: RECORDS and BLOCKS, then CATALOGUE, the last of which is LAST. The next checkpoint begins at the next
     * multiple of 4096. So an image has several checkpoints, one behind the other: the first has all nodes, each other one what was new.
     *     blocks     reference of the first 4 | granules of each 4 | how many 4 | zero 4 | bytes of neighbours in one slab
     *     record     reference 4 | granules of its block 4 | first granule 4 | isFresh 1, granules 31 | bytes
     *     catalogue  names 4 | for each: header 4, name, descriptor of its kind | descriptors 4 | each of them | shapes 4 | 64 bytes each
     *     text       length 4 | two bytes a character
     * A fresh record begins a node, whose other bytes are zeros; any other one goes on with it. Of blocks all bytes are there, also those
     * behind what the versions have, which can be anything. Counts, lineages and marks are zeros.
     *
     * Invariants
     *   D1  A checkpoint that is being written holds what it writes.
     *   D2  A slot is written when the system says that all bytes before the slot's end are on the disk.
     *   D3  No byte before the end of the checkpoint in the newer slot is ever written again, but for the older slot. So whatever a crash
     *       leaves of a later checkpoint, this one can be read.
     * Evidence: ImagePowerLossTest mixes the sectors of an image before and after a checkpoint.
     */
    static final long MAGIC = 0x474D494E52494143L;
    static final int VERSION = 2;
    static final int BYTE_ORDER_MARK = 0x01020304;

    static final int AT_MAGIC = 0;
    static final int AT_VERSION = 8;
    static final int AT_BYTE_ORDER = 12;
    static final int AT_BITS = 16;
    static final int AT_SLAB_BYTES = 20;
    static final int AT_MAX_BYTES = 24;
    static final int AT_SEED = 32;
    static final int AT_UUID = 40;
    static final int AT_CREATED = 56;
    static final int AT_HEAD_CRC = 64;
    static final int HEAD_BYTES = 68;

    static final int AT_SLOTS = 4096;
    static final int AT_SEQUENCE = 0;
    static final int AT_END = 8;
    static final int AT_CATALOGUE = 16;
    static final int AT_TIME = 24;
    static final int AT_NODES = 32;
    static final int AT_FRONTIER = 40;
    static final int AT_SLOT_CRC = 44;
    static final int SLOT_BYTES = 48;

    static final int AT_FRAMES = 12288;
    static final int AT_TYPE = 4;
    static final int AT_FRAME_SEQUENCE = 8;
    static final int AT_FRAME_CRC = 16;
    static final int FRAME_HEADER = 24;
    static final int PAYLOAD_MAX = 1 << 16;

    static final int RECORDS = 1;
    static final int CATALOGUE = 2;
    static final int LAST = 3;
    static final int BLOCKS = 4;

    static final int AT_BLOCK = 4;
    static final int AT_FIRST = 8;
    static final int AT_COUNT = 12;
    static final int RECORD_HEADER = 16;

    /** The offset of how many blocks there are; their first one, and how large each is, stand as in a record. */
    static final int AT_BLOCK_COUNT = 8;

    static final int FRESH = 1 << 31;

    /** Checkpoints begin at multiples of this. */
    static final int PAGE = 4096;

    private ImageFormat() {}

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    }

    static long atSlot(long sequence) {
        return AT_SLOTS + (sequence & 1) * PAGE;
    }

    static long nextPage(long offset) {
        return (offset + PAGE - 1) & -PAGE;
    }

    /** The checksum of {@code bytes} bytes of the head. */
    static int headCrc(ByteBuffer head) {
        return crc(0, 0, head, AT_HEAD_CRC);
    }

    /** The checksum of a slot in the image with this identity. */
    static int slotCrc(long uuid, ByteBuffer slot) {
        return crc(uuid, 0, slot, AT_SLOT_CRC);
    }

    /** The checksum of a frame of {@code bytes} at {@code offset} of the image with this identity; the checksum in it counts as 0. */
    static int frameCrc(long uuid, long offset, ByteBuffer frame, int bytes) {
        return crc(uuid, offset, frame, bytes);
    }

    private static int crc(long uuid, long offset, ByteBuffer buffer, int bytes) {
        CRC32C crc = new CRC32C();
        crc.update(buffer(2 * Long.BYTES).putLong(uuid).putLong(offset).flip());
        crc.update(buffer.slice(0, bytes));
        return (int) crc.getValue();
    }
}
