package dev.cairn;

import dev.cairn.internal.letter.Post;
import dev.cairn.internal.letter.PostFigures;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Roots;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mailboxes of a store that have names. They share the list of names with atoms. */
final class Posts {
    private final Core core;
    private final Atoms atoms;

    /** The mailboxes of which this process has handles. Under the lock of names. */
    private final Map<String, WeakReference<Post>> byName = new HashMap<>();

    Posts(Core core, Atoms atoms) {
        this.core = core;
        this.atoms = atoms;
    }

    /** As {@link dev.cairn.internal.letter.LetterBridge#post}. */
    Post get(String name, int capacity, boolean isExact) {
        Objects.requireNonNull(name, "name");
        core.check();
        core.requireWritable();
        Atoms.requireShort(name);
        Post post = atoms.inNames(() -> getOrMake(name, capacity));
        if (isExact && post.capacity() != capacity) {
            String there =
                    post.capacity() == Post.CAPACITY_MAX ? "without a bound" : "for " + post.capacity() + " letters";
            throw NameTakenException.byOtherCapacity(name, there, capacity);
        }
        return post;
    }

    private Post getOrMake(String name, int capacity) {
        int root = atoms.root(name);
        atoms.requireNoAtom(name, root);
        return root == 0 ? make(name, capacity) : attach(name, root);
    }

    private Post make(String name, int capacity) {
        Roots roots = core.roots();
        return enter(name, core.change(stripe -> {
            int root = roots.make(stripe, name, Roots.OF_MAILBOX);
            int node = 0;
            try {
                node = Post.make(core, stripe, capacity);
            } finally {
                if (node == 0) {
                    stripe.drop(root);
                }
            }
            Post made = new Post(core, stripe, name, node);
            roots.add(root, node);
            return made;
        }));
    }

    private Post attach(String name, int root) {
        int node = core.roots().cell(root).reference();
        WeakReference<Post> known = byName.get(name);
        Post post = known == null ? null : known.get();
        return post != null && post.node() == node
                ? post
                : enter(name, core.change(stripe -> new Post(core, stripe, name, node)));
    }

    private Post enter(String name, Post post) {
        byName.values().removeIf(known -> known.get() == null);
        byName.put(name, new WeakReference<>(post));
        return post;
    }

    /** Removes the mailbox with this name, for all processes; returns whether there was one. */
    boolean remove(String name) {
        Objects.requireNonNull(name, "name");
        core.check();
        core.requireWritable();
        @Nullable
        Post removed = atoms.<@Nullable Post>inNames(() -> {
            int root = atoms.root(name);
            atoms.requireNoAtom(name, root);
            if (root == 0) {
                return null;
            }
            Post post = attach(name, root);
            post.remove(); // first: who finds the name of a mailbox that is closed takes it away
            core.removeRoot(root);
            byName.remove(name);
            return post;
        });
        if (removed != null) {
            removed.endRemoval();
        }
        return removed != null;
    }

    /** All mailboxes, with what they have. */
    List<PostFigures> all() {
        core.check();
        if (core.isReadOnly()) {
            return core.sharedMailboxes((root, name) -> PostFigures.of(core, root, name));
        }
        return atoms.inNames(() -> {
            List<PostFigures> all = new ArrayList<>();
            core.allocator().refresh();
            core.roots().forEach(root -> {
                PostFigures figures = core.roots().isOfMailbox(root)
                        ? PostFigures.of(core, root, core.roots().name(root))
                        : null;
                if (figures != null) {
                    all.add(figures);
                }
            });
            return all;
        });
    }

    /** Takes all names of mailboxes away, also in a closed store. */
    void removeAll() {
        atoms.inNames(() -> {
            List<Integer> all = new ArrayList<>();
            core.roots().forEach(root -> {
                if (core.roots().isOfMailbox(root)) {
                    all.add(root);
                }
            });
            all.forEach(core::removeRoot);
            return all;
        });
    }
}
