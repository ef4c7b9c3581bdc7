package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The first 64 KiB of a store. They say how to interpret the rest: for another process, for C, or for a checker. */
public final class Superblock {
    /*
     * Layout (byte offsets)
     *
     *     0        8         12          16     20          24          28         32     40      44
     *     +--------+---------+-----------+------+-----------+-----------+----------+------+-------+
     *     | magic  | version | byteOrder | bits | slabBytes | slabsMax  | frontier | seed | roots |
     *     +--------+---------+-----------+------+-----------+-----------+----------+------+-------+
     *
     *    44         48         56     64     72        80      84      88     96      104   112        120
     *     +----------+----------+------+------+---------+-------+-------+------+-------+-----+----------+
     *     | features | maxBytes | uuid | uuid | created | crc32 | state | boot | edits | pid | openings |
     *     +----------+----------+------+------+---------+-------+-------+------+-------+-----+----------+
     *   120  names: how often a root node was taken out of the list; at 124 the call of who leads, at 128 cycles begun 4, cycles done 4,
     *        whether a process changes the list 4, how often a process asked all others for a collection 4, who wants to lead 4, how often
     *        all was counted again 4
     *   152  ledger: reference of the first page 4, in hand 4, lost 4, failed 4
     *   168  held: about how many bytes are in blocks that are not free
     *   192  descriptors: reference of the newest 4, state of the figures 4, what a move of figures does 16: see KindFigures
     *   224  window: not 0 while counts must not be lowered by others if this process dies; at 228 features that who writes must know 4,
     *        where slab 0 begins 8, features that anybody may ignore 4
     *   256  class heads: [tag32 | group32] a size class
     *  1024  figures, 64 bits each: live nodes of 32 kinds, their bytes, pinned nodes; see KindFigures
     *  1920  slab lock 8, free slabs below the frontier 4; 1936 sum 8 and row 4 of a move of taken bytes: see SharedSlabs, SharedHeldBytes
     *  1984  bytes taken by nobody in particular 8, bytes freed 8, rows ever used 4
     *  2048  rows: 64 bytes for each process that writes; at 16 the bytes that it took 8, at 24 the stack of pages of its ledger with dead
     *        slots 8, at 32 its first page 4, at 36 the last call 4 for which it stood still, at 40 the last asking 4 that it answered
     *  8192  shapes: 64 bytes each: width16, count16, offset16[30]
     * 65536  slab table: 16 bytes a slab, then the slabs
     *
     * crc32 (CRC-32C) is of the parts that never change: 0 to 28, 32 to 40, and 44 to 80.
     */
    static final long MAGIC = 0x4E52494143L;

    /** The version of the layout of a store that is made now. */
    static final int LAYOUT_VERSION = 2;

    /** The oldest version that this library reads: descriptors have texts only, and the words from 228 on are zeros. */
    static final int OLDEST_VERSION = 1;

    static final int BYTE_ORDER_MARK = 0x01020304;

    static final int AT_MAGIC = 0;
    static final int AT_VERSION = 8;
    static final int AT_BYTE_ORDER = 12;
    static final int AT_BITS = 16;
    static final int AT_SLAB_BYTES = 20;
    static final int AT_SLABS_MAX = 24;
    static final int AT_FRONTIER = 28;
    static final int AT_SEED = 32;
    static final int AT_FEATURES = 44;
    static final int AT_MAX_BYTES = 48;
    static final int AT_UUID = 56;
    static final int AT_CREATED = 72;
    static final int AT_CRC = 80;

    /** The offset of the state of a file. */
    public static final int AT_STATE = 84;

    static final int AT_BOOT = 88;
    static final int AT_PID = 104;
    /** The offset of the number of openings by processes that write. */
    public static final int AT_OPENINGS = 112;

    static final int AT_CLASS_HEADS = 256;

    private static final int AT_FIGURES = 1024;

    /** How many kinds there is room for. */
    public static final int KINDS = 32;

    /** State of a file: a process has it open, or ended without closing it. */
    static final int OPEN = 1;

    /** State of a file: it was closed, and all counts are right. */
    static final int CLEAN = 2;

    /** State of a file: it was closed while readers had versions pinned, so the counts of these are too high. */
    static final int PINNED = 3;

    /** Feature of a file that all must know: several processes can write it at a time. */
    static final int SEVERAL = 1;

    /** The bytes at the beginning that say how to map the rest. */
    public static final int HEAD_BYTES = 256;

    /** The offset of the next number of an edit. */
    public static final int AT_EDITS = 96;

    /** The offset of the reference to the first root node. */
    public static final int AT_ROOTS = 40;

    /** The offset of the number of times that a root node was taken out of the list. */
    public static final int AT_NAMES_VERSION = 120;

    /** The offset of the reference to the newest descriptor of a kind of collections. */
    public static final int AT_DESCRIPTORS = 192;

    /** The offset of a word that is not 0 while two writes are under way of which a dying process may leave only one. In a cache line alone. */
    public static final int AT_WINDOW = 224;

    /** The offset of the features of which who does not know one may read the store, and must not write it. */
    static final int AT_WRITER_FEATURES = 228;

    /** The offset of the offset of slab 0. */
    static final int AT_FIRST_SLAB = 232;

    /** The offset of the features of which who does not know one may read and write the store. */
    static final int AT_LOOSE_FEATURES = 240;

    /** The offset of the reference to the first page of the ledger of a process of an earlier version. */
    public static final int AT_LEDGER = 152;

    /** The offset of a stack of pages that is always empty. */
    public static final int AT_LEDGER_DEAD = 176;

    /** The offset of the number of counts and nodes that the reclaimer of this process has taken and not lowered or freed yet. */
    public static final int AT_IN_HAND = 156;

    /** The offset of the number of counts and nodes that processes which were killed had in hand since the last repair. */
    public static final int AT_LOST = 160;

    /** The offset of a word that is not 0 while an error may have left counts too low. */
    public static final int AT_FAILED = 164;

    /** The offset of the number of bytes that are held, as it was a moment ago. */
    static final int AT_HELD = 168;

    /** The offset of the word that says which process changes the slab table. With what is written under that lock in a cache line. */
    static final int AT_SLAB_LOCK = 1920;

    /** The offset of the number of free slabs below the frontier. */
    static final int AT_FREE_SLABS = 1928;

    /** The offset of what {@link #AT_TAKEN} will be after the move that {@link #AT_MOVING} says. */
    static final int AT_TAKEN_SUM = 1936;

    /** The offset of one more than the row whose taken bytes are being moved to {@link #AT_TAKEN}; or 0. */
    static final int AT_MOVING = 1944;

    /** The offset of the number of bytes that were taken from the stacks, but for those of processes that have a row. */
    static final int AT_TAKEN = 1984;

    /** The offset of the number of bytes that were freed. */
    static final int AT_FREED = 1992;

    /** The offset of one more than the highest row that a process ever had since the file was opened. */
    static final int AT_ROWS_USED = 2000;

    /** The offset of the rows of the processes that write. */
    public static final int AT_ROWS = 2048;

    /** How many processes can write. */
    public static final int ROWS = 64;

    /** The bytes of a row: a cache line. */
    public static final int ROW_BYTES = 64;

    /** The offset in a row of the number of bytes that its process took from the stacks. */
    static final int AT_ROW_TAKEN = 16;

    /** The offset in a row of the stack of pages of the ledger with slots that wait to be lowered. */
    public static final int AT_ROW_DEAD = 24;

    /** The offset in a row of the reference to the first page of the ledger. */
    public static final int AT_ROW_PAGES = 32;

    /** The offset of the descriptors of shapes. */
    public static final int AT_SHAPES = 8192;

    /** The bytes of a shape's descriptor. */
    public static final int SHAPE_BYTES = 64;

    /** The offset of the number of references in a shape's descriptor; the width of a slot stands before that. */
    public static final int AT_SHAPE_COUNT = 2;

    /** The offset in a shape's descriptor of the places of the references in a slot, two bytes each. */
    public static final int AT_SHAPE_OFFSETS = 4;

    /** The bytes of the superblock. */
    public static final int BYTES = 65536;

    /** How many shapes a store can describe at most. */
    public static final int SHAPES_MAX = (BYTES - AT_SHAPES) / SHAPE_BYTES;

    private Superblock() {}

    static void format(Memory memory, int bits, int slabBytes, int slabsMax, long firstSlab, long seed) {
        setLong(memory, AT_MAGIC, MAGIC);
        setInt(memory, AT_VERSION, LAYOUT_VERSION);
        setInt(memory, AT_BYTE_ORDER, BYTE_ORDER_MARK);
        setInt(memory, AT_BITS, bits);
        setInt(memory, AT_SLAB_BYTES, slabBytes);
        setInt(memory, AT_SLABS_MAX, slabsMax);
        setLong(memory, AT_SEED, seed);
        setLong(memory, AT_MAX_BYTES, memory.region().bytes());
        setLong(memory, AT_FIRST_SLAB, firstSlab);
        UUID uuid = UUID.randomUUID();
        setLong(memory, AT_UUID, uuid.getMostSignificantBits());
        setLong(memory, AT_UUID + Long.BYTES, uuid.getLeastSignificantBits());
        if (memory.region().isNamed()) {
            setLong(memory, AT_CREATED, System.currentTimeMillis());
            setInt(memory, AT_CRC, crc(head(memory)));
        }
    }

    /** A copy of the first bytes. */
    private static ByteBuffer head(Memory memory) {
        byte[] head = new byte[HEAD_BYTES];
        memory.copyOut(memory.atOffset(0), head, 0, head.length);
        return ByteBuffer.wrap(head).order(ByteOrder.nativeOrder());
    }

    /** Whether descriptors of the store have the numbers of {@code TypeLayout}: since version 2 of the layout. */
    public static boolean isTyped(Memory memory) {
        return memory.getIntAcquire(memory.atOffset(AT_VERSION)) > OLDEST_VERSION;
    }

    /**
     * Makes a file of version 1 one of the present version; its descriptors were written anew. The caller is the only user. If it is killed
     * between the last two writes, {@code StoreHead.read} knows the checksum.
     *
     * @param firstSlab the offset of slab 0
     */
    public static void renew(Memory memory, long firstSlab) {
        setInt(memory, AT_WRITER_FEATURES, 0);
        setInt(memory, AT_LOOSE_FEATURES, 0);
        setLong(memory, AT_FIRST_SLAB, firstSlab);
        memory.setIntRelease(memory.atOffset(AT_VERSION), LAYOUT_VERSION);
        memory.setIntRelease(memory.atOffset(AT_CRC), crc(head(memory)));
    }

    private static void setInt(Memory memory, int offset, int value) {
        memory.setInt(memory.atOffset(offset), value);
    }

    private static void setLong(Memory memory, int offset, long value) {
        memory.setLong(memory.atOffset(offset), value);
    }

    /** Notes in the file that one more process has it open; returns how often it was opened, a number that no other opening has. */
    public static int joined(Memory memory) {
        long openings = memory.getLong(memory.atOffset(AT_OPENINGS)) + 1;
        setLong(memory, AT_OPENINGS, openings);
        return (int) openings;
    }

    /** A number below 0 that the store in this file has in all processes; 0 if the store is in none. */
    public static int number(Memory memory) {
        if (!memory.region().isNamed()) {
            return 0;
        }
        long folded = memory.getLong(memory.atOffset(AT_UUID)) ^ memory.getLong(memory.atOffset(AT_UUID + Long.BYTES));
        return Long.hashCode(folded) | Integer.MIN_VALUE;
    }

    /** One more than the highest row that a process had since the file was opened. */
    public static int rowsUsed(Memory memory) {
        return Math.min(ROWS, memory.getIntAcquire(memory.atOffset(AT_ROWS_USED)));
    }

    /** The checksum of the parts of {@code head} that never change. */
    static int crc(ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.slice(AT_MAGIC, AT_FRONTIER - AT_MAGIC));
        crc.update(head.slice(AT_SEED, Long.BYTES));
        crc.update(head.slice(AT_FEATURES, AT_CRC - AT_FEATURES));
        return (int) crc.getValue();
    }

    /** The seed of the hashes of the store under {@code memory}. */
    public static long seed(Memory memory) {
        return memory.getLong(memory.atOffset(AT_SEED));
    }

    /** Notes in the file that process {@code pid} has it open, since the system's start {@code boot}; returns as {@link #joined}. */
    public static int opened(Memory memory, long boot, long pid) {
        setLong(memory, AT_BOOT, boot);
        setLong(memory, AT_PID, pid);
        int opening = joined(memory);
        memory.setIntRelease(memory.atOffset(AT_STATE), OPEN);
        return opening;
    }

    /** Whether several processes can write it at a time. */
    public static boolean hasSeveral(Memory memory) {
        return (memory.getInt(memory.atOffset(AT_FEATURES)) & SEVERAL) != 0;
    }

    /**
     * Notes in the file whether several processes can write it at a time. The caller is the only user. If it is killed between the two writes,
     * {@code StoreHead.read} knows the checksum.
     */
    public static void setSeveral(Memory memory, boolean several) {
        ByteBuffer next = head(memory).putInt(AT_FEATURES, several ? SEVERAL : 0);
        if (several) {
            memory.setIntRelease(memory.atOffset(AT_FEATURES), SEVERAL);
            memory.setIntRelease(memory.atOffset(AT_CRC), crc(next));
        } else {
            memory.setIntRelease(memory.atOffset(AT_CRC), crc(next));
            memory.setIntRelease(memory.atOffset(AT_FEATURES), 0);
        }
    }

    /** The address of the figure {@code index}: of nodes below {@link #KINDS}, then of bytes, and last of pinned nodes. */
    public static long figure(Memory memory, int index) {
        return memory.atOffset(AT_FIGURES + (long) index * Long.BYTES);
    }

    /**
     * Notes in the file that it was closed. All other bytes are on the disk.
     *
     * @param isRight whether all counts are right, because no reader had pinned anything
     */
    public static void closed(Memory memory, boolean isRight) {
        memory.setIntRelease(memory.atOffset(AT_STATE), isRight ? CLEAN : PINNED);
    }
}
