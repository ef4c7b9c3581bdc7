package dev.cairn.internal.trie.blob;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.ConfinedBuilder;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A blob to which one thread appends. The blobs that it built stay as they were. */
public final class BlobBuilder extends ConfinedBuilder {
    /*
     * Layout: the bits so far are those of the sealed rope, the first bytes of the chunk, and the bits of the stage.
     *
     *     sealed: full chunks, in a tree         chunk, a leaf          stage, on the heap
     *     +----------------------------------+   +-----------+------+   +------+---+
     *     |                                  |   |  filled  -> room |   | bits  -> |
     *     +----------------------------------+   +-----------+------+   +------+---+
     *
     * A chunk has an eighth of the bytes so far, so there are few chunks. Bytes in it are never written again. So a built blob shares the
     * filled part of the chunk, and has a copy of the stage, which is small: O(1). The builder owns one count of the sealed rope and one of
     * the chunk, by a token that is kept up to date under a stripe. So an abandoned builder is reclaimed like any holder.
     */
    private static final int STAGED_SMALLS = 4;
    private static final int LEAST_SMALLS = 8;
    private static final int SHARE = 8;
    private static final long CHUNK_MOST = 256L << 20;
    private static final int FIRST_STAGE = 32;
    private static final int READ_AT_ONCE = 1 << 30;
    private static final int COPIED_AT_ONCE = 1 << 13;

    private final Memory memory;
    private final Ropes ropes;
    private final long expected;
    private @Nullable Token token;
    private @Nullable Rope sealed;
    private int sealedRoot;
    private int chunk;
    private long chunkBody;
    private long capacity;
    private long filled;
    private byte[] stage = new byte[FIRST_STAGE];
    private int staged;

    /** A builder without bits. The first leaf has room for {@code expected} bytes. */
    public BlobBuilder(Core core, long expected) {
        super(core, core.scope());
        core.check();
        this.memory = core.memory();
        this.ropes = new Ropes(core);
        this.expected = expected;
    }

    private long chunked() {
        return (sealed == null ? 0 : sealed.length()) + 8 * filled;
    }

    /** The number of bits so far. */
    public long length() {
        return chunked() + staged;
    }

    /** Appends the low {@code count} bits of {@code value}, 64 at most. */
    public void appendBits(long value, int count) {
        check();
        if (count > 0) {
            makeRoom(count);
            Bits.append(stage, staged, count, value);
            staged += count;
        }
    }

    /** Makes room in the stage for {@code bits} more bits, which are few. */
    private void makeRoom(int bits) {
        int most = STAGED_SMALLS * Ropes.smallBytes(core);
        while (Bits.bytes(staged + (long) bits) > stage.length) {
            if (stage.length < most) {
                stage = Arrays.copyOf(stage, Math.min(most, 2 * stage.length));
            } else {
                flush();
            }
        }
    }

    /** Appends bytes of an array. */
    public void appendBytes(byte[] array, int from, int count) {
        check();
        if ((staged & 7) != 0) {
            int done = 0;
            for (; done <= count - Long.BYTES; done += Long.BYTES) {
                appendBits(Bits.word(array, from + done), Long.SIZE);
            }
            for (; done < count; done++) {
                appendBits(array[from + done], Byte.SIZE);
            }
        } else if (count <= STAGED_SMALLS * Ropes.smallBytes(core)) {
            makeRoom(Byte.SIZE * count);
            System.arraycopy(array, from, stage, staged >>> 3, count);
            staged += Byte.SIZE * count;
        } else {
            flush();
            appendInBulk(array, from, count);
        }
    }

    private void appendInBulk(byte[] array, int from, int count) {
        int done = 0;
        while (done < count) {
            if (filled == capacity) {
                addChunk();
            }
            int some = (int) Math.min(count - done, capacity - filled);
            copyIn(array, from + done, some);
            done += some;
        }
    }

    private void copyIn(byte[] array, int from, int count) {
        try {
            memory.copyIn(array, from, chunkBody + filled, count);
            filled += count;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Moves the whole bytes of the stage to the chunk. After each step every bit is in one place. */
    private void flush() {
        while (staged >= Byte.SIZE) {
            if (filled == capacity) {
                addChunk();
            }
            int bytes = (int) Math.min(staged >>> 3, capacity - filled);
            copyIn(stage, 0, bytes);
            System.arraycopy(stage, bytes, stage, 0, Bits.bytes(staged) - bytes);
            staged -= 8 * bytes;
        }
    }

    private void addChunk() {
        long bytes = chunked() >>> 3;
        long least = (long) LEAST_SMALLS * Ropes.smallBytes(core);
        long size = bytes < expected ? expected - bytes : Math.clamp(bytes / SHARE, least, CHUNK_MOST);
        try {
            core.change(stripe -> addChunk(stripe, size));
        } catch (Error e) {
            end = e;
            owner = null;
            throw e;
        } finally {
            // a builder that is found dead too soon would not own the nodes of this step
            Reference.reachabilityFence(this);
        }
    }

    private Token addChunk(Stripe stripe, long size) {
        @Nullable Rope more = withChunk();
        int next = BlobNode.leaf(stripe, size);
        int root;
        try {
            root = more == null ? 0 : ropes.write(more, stripe);
        } catch (Throwable e) {
            stripe.drop(next);
            throw e;
        }
        Token holding = token;
        if (holding == null) {
            holding = stripe.registerHolder(this, root, next, scope);
        } else {
            stripe.drop(sealedRoot);
            stripe.drop(chunk);
            holding.hold(root, next);
        }
        token = holding;
        sealed = more == null ? null : ropes.stored(root, more);
        sealedRoot = root;
        chunk = next;
        chunkBody = BlobNode.body(memory, next);
        capacity = size;
        filled = 0;
        return holding;
    }

    private @Nullable Rope withChunk() {
        return filled == 0 ? sealed : join(sealed, new Rope.Piece(chunk, 0, 8 * filled));
    }

    private Rope join(@Nullable Rope before, Rope last) {
        return before == null ? last : ropes.join(before, last);
    }

    /** Appends the bits of {@code other}, which the caller fences. */
    public void append(BlobBase other) {
        byte[] bytes = new byte[(int) Math.min(COPIED_AT_ONCE, other.bytes())];
        long whole = other.length() >>> 3;
        for (long from = 0; from < whole; from += bytes.length) {
            int count = (int) Math.min(bytes.length, whole - from);
            other.copyOut(8 * from, bytes, 0, count);
            appendBytes(bytes, 0, count);
        }
        int rest = (int) other.length() & 7;
        if (rest != 0) {
            appendBits(other.get(8 * whole, rest), rest);
        }
    }

    /** Reads all of {@code in} into a builder without bits. The expected bytes go straight to their leaf. */
    public void append(ReadableByteChannel in) throws IOException {
        check();
        if (expected > 0 && !memory.region().mayEnd()) {
            addChunk();
        }
        int read = 0;
        while (read >= 0 && filled < capacity) {
            check();
            read = fill(in);
        }
        ByteBuffer more = ByteBuffer.allocate(COPIED_AT_ONCE);
        while (read >= 0) {
            read = in.read(more.clear());
            appendBytes(more.array(), 0, more.position());
        }
    }

    private int fill(ReadableByteChannel in) throws IOException {
        int most = (int) Math.min(READ_AT_ONCE, capacity - filled);
        try {
            int read = in.read(memory.buffer(chunkBody + filled, most));
            filled += Math.max(0, read);
            return read;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The bits so far as a base. */
    public BlobBase build() {
        check();
        if (staged >>> 3 <= capacity - filled) {
            flush();
        }
        Rope rope = withChunk();
        if (staged > 0) {
            byte[] rest = new byte[Bits.bytes(staged)];
            Bits.copy(stage, rest, 0, staged);
            rope = join(rope, new Rope.Fresh(rest, staged));
        }
        try {
            return rope == null ? BlobBase.empty(core) : BlobChange.make(core, rope, core.scope());
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
