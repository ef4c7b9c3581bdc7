package dev.cairn.internal.trie.vector;

/** Rows of one place that belong to a thread that takes no part any more, so that copies of them belong to all. */
final class OtherRows extends Thread {
    private Tail tail;
    private UpdateLog delta;

    private OtherRows() {}

    static OtherRows make() {
        OtherRows rows = new OtherRows();
        rows.start();
        try {
            rows.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    @Override
    public void run() {
        tail = new Tail(0, 0, 4, 1);
        delta = UpdateLog.of(0, 0, null);
    }

    Tail tail() {
        return tail;
    }

    UpdateLog delta() {
        return delta;
    }
}
