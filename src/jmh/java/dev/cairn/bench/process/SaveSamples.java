package dev.cairn.bench.process;

import java.io.IOException;
import java.nio.file.Path;

/** How long it takes until what was put outlives the system. */
final class SaveSamples {
    private static final int PUTS = 10_000;

    private SaveSamples() {}

    /** What was put since the last time. */
    static long[] saved(Samples.Subject subject, int count) {
        try (Database database = filled(subject)) {
            long[] keys = Values.drawnKeys(subject.entries());
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                for (int put = i * PUTS; put < (i + 1) * PUTS; put++) {
                    database.put(keys[put & (keys.length - 1)], Values.value(put));
                }
                long begin = System.nanoTime();
                database.save();
                nanos[i] = System.nanoTime() - begin;
            }
            return nanos;
        }
    }

    /** All, to another file. */
    static long[] backedUp(Samples.Subject subject, int count) throws IOException {
        try (Database database = filled(subject)) {
            long[] nanos = new long[count];
            for (int i = 0; i < count; i++) {
                Path copy = subject.directory().resolve("copy" + i);
                long begin = System.nanoTime();
                database.backUp(copy);
                nanos[i] = System.nanoTime() - begin;
                Folder.delete(copy);
            }
            return nanos;
        }
    }

    private static Database filled(Samples.Subject subject) {
        Database database = subject.library().open(subject.directory(), subject.entries());
        database.fill(subject.entries());
        database.save();
        return database;
    }
}
