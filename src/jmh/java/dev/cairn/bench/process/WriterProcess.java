package dev.cairn.bench.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that writes while another measures. Its input is commands of a byte each, and it ends when its input does. After the begin, and
 * after each command that takes time, it writes {@link #DONE}. Its arguments are the library, the directory and the number of entries.
 */
final class WriterProcess {
    static final int DONE = 'd';

    /** Fill the table. */
    static final int FILL = 'f';

    /** Begin to put random keys all the time, until {@link #STOP} or the end. */
    static final int WRITE = 'w';

    static final int STOP = 's';

    /** Say how often it has put since it began to put all the time: a long after {@link #DONE}. */
    static final int COUNT = 'c';

    /** Send the time after a moment, in which the reader begins to wait. */
    static final int SIGNAL = 't';

    private final OutputStream output;
    private final Random random = new Random(1);
    private final Library library;
    private final Path directory;
    private final int entries;
    private final AtomicLong puts = new AtomicLong();
    private Thread writing = new Thread(() -> {});
    private volatile boolean stopped;

    private WriterProcess(String[] arguments, OutputStream output) {
        this.library = Library.valueOf(arguments[0]);
        this.directory = Path.of(arguments[1]);
        this.entries = Integer.parseInt(arguments[2]);
        this.output = output;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // for what libraries say
        WriterProcess process = new WriterProcess(arguments, output);
        try (Database database = process.library.open(process.directory, process.entries)) {
            process.obey(database);
        }
    }

    private void obey(Database database) throws IOException, InterruptedException {
        TableSignal signal = new TableSignal(database, false);
        output.write(DONE);
        for (int command = System.in.read(); command >= 0; command = System.in.read()) {
            switch (command) {
                case FILL -> {
                    database.fill(entries);
                    output.write(DONE);
                }
                case WRITE -> begin(database);
                case STOP -> {
                    stop();
                    output.write(DONE);
                }
                case COUNT -> {
                    output.write(DONE);
                    output.write(
                            ByteBuffer.allocate(Long.BYTES).putLong(puts.get()).array());
                }
                case SIGNAL -> signal.sendTimeSoon(random);
                default -> throw new IOException("no command: " + command);
            }
        }
        stop();
    }

    private void begin(Database database) {
        stopped = false;
        writing = Thread.ofPlatform().daemon().start(() -> {
            long[] keys = Values.drawnKeys(entries);
            for (int i = 0; !stopped; i++) {
                database.put(keys[i & (keys.length - 1)], Values.value(i));
                puts.setRelease(i + 1L);
            }
        });
    }

    private void stop() throws InterruptedException {
        stopped = true;
        writing.join();
    }
}
