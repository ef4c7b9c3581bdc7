package dev.cairn.codec;

/**
 * Turns values of your own type into bytes and back. Pass it to {@link Codec#of}.
 *
 * <p>An element has a fixed part of {@link #width} bytes, and {@link #extents} parts of any length. {@link #encode} writes
 * them and {@link #decode} reads them. Both see heap arrays only, so an encoding cannot corrupt a store. Any number of threads may call the
 * methods at the same time, any number of times, but never while a store is being changed. The methods may use stores.
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
    /** The most bytes of an element: the fixed part, and eight bytes for each extent. */
    int WIDTH_MAX = 512;

    /** The most extents of an element. */
    int EXTENTS_MAX = 13;

    /** The bytes of the fixed part; 0 is allowed if there are extents. A codec calls this once. */
    int width();

    /** The number of parts of any length. Each takes eight bytes, and a block if it is not empty. A codec calls this once. */
    default int extents() {
        return 0;
    }

    /**
     * Writes {@code value}. Bytes that are not written are zeros; extents that are not written are empty. Keys of maps and elements of sets
     * are compared by these bytes, never by {@code equals}. So write equal values as equal bytes (one NaN, one order of the elements of a
     * set), and values that differ as bytes that differ.
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
