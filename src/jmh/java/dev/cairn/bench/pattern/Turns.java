package dev.cairn.bench.pattern;

import java.util.List;

/**
 * Does a few operations in turn, each with the version that the one before gave. A version that has become much smaller or
 * larger than the first is dropped, and the first is taken again.
 *
 * @param <V> the library's type
 */
final class Turns<V> {
    private static final int ROOM = 64;

    private final Subject<V> subject;
    private final List<Op<V>> ops;
    private final V first;
    private final int least;
    private final int most;
    private V version;
    private int step;

    Turns(Subject<V> subject, List<String> names, int size) {
        this.subject = subject;
        this.ops = names.stream().map(subject.ops()::get).toList();
        this.first = subject.make().apply(size);
        this.least = Math.max(2, size / 2);
        this.most = 2 * size + ROOM;
        this.version = first;
    }

    /** One operation of each. */
    V next() {
        V now = version;
        for (int i = 0; i < ops.size(); i++) {
            now = ops.get(i).apply(now, step++);
        }
        int size = subject.size().applyAsInt(now);
        version = size < least || size > most ? first : now;
        return now;
    }
}
