package dev.cairn.bench.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Random;

/**
 * The process that sends numbers or letters, while another receives and measures. Its input is commands of a byte each,
 * {@link WriterProcess#SIGNAL}, {@link #NOW} and {@link #BURST}, and it ends when its input does. After the begin it writes {@link WriterProcess#DONE}. Its arguments are the library, the directory and the bytes of a letter.
 */
final class SenderProcess {
    /** Send the time without a pause before. */
    static final int NOW = 'n';

    /** Send the time {@link #LETTERS} times, one after another. */
    static final int BURST = 'b';

    static final int LETTERS = 100_000;

    private SenderProcess() {}

    public static void main(String[] arguments) throws IOException {
        OutputStream output = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err); // for what libraries say
        Library library = Library.valueOf(arguments[0]);
        Random random = new Random(1);
        try (Signal signal = library.sender(Path.of(arguments[1]), Integer.parseInt(arguments[2]), output)) {
            output.write(WriterProcess.DONE);
            for (int command = System.in.read(); command >= 0; command = System.in.read()) {
                switch (command) {
                    case WriterProcess.SIGNAL -> signal.sendTimeSoon(random);
                    case NOW -> signal.send(System.nanoTime());
                    case BURST -> {
                        for (int letter = 0; letter < LETTERS; letter++) {
                            signal.send(System.nanoTime());
                        }
                    }
                    default -> throw new IllegalArgumentException("command " + command);
                }
            }
        }
    }
}
