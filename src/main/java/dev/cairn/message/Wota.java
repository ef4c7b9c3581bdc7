package dev.cairn.message;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values as words of 64 bits, in D. Crockford's format Wota, which can be read in place. It has the same values and the same mapping as
 * {@link Nota}. Collections are written with all their elements. Only in letters they are references.
 *
 * <p>Memory that leaves the process, or may come from outside, has one more word before the value, the envelope: it names the format and
 * its version. There the lowest byte of each word is first.
 */
public final class Wota {
    /** The version of the format: the year in which its page was last changed. */
    public static final int VERSION = 2025;

    /*
     * Layout
     *
     *     0                      32            64
     *     +----+----+----+----+---------------+----------
     *     | W    o    t    a  |    version    | the value
     *     +----+----+----+----+---------------+----------
     */
    static final long ENVELOPE = (long) VERSION << Integer.SIZE | 0x6174_6F57L;

    private static final Wota STANDARD = new Wota(MessageOptions.defaults());

    private final MessageOptions options;

    private Wota(MessageOptions options) {
        this.options = Objects.requireNonNull(options, "options");
    }

    /** Wota with the default options. */
    public static Wota standard() {
        return STANDARD;
    }

    /** Wota with these options. */
    public static Wota of(MessageOptions options) {
        return new Wota(options);
    }

    /** The words of {@code value}, without an envelope. Throws {@link dev.cairn.codec.CodecException} if the format does not have it. */
    public long[] encode(@Nullable Object value) {
        WordChunks words = new WordChunks();
        AnyForm.write(new WotaWriter(options, words, null), value);
        return words.finish();
    }

    /** The words of {@code value} in memory of {@code allocator}, after an envelope. */
    public MemorySegment encode(@Nullable Object value, SegmentAllocator allocator) {
        long[] words = encode(value);
        MemorySegment segment = allocator.allocate((1L + words.length) * Long.BYTES, Long.BYTES);
        segment.set(WordSource.OfSegment.WORD, 0, ENVELOPE);
        MemorySegment.copy(words, 0, segment, WordSource.OfSegment.WORD, Long.BYTES, words.length);
        return segment;
    }

    /** Reads the value of {@code words}, without an envelope. Throws {@link FormatException} if they are no value. */
    public @Nullable Object decode(long[] words) {
        return reader(words).decodeAll();
    }

    /** Reads the value in {@code segment}, after an envelope. Throws {@link FormatException} if there is none. */
    public @Nullable Object decode(MemorySegment segment) {
        return reader(segment).decodeAll();
    }

    /** A reader of {@code words} in place. They have no envelope, and must not change. */
    public WotaReader reader(long[] words) {
        return new WotaReader(options, new WordSource.OfArray(words), 0, null);
    }

    /** A reader of the words of {@code segment} in place, after an envelope. They must not change. */
    public WotaReader reader(MemorySegment segment) {
        WordSource words = new WordSource.OfSegment(segment);
        if (segment.byteSize() % Long.BYTES != 0 || words.size() == 0 || words.word(0) != ENVELOPE) {
            throw new FormatException(
                    "word", 0, segment.byteSize() + " bytes that don't begin as Wota of version " + VERSION, null);
        }
        return new WotaReader(options, words, 1, null);
    }
}
