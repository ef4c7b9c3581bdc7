package dev.cairn.internal.alloc;

import dev.cairn.internal.memory.FileProblem;
import dev.cairn.internal.memory.FileProblem.Reason;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What the superblock of a file says of the file.
 *
 * @param version the version of its layout
 * @param frontier how many slabs it has
 * @param isClean whether all counts are right
 * @param wasClosed whether all of it is on the disk
 * @param hasSeveral whether several processes can write it at a time
 * @param writerFeatures bits of features that who writes the file must know
 * @param boot the system's start at which it was opened last
 * @param pid the process that opened it last
 */
public record StoreHead(
        int version,
        int bits,
        int slabBytes,
        long maxBytes,
        long seed,
        int frontier,
        boolean isClean,
        boolean wasClosed,
        boolean hasSeveral,
        int writerFeatures,
        long boot,
        long pid) {
    /** The least length of the file. */
    public long bytesLeast() {
        return Superblock.BYTES + (long) frontier * slabBytes;
    }

    /** Whether the file has an older layout, which who is alone in it makes the present one. */
    public boolean isOlder() {
        return version < Superblock.LAYOUT_VERSION;
    }

    /** Whether the system is known to be the same since the file was opened last. {@code now} is its boot; 0 if not known. */
    public boolean isOfBoot(long now) {
        return now != 0 && boot == now;
    }

    /**
     * Throws unless this version of the library may write the file.
     *
     * @throws FileProblem if the file has a feature that who writes it must know, and this version does not
     */
    public void requireWritable(Path path) {
        if (writerFeatures != 0) {
            throw new FileProblem(
                    path,
                    Reason.OTHER_LAYOUT,
                    "the store " + path + " has the features " + Integer.toHexString(writerFeatures)
                            + " for those who write it, and this version of the library knows none; it can read the"
                            + " store: use Store.openReadOnly, or open it with the version that wrote it");
        }
    }

    /**
     * Reads the first bytes of the file {@code path}.
     *
     * @throws FileProblem if this is no store, or one that this version of the library cannot read
     */
    public static StoreHead read(Path path, ByteBuffer head) {
        if (head.remaining() < Superblock.HEAD_BYTES || head.getLong(Superblock.AT_MAGIC) != Superblock.MAGIC) {
            throw foreign(path, head);
        }
        int version = head.getInt(Superblock.AT_VERSION);
        int features = head.getInt(Superblock.AT_FEATURES);
        boolean isOther = version < Superblock.OLDEST_VERSION || version > Superblock.LAYOUT_VERSION;
        if (isOther || (features & ~Superblock.SEVERAL) != 0) {
            throw new FileProblem(
                    path,
                    Reason.OTHER_LAYOUT,
                    "the store " + path + " has the layout " + version + " with the features "
                            + Integer.toHexString(features) + "; this version of the library reads the layouts "
                            + Superblock.OLDEST_VERSION + " to " + Superblock.LAYOUT_VERSION
                            + " with the features 0 and 1: open it with the version that wrote it");
        }
        requireSound(path, head);
        int state = head.getInt(Superblock.AT_STATE);
        return new StoreHead(
                version,
                head.getInt(Superblock.AT_BITS),
                head.getInt(Superblock.AT_SLAB_BYTES),
                head.getLong(Superblock.AT_MAX_BYTES),
                head.getLong(Superblock.AT_SEED),
                head.getInt(Superblock.AT_FRONTIER),
                state == Superblock.CLEAN,
                state == Superblock.CLEAN || state == Superblock.PINNED,
                features != 0,
                version > Superblock.OLDEST_VERSION ? head.getInt(Superblock.AT_WRITER_FEATURES) : 0,
                head.getLong(Superblock.AT_BOOT),
                head.getLong(Superblock.AT_PID));
    }

    private static void requireSound(Path path, ByteBuffer head) {
        if (Superblock.crc(head) != head.getInt(Superblock.AT_CRC) && !isBeforeChecksum(head)) {
            throw new FileProblem(
                    path,
                    Reason.DAMAGED,
                    "the first bytes of the store " + path + " are damaged: their checksum is "
                            + Integer.toHexString(Superblock.crc(head)) + ", not "
                            + Integer.toHexString(head.getInt(Superblock.AT_CRC)));
        }
        int slabBytes = head.getInt(Superblock.AT_SLAB_BYTES);
        long found = head.getLong(Superblock.AT_FIRST_SLAB);
        if (head.getInt(Superblock.AT_VERSION) > Superblock.OLDEST_VERSION && slabBytes > 0) {
            int slabs = SlabTable.slabsMax(head.getLong(Superblock.AT_MAX_BYTES), slabBytes);
            long first = SlabTable.firstSlab(slabs, slabBytes);
            if (found != first) {
                throw new FileProblem(
                        path,
                        Reason.DAMAGED,
                        "the first bytes of the store " + path + " are damaged: slab 0 begins at " + found + ", not at "
                                + first);
            }
        }
    }

    /**
     * Whether the checksum is the one before a change of words that hardly ever change: a process was killed between the two writes of
     * {@link Superblock#setSeveral} or of {@link Superblock#renew}, or between those of one and then of the other.
     */
    private static boolean isBeforeChecksum(ByteBuffer head) {
        ByteBuffer before = ByteBuffer.allocate(head.remaining()).order(head.order());
        before.put(head.duplicate()).flip();
        int[] features = {head.getInt(Superblock.AT_FEATURES), 0};
        int[] versions = {head.getInt(Superblock.AT_VERSION), Superblock.OLDEST_VERSION};
        for (int feature : features) {
            for (int version : versions) {
                before.putInt(Superblock.AT_FEATURES, feature).putInt(Superblock.AT_VERSION, version);
                if (Superblock.crc(before) == head.getInt(Superblock.AT_CRC)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static FileProblem foreign(Path path, ByteBuffer head) {
        boolean isOtherOrder = head.remaining() >= Superblock.HEAD_BYTES
                && Long.reverseBytes(head.getLong(Superblock.AT_MAGIC)) == Superblock.MAGIC;
        return new FileProblem(
                path,
                isOtherOrder ? Reason.OTHER_LAYOUT : Reason.NOT_A_STORE,
                isOtherOrder
                        ? "the store " + path + " was written by a machine of the other byte order"
                        : "the file " + path + " is no store, and is left as it is");
    }
}
