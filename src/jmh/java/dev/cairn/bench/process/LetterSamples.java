package dev.cairn.bench.process;

import java.io.IOException;

/** How long letters are on their way from one process to another. The size is the bytes of a letter. */
final class LetterSamples {
    /** For letters without a pause between them, so that both processes are compiled. As long for large letters as for small ones. */
    private static final long WARM_UP_NANOS = 2_000_000_000L;

    private LetterSamples() {}

    /** To a thread that waits. */
    static long[] woken(Samples.Subject subject, int count) throws IOException {
        return single(subject, true, count);
    }

    /** To a thread that looks all the time. */
    static long[] seen(Samples.Subject subject, int count) throws IOException {
        return single(subject, false, count);
    }

    private static long[] single(Samples.Subject subject, boolean waits, int count) throws IOException {
        try (OtherProcess other = OtherProcess.startSender(subject, subject.entries());
                Signal signal = receiver(subject, waits, other)) {
            for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP_NANOS; ) {
                other.sendNow();
                signal.receive();
            }
            return SignalSamples.take(signal, other, count);
        }
    }

    private static Signal receiver(Samples.Subject subject, boolean waits, OtherProcess other) throws IOException {
        return subject.library().receiver(subject.directory(), subject.entries(), waits, other.output());
    }

    /** The time of one of many that are sent one after another, from the begin of the first to the end of the last. */
    static long[] many(Samples.Subject subject, int count) throws IOException {
        try (OtherProcess other = OtherProcess.startSender(subject, subject.entries());
                Signal signal = receiver(subject, true, other)) {
            many(signal, other, count); // a warm-up
            return many(signal, other, count);
        }
    }

    private static long[] many(Signal signal, OtherProcess other, int count) throws IOException {
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            other.burst();
            long begin = signal.receive();
            for (int letter = 1; letter < SenderProcess.LETTERS; letter++) {
                signal.receive();
            }
            nanos[i] = (System.nanoTime() - begin) / SenderProcess.LETTERS;
        }
        return nanos;
    }
}
