package dev.cairn.tool;

/** Texts, and the positions of each word in them. Any thread may read and add. */
interface WordIndex {
    /**
     * The costs of adding a text.
     *
     * @param words the number of words in it
     * @param repeats the number of repetitions, because another writer was faster
     */
    record Added(long words, long repeats) {
        static final Added NOTHING = new Added(0, 0);

        Added plus(Added more) {
            return new Added(words + more.words, repeats + more.repeats);
        }
    }

    Added add(String text);

    /** The current snapshot of the index. */
    Snapshot snapshot();
}
