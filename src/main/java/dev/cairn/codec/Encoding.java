package dev.cairn.codec;

/**
 * How values of a type of your own become bytes; pass it to {@link Codec#of}.
 *
 * <p>An element is a fixed part of {@link #width} bytes and {@link #extents} parts of any length. {@link #encode} writes
 * them, {@link #decode} reads them, both on the heap: an encoding never touches a store, so whatever it does, no store is
 * harmed by it. Its methods are called by any thread, at once by several, any number of times, and never while a store is
 * being changed; they may use stores themselves.
 *
 * <pre>{@code
 * record Reading(String sensor, double value) {}
 *
 * final class ReadingEncoding implements Encoding<Reading> {
 *     public int width() { return Double.BYTES; }
 *     public int extents() { return 1; }
 *     public void encode(Reading reading, SlotWriter out) {
 *         out.putDouble(0, reading.value());
 *         out.putExtent(0, reading.sensor().getBytes(UTF_8));
 *     }
 *     public Reading decode(SlotReader in) {
 *         return new Reading(new String(in.getExtent(0), UTF_8), in.getDouble(0));
 *     }
 * }
 * }</pre>
 *
 * @param <T> the values, never null
 */
public interface Encoding<T> {
    /** The most bytes an element may take, eight for each extent included. */
    int WIDTH_MAX = 512;

    /** The most extents an element may have. */
    int EXTENTS_MAX = 13;

    /** Bytes of the fixed part; 0 is allowed if there are extents. Asked once a codec. */
    int width();

    /** How many parts of any length an element has; each takes eight bytes, and a block if it is not empty. Asked once a codec. */
    default int extents() {
        return 0;
    }

    /**
     * Writes {@code value}; what is not written is zeros, or empty. Keys of maps and elements of sets are compared by these
     * bytes, never by {@code equals}: so write equal values equally (one NaN, one order of a set's elements) and others not.
     *
     * @param out usable by this thread, until this method returns
     */
    void encode(T value, SlotWriter out);

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param in usable by this thread, until this method returns
     * @return the value, not null
     */
    T decode(SlotReader in);
}
