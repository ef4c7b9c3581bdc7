package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.trie.map.MapTable;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That docs/layout.md is enough to read a store: each kind of node is made by the library, and read by the document. */
class LayoutReaderTest extends StoreTest {
    private static final int MANY = 5_000;
    private static final Random RANDOM = new Random(7);

    private final DocumentTables document = DocumentTables.read("layout.md");

    /** Many of these have the same hash. */
    private record Clash(int n) {
        @Override
        public int hashCode() {
            return n / 4;
        }
    }

    record Point(long x, long y) {}

    record Holder(String name, Object held) {}

    @ParameterizedTest
    @EnumSource
    void eachKindOfNodeIsReadByTheDocument(Setting setting) {
        Store store = stores.open(setting.options().atomsInCells(true));
        LayoutReader reader = new LayoutReader(StoreBytes.of(store), document);
        superblock(store, setting, reader);
        vectors(store, reader);
        texts(store, reader);
        maps(store, reader);
        sets(store, reader);
        clashes(store, reader);
        innerCollections(store, reader);
        parts(store, reader);
        blobs(store, reader);
        slabs(store, reader);
        letters(store, reader);
        namedMailbox(store, reader);
        Set<String> expected = new TreeSet<>();
        document.rows("Kinds of nodes", "value").forEach(row -> expected.add(row.get("name")));
        if (MapTable.LIMIT < MANY / 10) {
            expected.remove("MAP_PACKED"); // nothing is on the heap, from where it would be packed
            reader.seen.remove("MAP_PACKED");
        }
        expected.remove("DESCRIPTOR"); // LayoutKindsTest reads it
        expected.remove("LEDGER"); // LedgerLayoutTest reads it
        assertEquals(expected, reader.seen);
        List.copyOf(store.atomNames()).forEach(store::removeAtom);
    }

    private void superblock(Store store, Setting setting, LayoutReader reader) {
        assertEquals(document.at("The superblock", "MAGIC"), reader.u64(reader.superblock("magic")));
        assertEquals(document.at("The superblock", "LAYOUT"), reader.u32(reader.superblock("version")));
        assertEquals(0, reader.u32(reader.superblock("features")));
        assertEquals(0, reader.u32(reader.superblock("writerFeatures")));
        assertEquals(0, reader.u32(reader.superblock("looseFeatures")));
        assertEquals(setting.options().maxBytes(), reader.u64(reader.superblock("maxBytes")));
        assertNotEquals(0, reader.u64(reader.superblock("uuid")));
        assertEquals(document.at("The superblock", "ORDER"), reader.u32(reader.superblock("byteOrder")));
        assertEquals(setting.options().geometry().bits(), reader.u32(reader.superblock("bits")));
        assertEquals(setting.options().geometry().slabBytes(), reader.u32(reader.superblock("slabBytes")));
        assertEquals(store.core().seed(), reader.u64(reader.superblock("seed")));
    }

    /** The nodes that were read so far lie in blocks that are taken. */
    private void slabs(Store store, LayoutReader reader) {
        LayoutSlabs slabs = new LayoutSlabs(reader, document);
        Set<Long> sizes = new TreeSet<>();
        for (long node : reader.nodes) {
            long bytes = slabs.blockBytes(node);
            assertEquals(
                    store.core()
                            .allocator()
                            .blockBytes(store.core()
                                    .memory()
                                    .reference(store.core().memory().atOffset(node))),
                    bytes);
            sizes.add(bytes);
        }
        assertTrue(sizes.size() > 10, sizes + " of blocks");
        assertTrue(sizes.stream().anyMatch(bytes -> bytes > 65536), "a run");
    }

    private static void vectors(Store store, LayoutReader reader) {
        LongVector longs = LongVector.from(store, LongStream.range(0, MANY)).update(17, -1);
        store.atom("longs", longs);
        longs(longs, reader, reader.atom("longs"));
        LongVector joined = longs.drop(77).concat(longs.take(1_234)).insert(100, 5);
        store.atom("joined", joined);
        longs(joined, reader, reader.atom("joined"));
    }

    private static void longs(LongVector expected, LayoutReader reader, int reference) {
        assertArrayEquals(
                expected.toArray(),
                reader.elements(reference).stream().mapToLong(reader::u64).toArray());
    }

    private static void texts(Store store, LayoutReader reader) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < MANY / 5; i++) {
            texts.add(
                    switch (i % 4) {
                        case 0 -> "n" + i;
                        case 1 -> "\u4e16\u754c" + i;
                        case 2 -> "a text that is too long for its slot, " + i;
                        default -> "\u4e16".repeat(i % 50);
                    });
        }
        store.atom("texts", PVector.from(store, Codec.STRING, texts));
        assertEquals(
                texts,
                reader.elements(reader.atom("texts")).stream().map(reader::text).toList());
    }

    private static void maps(Store store, LayoutReader reader) {
        PMap<Integer, Long> map = PMap.empty(store, Codec.INT, Codec.LONG);
        for (int i = -MANY; i < MANY; i++) {
            map = map.put(i, i * 3L);
        }
        store.atom("map", map);
        int reference = reader.atom("map");
        for (int i = -MANY; i < MANY; i++) {
            // the value of eight bytes begins at a multiple of eight
            assertEquals(i * 3L, reader.u64(find(reader, reference, i) + 8));
        }
        assertEquals(-1, find(reader, reference, MANY));
        assertEquals(
                List.copyOf(map.keys()),
                reader.entries(reference).stream().map(reader::u32).toList(),
                "in the order of iteration");
    }

    private static long find(LayoutReader reader, int reference, int key) {
        return reader.find(reference, reader.hashes().hash(key), entry -> reader.u32(entry) == key);
    }

    private static void sets(Store store, LayoutReader reader) {
        List<String> words = new ArrayList<>();
        for (int length = 0; length < 3_000; length += 1 + length / 5) {
            for (String letter : List.of("a", "\u00e4", "\u4e16")) {
                words.add(letter.repeat(length));
            }
        }
        PSet<String> set = PSet.from(store, Codec.STRING, words);
        store.atom("words", set);
        int reference = reader.atom("words");
        for (String word : words) {
            long entry = reader.find(
                    reference,
                    reader.hashes().hash(word),
                    slot -> reader.text(slot).equals(word));
            assertNotEquals(-1, entry, word);
        }
        assertEquals(
                List.copyOf(set.asSet()),
                reader.entries(reference).stream().map(reader::text).toList());
    }

    private static void clashes(Store store, LayoutReader reader) {
        PSet<Object> set = PSet.empty(store, Codec.object());
        for (int i = 0; i < MANY; i++) {
            set = set.add(new Clash(i));
        }
        store.atom("clashes", set);
        List<Long> entries = reader.entries(reader.atom("clashes"));
        assertEquals(MANY, entries.size());
        for (long entry : entries) {
            assertEquals("OBJECT", reader.kind(reader.node(reader.u32(entry))));
        }
        set.size(); // its objects stay until here
    }

    private static void innerCollections(Store store, LayoutReader reader) {
        PVector<LongVector> rows = PVector.empty(store, LongVector.codec());
        PVector<PMap<Integer, Long>> tables = PVector.empty(store, PMap.codec(Codec.INT, Codec.LONG));
        for (int size = 0; size < 200; size++) {
            rows = rows.append(LongVector.from(store, LongStream.range(0, size)));
            PMap<Integer, Long> table = PMap.empty(store, Codec.INT, Codec.LONG);
            for (int i = 0; i < size; i++) {
                table = table.put(i, -7L * i);
            }
            tables = tables.append(table);
        }
        store.atom("rows", rows);
        List<Long> slots = reader.elements(reader.atom("rows"));
        for (int size = 0; size < rows.size(); size++) {
            longs(rows.get(size), reader, reader.u32(slots.get(size)));
        }
        store.atom("tables", tables);
        slots = reader.elements(reader.atom("tables"));
        for (int size = 0; size < tables.size(); size++) {
            Map<Integer, Long> read = new HashMap<>();
            for (long entry : reader.entries(reader.u32(slots.get(size)))) {
                read.put(reader.u32(entry), reader.u64(entry + 8));
            }
            assertEquals(tables.get(size).asMap(), read);
        }
        PVector<PSet<Point>> points = PVector.empty(store, PSet.codec(Codec.record(Point.class)));
        for (int n = 0; n < 100; n++) {
            points = points.append(PSet.of(store, Codec.record(Point.class), new Point(n, -n)));
        }
        store.atom("points", points);
        slots = reader.elements(reader.atom("points"));
        for (int n = 0; n < points.size(); n++) {
            int reference = reader.u32(slots.get(n));
            assertEquals("MAP_LEAF", reader.kind(reader.node(reference)));
            long entry = reader.entries(reference).getFirst();
            assertEquals(List.of((long) n, (long) -n), List.of(reader.u64(entry), reader.u64(entry + 8)));
        }
    }

    private void parts(Store store, LayoutReader reader) {
        Holder holder = new Holder("a", new ArrayList<>(List.of(1)));
        PVector<Object> values = PVector.of(store, Codec.standard(), holder, 7L, "short", null);
        store.atom("values", values);
        List<Long> slots = reader.elements(reader.atom("values"));
        long tag = document.at("any and standard", "tag");
        long node = reader.node(reader.u32(slots.getFirst() + document.at("any and standard", "anyReference")));
        assertEquals(
                document.at("any and standard", "RECORD") + document.at("any and standard", "WITH_PARTS"),
                reader.u8(slots.getFirst() + tag));
        assertEquals("PARTS", reader.kind(node));
        assertEquals("OBJECT", reader.kind(reader.node(reader.list(node).getFirst())));
        assertNotEquals(0, reader.behindList(node));
        assertEquals(document.at("any and standard", "LONG"), reader.u8(slots.get(1) + tag));
        assertEquals(7, reader.u64(slots.get(1) + document.at("any and standard", "value")));
        assertEquals(document.at("any and standard", "TEXT"), reader.u8(slots.get(2) + tag));
        assertEquals(5, reader.u8(slots.get(2) + document.at("any and standard", "inlineLength")));
        assertEquals('s', reader.u8(slots.get(2) + document.at("any and standard", "value")));
        assertEquals(document.at("any and standard", "NULL"), reader.u8(slots.get(3) + tag));
        values.size(); // its objects stay until here
    }

    private static void blobs(Store store, LayoutReader reader) {
        byte[] bytes = new byte[100_000];
        RANDOM.nextBytes(bytes);
        Blob blob = Blob.from(store, bytes);
        Blob joined = blob.sliceBytes(10_000, 90_000).concat(blob).concat(blob.sliceBytes(5, 50_000));
        store.atom("blob", blob);
        store.atom("joined blob", joined);
        assertArrayEquals(bytes, reader.blob(reader.atom("blob")));
        assertArrayEquals(joined.toByteArray(), reader.blob(reader.atom("joined blob")));
    }

    private void letters(Store store, LayoutReader reader) {
        Mailbox mailbox = Mailbox.unbounded(store);
        LongVector row = LongVector.from(store, LongStream.range(0, MANY));
        assertTrue(mailbox.trySendValue(5L));
        assertTrue(mailbox.trySendValue("a text of more than two words"));
        assertTrue(mailbox.trySendValue(List.of("a row", row)));
        assertTrue(mailbox.trySendValue(row));
        long node = mailboxNode(store, mailbox);
        assertEquals("MAILBOX", reader.kind(node));
        long tail = reader.u64(node + document.at("MAILBOX", "ordinary") + document.at("MAILBOX", "laneTail"));
        assertEquals(4, tail & 0x7FFF_FFFF);
        List<Integer> heads = reader.list(node);
        assertEquals(List.of((int) (tail >>> document.at("MAILBOX", "lastSegment")), 0), heads);
        long segment = reader.node(heads.getFirst());
        List<Integer> listed = reader.list(segment);
        assertEquals("SEGMENT", reader.kind(segment));
        assertEquals(document.at("SEGMENT", "LETTERS") + 1, listed.size());
        assertEquals(segment + document.at("SEGMENT", "places"), reader.behindList(segment));
        List<Long> states = IntStream.range(0, 5)
                .mapToObj(i -> (long) reader.u32(place(segment, i) + document.at("SEGMENT", "placeState")))
                .toList();
        assertEquals(
                List.of(
                        1L,
                        document.at("SEGMENT", "NODE"),
                        document.at("SEGMENT", "NODE"),
                        document.at("SEGMENT", "STONE"),
                        document.at("SEGMENT", "EMPTY")),
                states);
        assertEquals(List.of(0, 0), List.of(listed.get(0), listed.get(1)));
        long plain = reader.node(listed.get(2));
        assertEquals("LETTER", reader.kind(plain));
        assertTrue(reader.edit(plain) > 2);
        long bearing = reader.node(listed.get(3));
        assertEquals("BEARING_LETTER", reader.kind(bearing));
        longs(row, reader, reader.list(bearing).getFirst());
        long last = reader.behindList(bearing) + 8 * (reader.edit(bearing) - 1);
        assertEquals(reader.list(bearing).getFirst(), reader.u32(last), "the low half of the last word");
        longs(row, reader, listed.get(4));
        assertEquals(listed.get(4), reader.u32(place(segment, 3) + document.at("SEGMENT", "words") + 8));
        mailbox.close();
    }

    private void namedMailbox(Store store, LayoutReader reader) {
        Mailbox mailbox = Mailbox.named(MessageOptions.defaults().store(store), "box", 9);
        assertTrue(mailbox.trySendValue(5L) && mailbox.trySendValue(6L));
        assertEquals(5L, Objects.requireNonNull(mailbox.poll()).open());
        long post = reader.node(reader.atom("box"));
        assertEquals("POST", reader.kind(post));
        assertEquals(9, reader.u32(post + document.at("POST", "capacity")));
        assertEquals(1, reader.u64(post + document.at("POST", "receiver")) & 0xFFFF_FFFFL, "row 0");
        assertEquals(1, reader.u64(post + document.at("POST", "finished")));
        assertEquals(1, reader.u64(post + document.at("POST", "rowsWithLetters")));
        List<Integer> rows = reader.list(post);
        assertEquals(document.at("POST", "ROWS"), rows.size());
        long first = reader.node(rows.getFirst());
        assertEquals("MAILBOX", reader.kind(first));
        long lane = first + document.at("MAILBOX", "ordinary");
        assertEquals(2, reader.u64(lane + document.at("MAILBOX", "laneTail")) & 0x7FFF_FFFF);
        assertEquals(1, reader.u32(lane + document.at("MAILBOX", "taken")));
        assertEquals(document.at("POST", "OPEN"), reader.u32(post + document.at("POST", "closedPost")));
        assertTrue(Mailbox.remove(store, "box"));
        assertEquals(document.at("POST", "DROPPED"), reader.u32(post + document.at("POST", "closedPost")));
        mailbox.close();
    }

    private long place(long segment, int index) {
        return segment + document.at("SEGMENT", "places") + document.at("SEGMENT", "placeEnd") * index;
    }

    /** Nothing in a store says where its mailboxes are, so the Java object is asked. */
    private long mailboxNode(Store store, Mailbox mailbox) {
        Object lane = Fields.of(Fields.of(Fields.of(mailbox, "queue"), "ordinary"), "lane");
        Memory memory = store.core().memory();
        return memory.offset((long) Fields.of(lane, "tail")) - document.at("MAILBOX", "ordinary");
    }
}
