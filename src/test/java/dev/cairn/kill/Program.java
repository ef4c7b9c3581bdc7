package dev.cairn.kill;

import dev.cairn.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random steps on one store. Versions and builders are kept for a while, and then dropped. */
abstract class Program {
    private static final int KEPT_MOST = 12;
    private static final int VERSIONS_MOST = 4;

    private static final int TURNS = 2;

    final Store store;
    final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int done;
    private final List<Object> kept = new ArrayList<>();

    /** One change, or few. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    Program(Store store, Random random) {
        this.store = store;
        this.random = random;
    }

    /** Adds a kind of step. */
    final void add(Step step) {
        steps.add(step);
    }

    /** Does a step: each kind in turn a few times, and then any. */
    final void step() throws Exception {
        int kind = done < TURNS * steps.size() ? done % steps.size() : random.nextInt(steps.size());
        done++;
        steps.get(kind).run();
    }

    /** Keeps {@code holder}, and drops others. */
    final <T> T keep(T holder) {
        kept.add(holder);
        while (kept.size() > KEPT_MOST) {
            kept.remove(random.nextInt(kept.size()));
        }
        return holder;
    }

    /** Any of {@code versions}. */
    final <V> V any(List<V> versions) {
        return versions.get(random.nextInt(versions.size()));
    }

    /** Adds {@code version} to {@code versions}, and removes another if they are many. */
    final <V> void put(List<V> versions, V version) {
        versions.add(version);
        if (versions.size() > VERSIONS_MOST) {
            versions.remove(random.nextInt(VERSIONS_MOST));
        }
        keep(version);
    }

    /** Drops everything. */
    void end() {
        kept.clear();
    }

    /** A text that does not fit into a slot. */
    final String text() {
        return "a text that is too long for a slot " + random.nextInt(1000);
    }
}
