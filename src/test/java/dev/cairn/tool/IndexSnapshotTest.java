package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.codec.Codec;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IndexSnapshotTest {
    private static final int ATTEMPTS = 200;

    private final Store store = Store.inMemory(StoreOptions.defaults().maxBytes(64 << 20));
    private final Index index = new Index(store);
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void anIndexSaysWhereWordsStand() {
        IndexSnapshot empty = index.snapshot();
        assertEquals(new WordIndex.Added(4, 0), index.add("to be, a to do"));
        IndexSnapshot one = index.snapshot();
        index.add("be");
        IndexSnapshot two = index.snapshot();
        assertEquals(0, empty.words().size());
        assertEquals(
                PVector.of(store, Codec.LONG, Position.of(0, 3)), one.words().get("be"));
        assertEquals(
                PVector.of(store, Codec.LONG, Position.of(0, 3), Position.of(1, 0)),
                two.words().get("be"));
        assertSound(empty, 0);
        assertSound(one, 4);
        assertSound(two, 5);
        assertSame(two.version(), index.snapshot().version());
        assertNotSame(one.version(), two.version());
    }

    @Test
    void damageIsFound() {
        index.add("to be or not");
        index.add("to be");
        PMap<String, PVector<Long>> words = index.snapshot().words();
        PVector<Long> be = words.getOrDefault("be", PVector.empty(store, Codec.LONG));
        assertFaulty(words.put("be", be.update(1, Position.of(1, 2)))); // another place
        assertFaulty(words.put("be", be.append(Position.of(1, 300)))); // past the text's end
        assertFaulty(words.put("be", be.append(Position.of(2, 0)))); // a text that does not exist
        assertFaulty(words.put("be", be.append(Position.of(-1, 0))));
        assertFaulty(words.put("be", be.removeLast())); // a word of a text is missing
        assertFaulty(words.remove("be"));
        assertFaulty(words.put("bee", be));
        assertFaulty(words.put("bee", PVector.empty(store, Codec.LONG)));
    }

    @Test
    void aPositionThatIsThereTwiceIsFoundAtTheEnd() {
        index.add("to be");
        PMap<String, PVector<Long>> words = index.snapshot().words();
        PVector<Long> be = words.getOrDefault("be", PVector.empty(store, Codec.LONG));
        PMap<String, PVector<Long>> twice = words.put("be", be.append(be.last()));
        assertNotNull(new IndexSnapshot(twice, index.snapshot().texts()).faultAnywhere(2));
    }

    @Test
    void anAdditionThatComesTooLateKeepsWhatTheOtherAdded() {
        PVector<Long> none = PVector.empty(store, Codec.LONG);
        PMap<String, PVector<Long>> empty = PMap.empty(store, Codec.STRING, PVector.codec(Codec.LONG));
        Addition late = new Addition(Words.of(2, "to be or not to be"), none);
        late.apply(empty);
        PMap<String, PVector<Long>> one = new Addition(Words.of(0, "to do"), none).apply(empty);
        late.apply(one);
        PMap<String, PVector<Long>> two = new Addition(Words.of(1, "or what"), none).apply(one);
        PMap<String, PVector<Long>> all = late.apply(two);
        assertEquals(2, late.repeats());
        PVector<String> texts = PVector.of(store, Codec.STRING, "to do", "or what", "to be or not to be");
        assertSound(new IndexSnapshot(all, texts), 10);
        assertEquals(new Addition(Words.of(2, texts.last()), none).apply(two), all);
    }

    @Test
    void theMostFrequentWordsComeFirst() {
        index.add("to be or not to be to");
        List<Frequency> top = Frequency.top(index.snapshot().words(), 3);
        assertEquals(List.of(new Frequency("to", 3), new Frequency("be", 2), new Frequency("not", 1)), top);
    }

    private void assertSound(IndexSnapshot snapshot, long words) {
        for (int i = 0; i < ATTEMPTS; i++) {
            assertNull(snapshot.fault(random));
        }
        assertNull(snapshot.faultAnywhere(words));
    }

    private void assertFaulty(PMap<String, PVector<Long>> words) {
        IndexSnapshot snapshot = new IndexSnapshot(words, index.snapshot().texts());
        boolean found = false;
        for (int i = 0; i < ATTEMPTS && !found; i++) {
            found = snapshot.fault(random) != null;
        }
        assertEquals(true, found, words::toString);
        assertNotNull(snapshot.faultAnywhere(6));
    }
}
