package dev.cairn.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That all databases do the same work, in one process and between two. */
class DatabasesAgreeTest {
    private static final int ENTRIES = 1000;
    private static final long LOAD_NANOS = 300_000_000;

    @TempDir
    Path directory;

    private Samples.Subject subject(Library library) {
        return new Samples.Subject(library, directory, ENTRIES);
    }

    private static long get(Database database, int number) {
        return Values.number(database.get(Values.key(number)));
    }

    private static void requireFilled(Database database, int from) {
        database.snapshot();
        for (int number = from; number < ENTRIES; number++) {
            assertEquals(number, get(database, number));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPutIsThere(Library library) {
        assumeTrue(library.supports(Operation.PUT));
        try (Database database = library.open(directory, ENTRIES)) {
            database.fill(ENTRIES);
            requireFilled(database, 0);
            database.put(Values.key(0), Values.value(-1));
            database.snapshot();
            assertEquals(-1, get(database, 0));
            requireFilled(database, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedFileHasWhatWasPut(Library library) {
        assumeTrue(library.supports(Operation.OPEN));
        try (Database database = library.open(directory, ENTRIES)) {
            database.fill(ENTRIES);
            database.put(Values.key(0), Values.value(-1));
        }
        try (Database database = library.open(directory, ENTRIES)) {
            assertEquals(-1, get(database, 0));
            requireFilled(database, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderInAnotherProcessSeesWhatIsPut(Library library) throws IOException {
        assumeTrue(library.supports(Operation.GET));
        try (OtherProcess other = OtherProcess.start(subject(library))) {
            other.fill();
            try (Database database = library.openToRead(directory, ENTRIES)) {
                requireFilled(database, 0);
                TableSignal signal = TableSignal.receiver(database, false);
                other.signal();
                assertTrue(signal.receive() - System.nanoTime() < 0);
                other.write();
                signal.receive();
                signal.receive();
                other.stop();
                requireSome(database);
            }
        }
    }

    /** Values may be any that the other process put. */
    private static void requireSome(Database database) {
        database.snapshot();
        for (int number = 0; number < ENTRIES; number++) {
            get(database, number);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKilledProcessLosesNothing(Library library) throws IOException {
        assumeTrue(library.supports(Operation.OPEN_KILLED));
        try (OtherProcess other = OtherProcess.start(subject(library))) {
            other.fill();
            other.write();
            LockSupport.parkNanos(LOAD_NANOS);
            other.kill();
        }
        try (Database database = library.openKilled(directory, ENTRIES)) {
            requireSome(database);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCopyHasAll(Library library) throws IOException {
        assumeTrue(library.supports(Operation.BACK_UP));
        Path copy = directory.resolve("copy");
        try (Database database = library.open(directory, ENTRIES)) {
            database.fill(ENTRIES);
            database.save();
            database.backUp(copy);
        }
        Path restored = Files.createDirectory(directory.resolve("restored"));
        switch (library) {
            case CAIRN -> Store.restore(copy, Values.in(restored)).close();
            case LMDB -> Files.move(copy, Values.in(restored));
            case MV_STORE -> unpack(copy, Values.in(restored));
            default -> fail("how is a copy of " + library.label() + " opened?");
        }
        try (Database database = library.open(restored, ENTRIES)) {
            requireFilled(database, 0);
        }
    }

    private static void unpack(Path archive, Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            zip.getNextEntry();
            Files.copy(zip, file);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WAKE", "SEEN", "LETTER_WAKES", "LETTER_SEEN"})
    void aSignalTakesTime(Operation operation) throws IOException {
        for (Library library : Library.values()) {
            if (library.supports(operation)) {
                Path own = Files.createDirectory(directory.resolve(library.name()));
                long[] nanos = operation.samples().orElseThrow().take(new Samples.Subject(library, own, ENTRIES), 3);
                assertTrue(Arrays.stream(nanos).allMatch(time -> time > 0), library::label);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void allLettersOfABurstCome(Library library) throws IOException {
        assumeTrue(library.supports(Operation.LETTERS));
        long[] nanos = LetterSamples.many(new Samples.Subject(library, directory, Long.BYTES), 1);
        assertEquals(1, nanos.length);
        assertTrue(nanos[0] > 0);
    }

    @ParameterizedTest
    @EnumSource
    void severalProcessesPut(Library library) throws IOException {
        assumeTrue(library.supports(Operation.SWAP));
        long[] figures = SwapSamples.take(new Samples.Subject(library, directory, 2), 100);
        assertEquals(SwapSamples.FIGURES, figures.length);
        assertTrue(figures[SwapSamples.OF_ALL] > 0);
        assertTrue(figures[SwapSamples.MEDIAN] > 0);
        assertTrue(figures[SwapSamples.MEDIAN] <= figures[SwapSamples.SLOW]);
    }
}
