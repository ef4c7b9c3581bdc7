package dev.cairn.tool;

import dev.cairn.tool.WordIndex.Added;
import java.util.concurrent.Callable;

/** A writer: adds texts to an index until no text is left. */
final class Indexer implements Callable<Added> {
    private final TextQueue texts;
    private final WordIndex index;

    Indexer(TextQueue texts, WordIndex index) {
        this.texts = texts;
        this.index = index;
    }

    /** The costs of all its texts. If one text fails, no text is left for the other writers. */
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
