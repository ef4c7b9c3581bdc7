package dev.cairn.tool;

import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** The same index of Vavr's collections, on the heap, for comparison. */
final class VavrIndex implements WordIndex {
    private final AtomicReference<Vector<String>> texts = new AtomicReference<>(Vector.empty());
    private final AtomicReference<HashMap<String, Vector<Long>>> words = new AtomicReference<>(HashMap.empty());

    @Override
    public Added add(String text) {
        int number = texts.updateAndGet(before -> before.append(text)).size() - 1;
        Map<String, List<Long>> positions = Words.of(number, text);
        AtomicInteger attempts = new AtomicInteger();
        words.updateAndGet(before -> {
            attempts.getAndIncrement();
            HashMap<String, Vector<Long>> after = before;
            for (Map.Entry<String, List<Long>> more : positions.entrySet()) {
                Vector<Long> known = after.getOrElse(more.getKey(), Vector.empty());
                after = after.put(more.getKey(), known.appendAll(more.getValue()));
            }
            return after;
        });
        return new Added(positions.values().stream().mapToLong(List::size).sum(), attempts.get() - 1);
    }

    @Override
    public VavrSnapshot snapshot() {
        HashMap<String, Vector<Long>> first = words.get();
        return new VavrSnapshot(first, texts.get());
    }

    /** A snapshot of the words and of their texts. */
    record VavrSnapshot(HashMap<String, Vector<Long>> words, Vector<String> texts) implements IndexView {
        /** A random word of the first few, since Vavr's map has no access by number. */
        private static final int DRAWN_FROM = 64;

        @Override
        public Object version() {
            return words;
        }

        @Override
        public int wordCount() {
            return words.size();
        }

        @Override
        public String randomWord(RandomGenerator random) {
            return words.keysIterator()
                    .drop(random.nextInt(Math.min(DRAWN_FROM, words.size())))
                    .head();
        }

        @Override
        public List<Long> positions(String word) {
            return words.getOrElse(word, Vector.empty()).asJava();
        }

        @Override
        public int textCount() {
            return texts.size();
        }

        @Override
        public String text(int number) {
            return texts.get(number);
        }
    }
}
