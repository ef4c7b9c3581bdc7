package dev.cairn.model;

import static dev.cairn.model.CountingModel.DEPTH;
import static dev.cairn.model.CountingModel.SLOTS;
import static dev.cairn.model.Node.NIL;

/** The program of a user's thread: picks up a version, makes another of it or lets some go, and so on. */
final class Mutator {
    private static final int BITS = Integer.numberOfTrailingZeros(SLOTS);
    private static final int PATHS = 1 << (BITS * DEPTH);
    private static final int MANY_HANDLES = 14;

    private final CountingModel model;
    private final int number;
    private final int firstEntry;
    private final int secondEntry;
    private final Maker maker;
    private boolean stopping;

    Mutator(CountingModel model, int number) {
        this.model = model;
        this.number = number;
        this.firstEntry = 2 * number;
        this.secondEntry = 2 * number + 1;
        this.maker = new Maker(model, number, 0);
    }

    /** The slot that a path takes at a level. */
    static int digit(int path, int level) {
        return (path >> (BITS * (DEPTH - 1 - level))) & (SLOTS - 1);
    }

    void run() {
        while (!stopping) {
            int source = model.raiseSomeHandle();
            if (source == NIL) {
                model.publish(maker.tree(0));
            } else {
                model.hold(firstEntry, source);
                operate(source);
                release(firstEntry);
            }
        }
    }

    /** Ends the program after the operation that is running. */
    void stop() {
        stopping = true;
    }

    /** Does what the survivors do for a dead mutator: release what its root table entries hold. */
    void bury() {
        release(firstEntry);
        release(secondEntry);
    }

    private void operate(int source) {
        if (model.settings.fault() == Fault.OPERATION_DROPS_HANDLE) {
            release(firstEntry);
        }
        int kind = random(10);
        if (kind < 5) {
            int leaf = random(6) == 0 ? NIL : maker.leaf();
            publishUnlessEmpty(replace(source, random(PATHS), DEPTH, leaf));
        } else if (kind < 7) {
            graft(source);
        } else if (kind < 8) {
            editInPlace(source, 1 + random(6));
        } else {
            dropHandles(model.handles.size() > MANY_HANDLES ? 8 : 1);
        }
    }

    /** Takes a subtree from another version: one raise on its root. */
    private void graft(int source) {
        int other = model.raiseSomeHandle();
        if (other == NIL) {
            return;
        }
        model.hold(secondEntry, other);
        int level = 1 + random(DEPTH - 1);
        int path = random(PATHS);
        int subtree = other;
        for (int above = 0; above < level && subtree != NIL; above++) {
            subtree = model.slot(subtree, above, digit(path, above));
        }
        if (subtree != NIL) {
            model.raise(subtree);
            publishUnlessEmpty(replace(source, random(PATHS), level, subtree));
        }
        release(secondEntry);
    }

    private void editInPlace(int source, int edits) {
        Builder builder = new Builder(model, number, source);
        for (int edit = 0; edit < edits; edit++) {
            int leaf = random(5) == 0 ? NIL : maker.leaf();
            builder.put(random(PATHS), leaf);
            if (model.settings.fault() == Fault.BUILDER_DROPS_SOURCE) {
                release(firstEntry);
            }
        }
        int built = builder.build();
        if (built != source) {
            publishUnlessEmpty(built);
        }
    }

    private void dropHandles(int count) {
        for (int i = 0; i < count; i++) {
            drop(model.takeSomeHandle());
        }
    }

    /** Borrows a root, takes a subtree for that level (NIL removes); returns the root of the copied path, owned. */
    private int replace(int root, int path, int level, int subtree) {
        int[] walked = new int[level];
        int node = root;
        for (int above = 0; above < level; above++) {
            walked[above] = node;
            node = node == NIL ? NIL : model.slot(node, above, digit(path, above));
        }
        int made = subtree;
        for (int above = level - 1; above >= 0; above--) {
            if (walked[above] != NIL) {
                made = maker.copy(walked[above], above, digit(path, above), made);
            } else if (made != NIL) {
                made = maker.fresh(above, digit(path, above), made);
            }
        }
        return made;
    }

    private void publishUnlessEmpty(int root) {
        if (root != NIL) {
            model.publish(root);
        }
    }

    private void release(int entry) {
        drop(model.letGo(entry));
    }

    private void drop(int ref) {
        if (ref == NIL) {
            return;
        }
        if (model.settings.fault() == Fault.MUTATOR_LOWERS) {
            new Reclaimer(model).reclaim(ref);
        } else {
            model.drop(ref);
        }
    }

    private int random(int bound) {
        return model.random.nextInt(bound);
    }
}
