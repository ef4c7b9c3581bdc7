package dev.cairn.tool;

import dev.cairn.tool.WordIndex.Added;
import java.util.concurrent.Callable;

/** A writer: adds texts to an index until none is left. */
final class Indexer implements Callable<Added> {
    private final TextQueue texts;
    private final WordIndex index;

    Indexer(TextQueue texts, WordIndex index) {
        this.texts = texts;
        this.index = index;
    }

    /** What all of them took. If one fails, there are none left for other writers. */
    @Override
    public Added call() {
        Added sum = Added.NOTHING;
        boolean done = false;
        try {
            for (String text = texts.next(); text != null; text = texts.next()) {
                sum = sum.plus(index.add(text));
            }
            done = true;
            return sum;
        } finally {
            if (!done) {
                texts.stop();
            }
        }
    }
}
