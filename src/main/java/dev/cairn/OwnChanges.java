package dev.cairn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The changes of an atom by this process, which tells its watchers of each: so that those by other processes are known. */
final class OwnChanges<T> {
    /*
     * Protocol
     *   own     1  begun + 1     2  change the atom     3  note the version after     4  tell the watchers     5  ended + 1
     *   other   1  read ended     2  read the version of the atom     3  read begun. If both are equal, no own change was under way: all that there
     *              were have noted their versions and told of them. So the version is of another process, unless one of them noted it.
     * The last versions are enough: threads that change the atom at once are fewer.
     */
    private static final int LAST = 64;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable T> versions = new AtomicReferenceArray<>(LAST);

    /** A change begins. {@link #end} follows in any case. */
    void begin() {
        begun.incrementAndGet();
    }

    /** A change has made {@code version} the one of the atom. */
    void made(T version) {
        versions.set(next.getAndIncrement() & (LAST - 1), version);
    }

    /** A change that began has told the watchers, or has failed. */
    void end() {
        ended.incrementAndGet();
    }

    /** A number for {@link #isQuiet}, to be read before the version of the atom. */
    long ended() {
        return ended.get();
    }

    /** Whether no change was under way since {@link #ended} returned {@code number}. */
    boolean isQuiet(long number) {
        return begun.get() == number;
    }

    /** Who made a version. */
    enum Maker {
        THIS_PROCESS,
        ANOTHER,
        /** A change was under way. */
        UNKNOWN
    }

    /** Who made the version of the atom that {@code isSame}. It was read after {@link #ended} returned {@code number}. Forgets all others. */
    Maker maker(long number, Predicate<T> isSame) {
        List<@Nullable T> noted = new ArrayList<>(LAST);
        for (int i = 0; i < LAST; i++) {
            noted.add(versions.get(i));
        }
        if (!isQuiet(number)) {
            return Maker.UNKNOWN;
        }
        Maker maker = Maker.ANOTHER;
        for (int i = 0; i < LAST; i++) {
            T version = noted.get(i);
            if (version != null && isSame.test(version)) {
                maker = Maker.THIS_PROCESS;
            } else if (version != null) {
                versions.compareAndSet(i, version, null);
            }
        }
        return maker;
    }

    /** Forgets all versions: nobody watches. */
    void forget() {
        for (int i = 0; i < LAST; i++) {
            versions.set(i, null);
        }
    }
}
