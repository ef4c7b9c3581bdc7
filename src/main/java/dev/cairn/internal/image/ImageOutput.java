package dev.cairn.internal.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** An image that is being written. It is a {@code RandomAccessFile}, because an interrupt would close a channel. */
final class ImageOutput implements AutoCloseable {
    private final RandomAccessFile file;
    private final Faults faults;

    /** Lets writes fail, for tests. */
    static final class Faults {
        private int failAt;

        /** The {@code n}-th write from now fails; 0: none. */
        void failAt(int n) {
            failAt = n;
        }

        private void count() throws IOException {
            if (failAt != 0 && --failAt == 0) {
                throw new IOException("No space left on device (of a test)");
            }
        }
    }

    ImageOutput(Path path, Faults faults) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.faults = faults;
    }

    void write(long offset, byte[] bytes, int length) throws IOException {
        faults.count();
        file.seek(offset);
        file.write(bytes, 0, length);
    }

    /** Waits until the system has written all to the disk. */
    void sync() throws IOException {
        faults.count();
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
