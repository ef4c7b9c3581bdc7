package dev.cairn.tool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** How long a number and a blob take from one process to another through a pipe, again and again. Stands beside the letters of the demo of processes. */
final class PipeProbe implements AutoCloseable {
    private static final int NUMBER = 'n';
    private static final int BLOB = 'b';
    private static final int NUMBERS_A_BLOB = 50;
    private static final long PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(1) / NUMBERS_A_BLOB;
    private static final int BUFFER = 1 << 16;

    private final DemoProcess process;
    private final long blobBytes;
    private final Latencies numbers = Latencies.none();
    private final Latencies blobs = Latencies.none();
    private final byte[] buffer = new byte[BUFFER];
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private volatile boolean isClosed;
    private volatile String failure = "";

    PipeProbe(long blobBytes) throws IOException {
        this.process = DemoProcess.start(Sender.class, blobBytes);
        this.blobBytes = blobBytes;
        thread.start();
    }

    /** The process that sends: the time of the begin, and after it as many bytes as a blob has, if it is told so. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) throws IOException {
            long blobBytes = Long.parseLong(arguments[0]);
            OutputStream pipe = new FileOutputStream(FileDescriptor.out);
            DataOutputStream out = new DataOutputStream(pipe);
            byte[] bytes = new byte[BUFFER];
            for (int told = System.in.read(); told == NUMBER || told == BLOB; told = System.in.read()) {
                out.writeLong(System.nanoTime());
                for (long left = told == BLOB ? blobBytes : 0; left > 0; left -= BUFFER) {
                    pipe.write(bytes, 0, (int) Math.min(BUFFER, left));
                }
            }
        }
    }

    private void run() {
        try {
            InputStream pipe = process.process().getInputStream();
            for (int turn = 1; !isClosed; turn++) {
                boolean isBlob = turn % NUMBERS_A_BLOB == 0;
                tell(isBlob ? BLOB : NUMBER);
                long began = new DataInputStream(pipe).readLong();
                if (isBlob) {
                    read(pipe);
                }
                (isBlob ? blobs : numbers).record(System.nanoTime() - began);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            failure = "the process at the other end of the pipe failed: " + e;
        }
    }

    private void read(InputStream pipe) throws IOException {
        for (long left = blobBytes; left > 0; ) {
            int read = pipe.read(buffer, 0, (int) Math.min(BUFFER, left));
            if (read < 0) {
                throw new EOFException("the pipe ended " + left + " bytes too early");
            }
            left -= read;
        }
    }

    private void tell(int what) throws IOException {
        OutputStream input = process.process().getOutputStream();
        input.write(what);
        input.flush();
    }

    /** Ends both processes' part; the figures stay. */
    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.process().destroyForcibly();
    }

    /** What went wrong; empty if nothing did. */
    String failure() {
        return failure;
    }

    Latencies numbers() {
        return numbers;
    }

    Latencies blobs() {
        return blobs;
    }
}
