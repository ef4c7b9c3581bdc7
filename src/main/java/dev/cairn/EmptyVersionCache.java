package dev.cairn;

import dev.cairn.internal.life.Core;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Caches the empty version of one kind for the most recently used store. The reference is weak, so it keeps no store alive. */
final class EmptyVersionCache<V extends AbstractVersion<?, ?>> {
    private final Function<Store, V> empty;
    private volatile WeakReference<@Nullable V> last = new WeakReference<>(null);

    /**
     * Caches the results of {@code empty}. The function must also work in a closed store: it is called under a stripe, after a count
     * was raised that only the version made from the result takes over.
     */
    EmptyVersionCache(Function<Store, V> empty) {
        this.empty = empty;
    }

    V of(Core view) {
        Core core = view.whole();
        V known = last.get();
        if (known == null || known.core() != core) {
            known = empty.apply(Store.of(core));
            last = new WeakReference<>(known);
        }
        return known;
    }
}
