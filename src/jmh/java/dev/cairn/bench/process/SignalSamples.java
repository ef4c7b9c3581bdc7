package dev.cairn.bench.process;

import java.io.IOException;

/**
 * How long a number is on its way from one process to another: the time of its sending, which is compared with that of its arrival. On Linux
 * {@link System#nanoTime} is the same clock in all processes.
 */
final class SignalSamples {
    private static final long WARM_UP_NANOS = 2_000_000_000L;

    private SignalSamples() {}

    /** To a thread that waits. */
    static long[] woken(Samples.Subject subject, int count) throws IOException {
        return take(subject, true, count);
    }

    /** To a thread that looks all the time. */
    static long[] seen(Samples.Subject subject, int count) throws IOException {
        return take(subject, false, count);
    }

    private static long[] take(Samples.Subject subject, boolean waits, int count) throws IOException {
        boolean isDatabase = subject.library().isDatabase();
        try (OtherProcess other =
                isDatabase ? OtherProcess.start(subject) : OtherProcess.startSender(subject, Long.BYTES)) {
            if (isDatabase) {
                other.fill();
            }
            try (Signal signal = received(subject, waits, other)) {
                take(signal, other, count); // a warm-up
                return take(signal, other, count);
            }
        }
    }

    private static Signal received(Samples.Subject subject, boolean waits, OtherProcess other) throws IOException {
        return switch (subject.library()) {
            case PIPE, MAPPED -> subject.library().receiver(subject.directory(), Long.BYTES, waits, other.output());
            default -> {
                Database table = subject.library().openToRead(subject.directory(), subject.entries());
                warmUp(table, other);
                yield TableSignal.receiver(table, waits);
            }
        };
    }

    /** Lets the other process put, and this one look, until both are compiled. */
    private static void warmUp(Database table, OtherProcess other) throws IOException {
        long key = Values.key(0);
        other.write();
        for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP_NANOS; ) {
            table.snapshot();
            Values.number(table.get(key));
        }
        other.stop();
    }

    /** The times from the begin of each sending to the end of the receiving. */
    static long[] take(Signal signal, OtherProcess other, int count) throws IOException {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            other.signal();
            long sent = signal.receive();
            nanos[i] = System.nanoTime() - sent;
        }
        return nanos;
    }
}
