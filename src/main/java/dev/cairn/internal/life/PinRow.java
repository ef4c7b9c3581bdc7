package dev.cairn.internal.life;

import dev.cairn.internal.memory.Doorbell;
import java.lang.ref.PhantomReference;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The row of pins of one reader: takes places, and frees those whose versions are dead. It lives until all of them are. */
public final class PinRow implements CollectorSignal.Work {
    /*
     * A kept place belongs to a view of the core, which all refer to that was read out of the version or name: bases by their core. So the
     * place is freed when the collector finds that view dead. Until then no read of the version has ended (T2), also after the store was
     * closed. So the row is given back when the store is closed or dead, and all places are free.
     *
     * The protocol of pins stands in PinFile. The monitor guards all fields, and is held while a place is taken: that is rare, as an atom
     * that is read again gives the version that it gave before.
     */
    /** The most versions that a reader can hold. */
    static final int VERSIONS_MAX = 1000;

    private static final int POLL_EVERY = 64;

    /** Rows are reachable until they are given back, also when their store is not. */
    private static final Set<PinRow> USED = ConcurrentHashMap.newKeySet();

    private final PinFile file;
    private final int row;
    private final Right right;
    private final CollectorSignal signal = new CollectorSignal(this);
    private final @Nullable Kept[] kept = new Kept[PinFile.PLACES];
    private final IntStack free = new IntStack();
    private int used;
    private int versions;
    private int taken;
    private boolean isEnding;
    private boolean isGone;
    private WeakReference<@Nullable Core> store = new WeakReference<>(null);

    /** The row {@code row} of this process, which is given up once, when nothing of it is used any more. */
    public PinRow(PinFile file, int row, Right right) {
        this.file = file;
        this.row = row;
        this.right = right;
    }

    private static final class Kept extends PhantomReference<Object> {
        final int place;
        final boolean isVersion;

        Kept(Object view, int place, boolean isVersion) {
            super(view, null);
            this.place = place;
            this.isVersion = isVersion;
        }
    }

    void start(Core core) {
        store = new WeakReference<>(core);
        USED.add(this);
        signal.start();
    }

    /** What was found in the store, and a view of its core that keeps that from being freed. */
    public record Pinned(Core view, int reference) {}

    /**
     * Pins what {@code current} finds. {@code isThere} says whether the reference is still where it was found.
     *
     * @return null if {@code current} finds 0
     */
    synchronized @Nullable Pinned pin(Core core, boolean isVersion, IntSupplier current, IntPredicate isThere) {
        int place = take(core, isVersion);
        boolean done = false;
        try {
            for (int reference = current.getAsInt(); reference != 0; reference = current.getAsInt()) {
                file.tryOne(row, place, reference);
                if (isThere.test(reference) && file.keep(row, place, reference)) {
                    Pinned pinned = new Pinned(keep(core, place, isVersion), reference);
                    done = true;
                    return pinned;
                }
            }
            return null;
        } finally {
            if (!done) {
                file.free(row, place);
                giveBack(place, isVersion);
            }
        }
    }

    /** Pins a version that is kept by another place, as long as the caller reads. */
    synchronized Core pinOther(Core core, int reference) {
        int place = take(core, true);
        file.keepOther(row, place, reference);
        return keep(core, place, true);
    }

    private Core keep(Core core, int place, boolean isVersion) {
        Core view = core.view();
        kept[place] = new Kept(view, place, isVersion);
        return view;
    }

    private int take(Core core, boolean isVersion) {
        core.check();
        if (++taken % POLL_EVERY == 0) {
            poll();
        }
        if (isFull(isVersion)) {
            makeRoom(isVersion);
        }
        if (isFull(isVersion)) {
            throw core.errors.tooManyVersions(VERSIONS_MAX);
        }
        versions += isVersion ? 1 : 0;
        if (free.size() > 0) {
            return free.pop();
        }
        file.use(row, used + 1);
        return used++;
    }

    private boolean isFull(boolean isVersion) {
        return isVersion ? versions >= VERSIONS_MAX : used - free.size() - versions >= PinFile.PLACES - VERSIONS_MAX;
    }

    /** Finds the versions that are dead and were not found yet. */
    private void makeRoom(boolean isVersion) {
        poll();
        if (isFull(isVersion) && YoungGeneration.isWorthwhile() && YoungGeneration.collect()) {
            poll();
        }
        if (isFull(isVersion)) {
            CollectorSignal.collect();
            poll();
        }
    }

    private void poll() {
        for (int i = 0; i < used; i++) {
            Kept token = kept[i];
            if (token != null && token.refersTo(null)) {
                kept[i] = null;
                file.free(row, token.place);
                giveBack(token.place, token.isVersion);
            }
        }
    }

    private void giveBack(int place, boolean isVersion) {
        versions -= isVersion ? 1 : 0;
        free.add(place);
    }

    /** How many versions this reader keeps, as far as it knows. */
    synchronized int versions() {
        return versions;
    }

    /** Frees the places of versions that the collector has found dead; after the end also the row. Runs the collector if it is asked to. */
    @Override
    public void round() {
        if (right.isLost()) {
            lose();
        }
        int asked = file.asked();
        if (mustCollect(asked)) {
            CollectorSignal.collect();
        }
        finish(asked);
    }

    /** Closes the store. Another reader may have the row now. */
    private void lose() {
        Core core = store.get();
        if (core != null) {
            core.close();
        }
        synchronized (this) {
            if (isGone) {
                return;
            }
            leave();
        }
        tell(right.loss());
    }

    /** Whether the process that writes has asked for dead versions, and a young collection has found none. */
    private synchronized boolean mustCollect(int asked) {
        if (isGone || asked == file.answered(row)) {
            return false;
        }
        int before = versions;
        if (YoungGeneration.isWorthwhile() && YoungGeneration.collect()) {
            poll();
        }
        return versions == before;
    }

    private synchronized void finish(int asked) {
        if (isGone) {
            return;
        }
        poll();
        file.see(row);
        file.answer(row, asked);
        if ((isEnding || store.refersTo(null)) && free.size() == used) {
            file.clear(row);
            leave();
        }
    }

    private void leave() {
        isGone = true;
        right.giveUp();
        signal.end();
        USED.remove(this);
    }

    /** The doorbell of the store. */
    Doorbell bell() {
        return file.bell();
    }

    /** The store was closed. Versions that a thread may still be reading stay pinned until the collector finds them dead. */
    void end() {
        synchronized (this) {
            isEnding = true;
        }
        finish(file.answered(row));
    }

    /** Asks for a collection, and frees the places of all dead versions. */
    void reclaim() {
        int asked = file.asked();
        CollectorSignal.collect();
        finish(asked);
    }

    @Override
    public void tell(String message) {
        Core core = store.get();
        if (core != null) {
            core.errors.tell(message);
        }
    }
}
