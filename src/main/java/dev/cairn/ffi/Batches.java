package dev.cairn.ffi;

import java.lang.foreign.MemorySegment;

/** The batches of a stream, one after another. */
final class Batches {
    /** How many rows a batch has that is a copy. */
    private static final int COPIED_ROWS = 65_536;

    /** How many elements must lie one after another for a batch without a copy. Calls cost more than copies of fewer. */
    private static final int SHARED_LEAST = 4096;

    /** How many rows a batch has at most that is no copy: few enough that several threads of the consumer find work. */
    private static final int SHARED_MOST = 131_072;

    private final Elements elements;
    private final Column columns;
    private long next;

    /** Batches of {@code elements}. {@code columns} is a struct. */
    Batches(Elements elements, Column columns) {
        this.elements = elements;
        this.columns = columns;
    }

    /** Writes the schema to {@code out}. */
    void writeSchema(MemorySegment out) {
        elements.check();
        SchemaExport.write(columns, out);
    }

    /** Writes the next batch to {@code out}: an array that is released already, if there is none. */
    void writeNext(MemorySegment out) {
        elements.check();
        long rest = elements.count() - next;
        if (rest == 0) {
            out.fill((byte) 0);
            return;
        }
        long together = isShared() ? elements.together(next) : 0;
        boolean isCopied = together < SHARED_LEAST || elements.address(next) % elements.width() != 0;
        int rows = (int) Math.min(rest, isCopied ? COPIED_ROWS : Math.min(together, SHARED_MOST));
        new ArrayExport(elements, next, rows, isCopied).write(columns, out);
        next += rows;
    }

    /** Whether the bytes of an element are all of the one column. */
    private boolean isShared() {
        if (columns.children().size() != 1) {
            return false;
        }
        Column only = columns.children().getFirst();
        return only.type().isCopied() && only.type().width() == elements.width();
    }

    /** Lets the elements go. */
    void close() {
        elements.letGo();
    }
}
