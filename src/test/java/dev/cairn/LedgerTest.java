package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.CutShort;
import dev.cairn.internal.life.Stillness;
import dev.cairn.internal.memory.Memory;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a process notes in a file of what it owns, and what the next process makes of it when the first one was killed. */
class LedgerTest {
    private static final String LONG_TEXT = "a text that is too long for its slot, so that it has a node of its own ";

    @TempDir
    Path directory;

    private final DocumentTables document = DocumentTables.read("layout.md");
    private Path path;
    private Path copy;

    @BeforeEach
    void name() {
        path = directory.resolve("a.store");
        copy = directory.resolve("copy.store");
    }

    private static StoreOptions options(Setting setting) {
        return setting.options().maxBytes(4L << 20);
    }

    private Store openCopy(Store store, Setting setting) {
        Stillness.copy(store.core(), path, copy);
        return Store.open(copy, options(setting));
    }

    private static Atom<PVector<String>> texts(Store store) {
        return store.atom("texts", PVector.empty(store, Codec.STRING));
    }

    /** A copy of the file is what a killed process leaves. All that only it had is free again, also what it was dropping. */
    @ParameterizedTest
    @EnumSource
    void theNextProcessGivesBackWhatAKilledOneOwned(Setting setting) throws IOException {
        try (Store store = Store.open(path, options(setting))) {
            Atom<PVector<String>> atom = texts(store);
            List<Version> held = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String text = LONG_TEXT + i;
                held.add(atom.updateAndGet(v -> v.size() > 50 ? v.drop(20) : v.append(text)));
                held.add(PMap.<String, String>empty(store, Codec.STRING, Codec.STRING)
                        .put(text, text)
                        .put(LONG_TEXT, text));
            }
            var builder = PVector.builder(store, Codec.STRING);
            builder.append(LONG_TEXT);
            long live = liveNodes(store);
            try (Store next = openCopy(store, setting)) {
                assertEquals(atom.get().asList(), texts(next).get().asList());
                Verification verified = next.verify();
                assertTrue(verified.lostBytes() < 4096, verified::toString);
                assertTrue(liveNodes(next) < live, "the held versions are free");
            }
            assertEquals(800, held.size(), "they are alive until here");
            assertEquals(1, builder.build().size());
        }
        try (Store store = Store.open(path, options(setting))) {
            long live = liveNodes(store);
            try (Store next = Store.open(copy, options(setting))) {
                assertEquals(live, liveNodes(next), "no less is free than after a close");
            }
        }
    }

    /** What a killed process had makes room for what the next one notes. */
    @Test
    void aProcessThatOpensAFullStoreNotesWhatItOwns() {
        Setting setting = Setting.STANDARD_INHERITED;
        Path second = directory.resolve("second.store");
        try (Store store = Store.open(path, options(setting))) {
            List<LongVector> held = new ArrayList<>();
            assertThrows(StoreFullException.class, () -> {
                while (true) {
                    held.add(LongVector.from(store, new long[5_000]));
                }
            });
            Stillness.copy(store.core(), path, copy);
            assertTrue(held.size() > 10, "they are alive until here");
        }
        try (Store next = Store.open(copy, options(setting))) {
            LongVector held = LongVector.from(next, new long[200_000]);
            Stillness.copy(next.core(), copy, second);
            assertEquals(200_000, held.size(), "it is alive until here");
        }
        try (Store last = Store.open(second, options(setting))) {
            assertTrue(last.verify().lostBytes() < 200_000);
        }
    }

    /** What killed processes had in hand is found when the room is needed, not only by {@link Store#verify()}. */
    @Test
    void aStoreThatIsFullFindsWhatWasLost() throws IOException {
        Setting setting = Setting.STANDARD_INHERITED;
        long[] numbers = new long[300_000];
        try (Store store = Store.open(path, options(setting))) {
            LongVector held = LongVector.from(store, numbers);
            Stillness.copy(store.core(), path, copy);
            patch("ledger", 0); // as if it had had all in hand
            assertEquals(300_000, held.size(), "it is alive until here");
        }
        try (Store next = Store.open(copy, options(setting))) {
            Atom<LongVector> atom = next.atom("numbers", LongVector.from(next, numbers));
            assertEquals(300_000, atom.get().size());
            assertEquals(0, next.verify().lostBytes());
        }
    }

    /** A store that was restored from an image notes what its process owns, as any other. */
    @Test
    void aRestoredStoreHasALedger() {
        Setting setting = Setting.TINY_INHERITED;
        Path image = directory.resolve("image");
        try (Store store = Store.inMemory(options(setting))) {
            store.atom("texts", PVector.of(store, Codec.STRING, LONG_TEXT));
            store.checkpoint(image);
        }
        try (Store store = Store.restore(image, path)) {
            List<Version> held = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String text = LONG_TEXT + i;
                held.add(texts(store).updateAndGet(v -> PVector.of(store, Codec.STRING, text, LONG_TEXT)));
            }
            try (Store next = openCopy(store, setting)) {
                assertEquals(texts(store).get().asList(), texts(next).get().asList());
                Verification verified = next.verify();
                assertTrue(verified.lostBytes() < 4096, verified::toString);
            }
            assertEquals(200, held.size(), "they are alive until here");
        }
    }

    /** The nodes of the store but for the ledger. */
    private static long liveNodes(Store store) {
        StoreStats stats = store.stats();
        var ledger = stats.byKind().get("ledger");
        return stats.liveNodes() - (ledger == null ? 0 : ledger.nodes());
    }

    private void patch(String name, int value) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            file.seek(document.at("The superblock", name));
            file.write(ByteBuffer.allocate(4)
                    .order(ByteOrder.nativeOrder())
                    .putInt(value)
                    .array());
        }
    }

    /** Counts that may be too low are never lowered: all are counted again. */
    @Test
    void anErrorOrAnOpenWindowLetsTheNextProcessCountAgain() throws IOException {
        Setting setting = Setting.TINY_INHERITED;
        try (Store store = Store.open(path, options(setting))) {
            Atom<PVector<String>> atom = texts(store);
            atom.set(PVector.of(store, Codec.STRING, LONG_TEXT + 1, LONG_TEXT + 2));
            PVector<String> held = atom.get().append(LONG_TEXT);
            for (String word : List.of("failed", "window", "lost")) {
                Stillness.copy(store.core(), path, copy);
                patch(word, 1_000_000);
                try (Store next = Store.open(copy, options(setting))) {
                    Memory memory = next.core().memory();
                    assertEquals(0, memory.getInt(memory.atOffset(document.at("The superblock", word))), word);
                    assertEquals(atom.get().asList(), texts(next).get().asList());
                    assertEquals(0, next.verify().lostBytes());
                }
            }
            assertEquals(3, held.size());
        }
    }

    /** The pages as the document says, read from a copy of the file. */
    @Test
    void aProcessNotesWhatItOwnsAsTheDocumentSays() throws IOException {
        try (Store store = Store.open(path, options(Setting.STANDARD_INHERITED))) {
            LongVector held = LongVector.from(store, new long[3000]).update(5, 5);
            held.toBuilder();
            Core core = store.core();
            Memory memory = core.memory();
            Set<Integer> owned = new HashSet<>();
            int page = memory.getInt(firstPage(memory));
            assertNotEquals(0, page);
            for (; page != 0; page = memory.getInt(memory.at(page) + at("nextPage"))) {
                assertEquals(21, memory.getByte(memory.at(page) + 8));
                if (memory.getInt(memory.at(page) + at("pageType")) == at("OF_SLOTS")) {
                    for (int slot = 0; slot < at("SLOTS"); slot++) {
                        if (memory.getByte(memory.at(page) + at("states") + slot) != at("SLOT_FREE")) {
                            owned.add(memory.getInt(memory.at(page) + at("owned") + 8L * slot));
                            owned.add(memory.getInt(memory.at(page) + at("owned") + 8L * slot + 4));
                        }
                    }
                }
            }
            store.reclaim();
            int root =
                    store.atom("it", held).get().size() == 3000 ? core.roots().first() : 0;
            assertTrue(owned.size() > 1, owned::toString);
            assertNotEquals(0, root);
            assertEquals(3000, held.size(), "it is alive until here");
        }
    }

    /** A token that has ended may stand in a table for a while, when another one has its slot already. */
    @Test
    void aRepairLeavesASlotToItsNewOwner() throws IOException {
        Setting setting = Setting.TINY_INHERITED;
        try (Store store = Store.open(path, options(setting))) {
            texts(store).set(PVector.of(store, Codec.STRING, LONG_TEXT));
            try (Store next = openCopy(store, setting)) {
                Stillness.withoutReclaimer(next.core(), () -> {
                    Mailbox box = Mailbox.unbounded(next);
                    for (int i = 0; i < 64; i++) {
                        assertTrue(box.trySend(Letter.of(next, LONG_TEXT + i)));
                    }
                    List<Version> held = new ArrayList<>();
                    for (int i = 0; i < 200; i++) {
                        held.add(LongVector.from(next, new long[100 + i]));
                    }
                    next.verify();
                    assertEquals(200, held.size(), "they are alive until here");
                    assertEquals(64, box.size());
                });
            }
        }
    }

    /** What the thread that caught an error had no room on its stack to write, the next change writes. */
    @Test
    void anErrorThatIsNotInTheFileYetIsWrittenByTheNextChange() {
        try (Store store = Store.open(path, options(Setting.TINY_INHERITED))) {
            Core core = store.core();
            Memory memory = core.memory();
            long failed = memory.atOffset(document.at("The superblock", "failed"));
            Atom<PVector<String>> atom = texts(store);
            Stillness.withoutReclaimer(core, () -> {
                CutShort.change(core);
                assertEquals(0, memory.getInt(failed));
                atom.set(PVector.of(store, Codec.STRING, LONG_TEXT));
                assertEquals(1, memory.getInt(failed));
            });
            store.verify();
            assertEquals(0, memory.getInt(failed));
        }
    }

    /** Damages the counts of nodes that versions own, as the ledger says. */
    private void damage(Memory memory) {
        int page = memory.getInt(firstPage(memory));
        for (; page != 0; page = memory.getInt(memory.at(page) + at("nextPage"))) {
            for (int slot = 0; slot < at("SLOTS"); slot++) {
                boolean isOfSlots = memory.getInt(memory.at(page) + at("pageType")) == at("OF_SLOTS");
                if (isOfSlots && memory.getByte(memory.at(page) + at("states") + slot) != at("SLOT_FREE")) {
                    int owned = memory.getInt(memory.at(page) + at("owned") + 8L * slot);
                    if (owned != 0) {
                        memory.setLong(memory.at(owned), 0);
                    }
                }
            }
        }
    }

    private int word(Path file, String name) throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            byte[] word = new byte[Integer.BYTES];
            opened.seek(document.at("The superblock", name));
            opened.readFully(word);
            return ByteBuffer.wrap(word).order(ByteOrder.nativeOrder()).getInt();
        }
    }

    /** A process that could not open a file does nothing with it any more, and the next one counts again. */
    @Test
    void anOpeningThatFindsDamageLeavesTheFile() throws Exception {
        Setting setting = Setting.TINY_INHERITED;
        List<String> texts = leave(setting, memory -> {});
        int roots = word(copy, "roots");
        patch("failed", 1);
        patch("roots", 77); // no node is there
        assertThrows(CorruptStoreException.class, () -> Store.open(copy, options(setting)));
        patch("inHand", 77);
        Thread.sleep(1000); // rounds of a reclaimer, if there was one, which would write how much it has in hand
        assertEquals(77, word(copy, "inHand"));
        assertEquals(1, word(copy, "failed"));
        patch("roots", roots);
        requireRight(setting, texts);
    }

    /** What a killed process had is given back after the opening. If its counts are wrong, the next process counts again. */
    @Test
    void aProcessThatFindsDamageInWhatItInheritedSaysSo() throws Exception {
        Setting setting = Setting.TINY_INHERITED;
        List<String> texts = leave(setting, this::damage);
        try (Store next = Store.open(copy, options(setting))) {
            assertThrows(CorruptStoreException.class, next::verify);
            assertEquals(texts, texts(next).get().asList(), "reading goes on");
        }
        assertEquals(1, word(copy, "failed"));
        requireRight(setting, texts);
    }

    /** Leaves a copy of a file, which was {@code changed}, as a killed process would. Returns the texts of the atom. */
    private List<String> leave(Setting setting, Consumer<Memory> changed) {
        try (Store store = Store.open(path, options(setting))) {
            Atom<PVector<String>> atom = texts(store);
            atom.set(PVector.of(store, Codec.STRING, LONG_TEXT));
            LongVector held = LongVector.from(store, new long[3000]);
            Stillness.withoutReclaimer(
                    store.core(),
                    () -> { // it would find the damage, and say so in the file
                        changed.accept(store.core().memory());
                        Stillness.copy(store.core(), path, copy);
                    });
            assertEquals(3000, held.size(), "it is alive until here");
            return new ArrayList<>(atom.get().asList());
        }
    }

    private void requireRight(Setting setting, List<String> texts) {
        for (Path file : List.of(copy, path)) { // a close that finds damage lets the next process count, too
            try (Store next = Store.open(file, options(setting))) {
                assertEquals(texts, texts(next).get().asList());
                assertEquals(0, next.verify().lostBytes());
            }
        }
    }

    /** Where the row of the first process says where its pages begin. */
    private long firstPage(Memory memory) {
        return memory.atOffset(document.at("The superblock", "rows") + document.at("A row of a process", "pages"));
    }

    /** Earlier versions of the library had one list of pages, since one process wrote a store. */
    @Test
    void whatAProcessOfAnEarlierVersionOwnedIsGivenBack() throws IOException {
        Setting setting = Setting.TINY_INHERITED;
        List<String> texts = leave(setting, memory -> {
            int pages = memory.getInt(firstPage(memory));
            memory.setInt(memory.atOffset(document.at("The superblock", "ledger")), pages);
            memory.zeroWords(memory.atOffset(document.at("The superblock", "rows")), 64);
        });
        assertNotEquals(0, word(copy, "ledger"));
        try (Store next = Store.open(copy, options(setting))) {
            assertEquals(texts, texts(next).get().asList());
            assertTrue(next.verify().lostBytes() < 4096);
            assertEquals(0, word(copy, "ledger"));
        }
    }

    private long at(String name) {
        return document.at("LEDGER", name);
    }
}
