package dev.cairn.tool;

import dev.cairn.Atom;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The index in a store: two atoms. */
final class Index implements WordIndex {
    /*
     * Concurrency: a text is added before its words, and never removed. So a reader that takes the words first and the texts second has
     * each text that has these words.
     */
    private static final String TEXTS = "texts";
    private static final String WORDS = "words";

    private final Store store;
    private final PVector<Long> none;
    private final Atom<PVector<String>> texts;
    private final Atom<PMap<String, PVector<Long>>> words;

    Index(Store store) {
        this.store = store;
        none = PVector.empty(store, Codec.LONG);
        texts = store.atom(TEXTS, PVector.empty(store, Codec.STRING));
        words = store.atom(WORDS, PMap.empty(store, Codec.STRING, PVector.codec(Codec.LONG)));
    }

    @Override
    public Added add(String text) {
        int number = texts.updateAndGet(before -> before.append(text)).size() - 1;
        Map<String, List<Long>> positions = Words.of(number, text);
        Addition addition = new Addition(positions, none);
        words.updateAndGet(addition);
        return new Added(positions.values().stream().mapToLong(List::size).sum(), addition.repeats());
    }

    @Override
    public IndexSnapshot snapshot() {
        PMap<String, PVector<Long>> first = words.get();
        return new IndexSnapshot(first, texts.get());
    }

    /** Calls {@code action} with each new version of the words. Several threads may call it at the same time. */
    Atom.Watch watch(Consumer<PMap<String, PVector<Long>>> action) {
        return words.watch((before, after) -> action.accept(after));
    }

    /** Removes the atoms from the store. */
    void remove() {
        store.removeAtom(WORDS);
        store.removeAtom(TEXTS);
    }
}
