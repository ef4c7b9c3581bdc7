package org.apache.arrow.c;

/** All that DuckDB's driver needs of arrow-java's class of this name: the address of the struct. */
public final class ArrowArrayStream {
    private final long address;

    private ArrowArrayStream(long address) {
        this.address = address;
    }

    /** The stream at {@code address}. The driver calls this, too, for a stream of its own. */
    public static ArrowArrayStream wrap(long address) {
        return new ArrowArrayStream(address);
    }

    /** Where the struct is. */
    public long memoryAddress() {
        return address;
    }
}
