package dev.cairn.bench.process;

import dev.cairn.bench.measure.ChildJvm;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link WriterProcess} or a {@link SenderProcess}, as the process that measures sees it. It ends when it is closed, and at the latest when this process does. */
final class OtherProcess implements AutoCloseable {
    private static final long MOST_SECONDS_TO_END = 120;

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    /** Starts one that writes; returns when it has opened its database. */
    static OtherProcess start(Samples.Subject subject) throws IOException {
        return start(WriterProcess.class, subject, subject.entries(), "-Xmx1g");
    }

    /** Starts one that sends letters of so many bytes; returns when another process can receive. */
    static OtherProcess startSender(Samples.Subject subject, int bytes) throws IOException {
        return start(SenderProcess.class, subject, bytes, "-Xmx4g");
    }

    private static OtherProcess start(Class<?> main, Samples.Subject subject, int size, String heap)
            throws IOException {
        List<String> options = new ArrayList<>(List.of("-XX:+UseG1GC", heap));
        options.addAll(ProcessJvm.arguments(subject.library()));
        Process process = ChildJvm.start(
                options,
                main,
                List.of(subject.library().name(), subject.directory().toString(), Integer.toString(size)));
        OtherProcess other = new OtherProcess(process);
        try {
            other.awaitDone();
            return other;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Fills its table. */
    void fill() throws IOException {
        command(WriterProcess.FILL);
        awaitDone();
    }

    /** Lets it put all the time, from now on until {@link #stop}. */
    void write() throws IOException {
        command(WriterProcess.WRITE);
    }

    void stop() throws IOException {
        command(WriterProcess.STOP);
        awaitDone();
    }

    /** How often it has put since {@link #write}. */
    long puts() throws IOException {
        command(WriterProcess.COUNT);
        awaitDone();
        return new DataInputStream(process.getInputStream()).readLong();
    }

    /** Lets it send the time soon. */
    void signal() throws IOException {
        command(WriterProcess.SIGNAL);
    }

    /** Lets it send a letter without a pause before. */
    void sendNow() throws IOException {
        command(SenderProcess.NOW);
    }

    /** Lets it send {@link SenderProcess#LETTERS} letters, one after another. */
    void burst() throws IOException {
        command(SenderProcess.BURST);
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Ends it by SIGKILL. */
    void kill() {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended by itself: " + process.exitValue());
        }
        process.destroyForcibly().onExit().join();
    }

    private void command(int command) throws IOException {
        process.getOutputStream().write(command);
        process.getOutputStream().flush();
    }

    private void awaitDone() throws IOException {
        int read = process.getInputStream().read();
        if (read != WriterProcess.DONE) {
            throw new EOFException("the other process has ended, or answered " + read);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the other process did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(e);
        }
    }
}
