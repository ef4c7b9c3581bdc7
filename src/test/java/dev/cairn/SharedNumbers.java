package dev.cairn;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Numbers in a file that several processes have mapped. They outlive the process that wrote them. */
record SharedNumbers(MappedByteBuffer bytes) {
    /** So many numbers in the file {@code path}: zeros, if it is new. */
    static SharedNumbers of(Path path, int count) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            MappedByteBuffer bytes =
                    file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) count * Long.BYTES);
            bytes.order(ByteOrder.nativeOrder());
            return new SharedNumbers(bytes);
        }
    }

    long get(int index) {
        return bytes.getLong(index * Long.BYTES);
    }

    void set(int index, long value) {
        bytes.putLong(index * Long.BYTES, value);
    }

    /** Sets the number to {@code value}, if it is less. */
    void raise(int index, long value) {
        set(index, Math.max(get(index), value));
    }

    void increment(int index) {
        set(index, get(index) + 1);
    }
}
