package dev.cairn.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.StoreTest;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Streams that somebody else makes: other widths, offsets, nulls, errors, and batches that do not fit to their schema. */
class ArrowInputTest extends StoreTest {
    private static final MemorySegment NONE = MemorySegment.NULL;

    /** All was released, each once. */
    private static void requireReleased(Producer producer, int batches) {
        assertEquals(producer.schemaError == 0 ? 1 : 0, producer.schemasReleased);
        assertEquals(batches, producer.batchesReleased);
        assertEquals(1, producer.streamsReleased);
    }

    private static void requireRefused(Producer producer, int batches, String reason, Executable call) {
        String message = assertThrows(ArrowException.class, call).getMessage();
        assertTrue(message.contains(reason), message);
        requireReleased(producer, batches);
    }

    @Test
    void numbersOfOtherWidths() {
        Store store = stores.open();
        try (Producer bytes = new Producer("C")) {
            bytes.add(3, 1, NONE, bytes.arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 9, (byte) 1, (byte) -1, (byte)
                    2));
            bytes.add(0, 0, NONE, NONE);
            assertEquals(
                    List.of(1L, 255L, 2L), Arrow.longs(store, bytes.stream()).asList());
            requireReleased(bytes, 2);
        }
        try (Producer ints = new Producer("I")) {
            ints.add(1, 0, NONE, ints.arena.allocateFrom(ValueLayout.JAVA_INT, -1));
            assertEquals(
                    List.of(0xFFFF_FFFFL), Arrow.longs(store, ints.stream()).asList());
        }
        try (Producer floats = new Producer("f")) {
            floats.add(2, 1, NONE, floats.arena.allocateFrom(ValueLayout.JAVA_FLOAT, 0, 0.5f, 1.5f));
            assertEquals(
                    List.of(0.5, 1.5), Arrow.doubles(store, floats.stream()).asList());
        }
        try (Producer longs = new Producer("l")) {
            longs.add(2, 1, NONE, longs.arena.allocateFrom(ValueLayout.JAVA_LONG, 7, 8, 9, 10));
            longs.add(1, 0, NONE, longs.arena.allocateFrom(ValueLayout.JAVA_LONG, 1));
            assertEquals(List.of(8L, 9L, 1L), Arrow.longs(store, longs.stream()).asList());
            requireReleased(longs, 2);
        }
    }

    @Test
    void numbersThatBeginAnywhere() {
        Store store = stores.open();
        try (Producer longs = new Producer("l")) {
            MemorySegment odd = longs.arena.allocate(64, 8).asSlice(3);
            odd.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, 5);
            odd.set(ValueLayout.JAVA_LONG_UNALIGNED, 8, 6);
            longs.add(2, 0, NONE, odd);
            assertEquals(List.of(5L, 6L), Arrow.longs(store, longs.stream()).asList());
        }
    }

    @Test
    void textOfBothKinds() {
        Store store = stores.open();
        try (Producer texts = new Producer("U")) {
            texts.add(
                    2,
                    1,
                    NONE,
                    texts.arena.allocateFrom(ValueLayout.JAVA_LONG, 0, 1, 3, 3),
                    texts.arena.allocateFrom("aéx"));
            assertEquals(List.of("é", ""), Arrow.texts(store, texts.stream()).asList());
        }
        try (Producer texts = new Producer("u")) {
            texts.add(1, 0, NONE, texts.arena.allocateFrom(ValueLayout.JAVA_INT, 0, 0), NONE);
            assertEquals(List.of(""), Arrow.texts(store, texts.stream()).asList());
        }
        try (Producer texts = new Producer("u")) {
            texts.add(
                    1, 0, NONE, texts.arena.allocateFrom(ValueLayout.JAVA_INT, 5, 2), texts.arena.allocateFrom("abc"));
            requireRefused(texts, 1, "text of -3 bytes", () -> Arrow.texts(store, texts.stream()));
        }
    }

    @Test
    void nullsAreRefused() {
        Store store = stores.open();
        try (Producer longs = new Producer("l")) {
            MemorySegment numbers = longs.arena.allocateFrom(ValueLayout.JAVA_LONG, 7, 8, 9);
            longs.add(3, 0, longs.arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 0b111), numbers);
            longs.add(3, 0, longs.arena.allocateFrom(ValueLayout.JAVA_BYTE, (byte) 0b101), numbers);
            requireRefused(longs, 2, "row 1", () -> Arrow.longs(store, longs.stream()));
        }
    }

    @Test
    void errorsOfTheStreamAreTold() {
        Store store = stores.open();
        try (Producer fails = new Producer("l")) {
            fails.add(1, 0, NONE, fails.arena.allocateFrom(ValueLayout.JAVA_LONG, 7));
            fails.failAt = 1;
            requireRefused(fails, 1, "the disk is on fire", () -> Arrow.longs(store, fails.stream()));
        }
        try (Producer fails = new Producer("l")) {
            fails.schemaError = 22;
            requireRefused(fails, 0, "22", () -> Arrow.longs(store, fails.stream()));
        }
    }

    @Test
    void otherFormatsAreRefused() {
        Store store = stores.open();
        for (String format : List.of("L", "d:38,0", "tsu:", "+l", "", "vu")) {
            try (Producer other = new Producer(format)) {
                requireRefused(other, 0, "format " + format, () -> Arrow.longs(store, other.stream()));
            }
        }
        try (Producer doubles = new Producer("g")) {
            requireRefused(doubles, 0, "longs", () -> Arrow.longs(store, doubles.stream()));
        }
        try (Producer longs = new Producer("l")) {
            requireRefused(longs, 0, "ints", () -> Arrow.ints(store, longs.stream()));
        }
        try (Producer none = new Producer("l")) {
            none.children = 0;
            requireRefused(none, 0, "0 columns", () -> Arrow.longs(store, none.stream()));
        }
    }

    @Test
    void batchesThatDoNotFitAreRefused() {
        Store store = stores.open();
        List<java.util.function.Consumer<MemorySegment>> faults = List.of(
                child -> child.set(ValueLayout.JAVA_LONG, 0, 1),
                child -> child.set(ValueLayout.JAVA_LONG, 0, -1),
                child -> child.set(ValueLayout.JAVA_LONG, 16, -1),
                child -> child.set(ValueLayout.JAVA_LONG, 24, 3),
                child -> child.set(ValueLayout.JAVA_LONG, 32, 1),
                child -> child.set(ValueLayout.JAVA_LONG, 40, 0));
        for (var fault : faults) {
            try (Producer producer = new Producer("l")) {
                fault.accept(producer.add(2, 0, NONE, producer.arena.allocateFrom(ValueLayout.JAVA_LONG, 7, 8)));
                requireRefused(producer, 1, "does not fit to its schema", () -> Arrow.longs(store, producer.stream()));
            }
        }
        try (Producer producer = new Producer("l")) {
            producer.add(2, 0, NONE, NONE);
            requireRefused(producer, 1, "no buffer 1", () -> Arrow.longs(store, producer.stream()));
        }
    }
}
