package dev.cairn.tool;

/** Texts, and where in them each word stands. Any threads read it and add to it. */
interface WordIndex {
    /**
     * What adding a text took.
     *
     * @param words how many words stand in it
     * @param repeats how often it was tried in vain, because another writer was faster
     */
    record Added(long words, long repeats) {
        static final Added NOTHING = new Added(0, 0);

        Added plus(Added more) {
            return new Added(words + more.words, repeats + more.repeats);
        }
    }

    Added add(String text);

    /** The index as it is now. */
    Snapshot snapshot();
}
