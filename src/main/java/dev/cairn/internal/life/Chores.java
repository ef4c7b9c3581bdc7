package dev.cairn.internal.life;

import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What other packages let the reclaimer's thread do in each of its rounds. */
public final class Chores {
    private final Queue<WeakReference<Runnable>> all = new ConcurrentLinkedQueue<>();

    /** Adds {@code chore}, which does not wait. It is done as long as somebody refers to it. */
    public void add(Runnable chore) {
        all.add(new WeakReference<>(chore));
    }

    void doAll() {
        all.removeIf(each -> each.refersTo(null));
        for (WeakReference<Runnable> each : all) {
            Runnable chore = each.get();
            if (chore != null) {
                chore.run();
            }
        }
    }
}
