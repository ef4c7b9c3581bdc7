package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Backoff;
import dev.cairn.internal.memory.Memory;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a store that another process writes, which may take names away at any moment. */
public final class SharedNames {
    /*
     * A walk along the list may come to a root node that was taken out, and freed, and used for something else. So each number is checked
     * before it is used as an address or a length. At the end of the walk, and now and then, the reader looks whether anything was taken out
     * meanwhile: each removal, and each opening by a process that writes, counts that in the superblock. Then the walk is of no meaning,
     * and begins again.
     */
    private static final int NAME_MAX = 1024;
    private static final int LOOK_EVERY = 64;

    private final Memory memory;
    private final Roots roots;

    SharedNames(Memory memory, Roots roots) {
        this.memory = memory;
        this.roots = roots;
    }

    /** The root node with this name; 0 if there is none. */
    int find(String name) {
        for (int tries = 0; ; tries++) {
            int[] found = {0};
            boolean isWhole = walk((root, length) -> {
                boolean isOther =
                        length != name.length() || !roots.name(root, length).equals(name);
                found[0] = isOther ? 0 : root;
                return isOther;
            });
            if (isWhole) {
                return found[0];
            }
            Backoff.pause(tries);
        }
    }

    /** The names of all atoms. */
    List<String> all() {
        for (int tries = 0; ; tries++) {
            List<String> names = new ArrayList<>();
            if (walk((root, length) -> roots.isOfMailbox(root) || names.add(roots.name(root, length)))) {
                return names;
            }
            Backoff.pause(tries);
        }
    }

    /** Makes something of a root node and its name. The node may be used for something else by then. */
    @FunctionalInterface
    public interface Look<R> {
        /** Null if there is nothing. */
        @Nullable
        R at(int root, String name);
    }

    /** What {@code look} makes of each mailbox. */
    <R> List<R> mailboxes(Look<R> look) {
        for (int tries = 0; ; tries++) {
            List<R> all = new ArrayList<>();
            boolean isWhole = walk((root, length) -> {
                @Nullable R seen = roots.isOfMailbox(root) ? look.at(root, roots.name(root, length)) : null;
                return seen == null || all.add(seen);
            });
            if (isWhole) {
                return all;
            }
            Backoff.pause(tries);
        }
    }

    /** Is called with a root node and the length of its name. Returns whether to go on. */
    @FunctionalInterface
    private interface Visitor {
        boolean visit(int root, int length);
    }

    /** Calls {@code visitor} with root nodes until it returns false; returns whether the list was whole all the time. */
    private boolean walk(Visitor visitor) {
        long before = version();
        boolean more = true;
        int steps = 0;
        for (int root = roots.first(); more && root != 0; root = roots.next(root)) {
            int length = length(root);
            if (length < 0 || (++steps % LOOK_EVERY == 0 && version() != before)) {
                return false;
            }
            more = visitor.visit(root, length);
        }
        return version() == before;
    }

    /** The length of the name of {@code root}; -1 if this can be no root node. */
    private int length(int root) {
        long end = Memory.bytes(root) + Roots.NAMELESS_BYTES;
        int length = end > memory.region().bytes() ? -1 : roots.length(root);
        return length > NAME_MAX
                        || end + (long) length * Character.BYTES
                                > memory.region().bytes()
                ? -1
                : length;
    }

    private long version() {
        VarHandle.fullFence();
        long openings = memory.getLongAcquire(memory.atOffset(Superblock.AT_OPENINGS));
        return openings << Integer.SIZE ^ memory.getIntAcquire(memory.atOffset(Superblock.AT_NAMES_VERSION));
    }
}
