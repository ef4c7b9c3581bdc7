package dev.cairn;

import dev.cairn.internal.life.Core;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The empty version of a kind in the store that was asked for last. It is held weakly, so it keeps no store alive. */
final class EmptyVersion<V extends AbstractVersion<?, ?>> {
    private final Function<Store, V> empty;
    private volatile WeakReference<@Nullable V> last = new WeakReference<>(null);

    /**
     * Remembers what {@code empty} makes. That makes it in a closed store, too: it is called under a stripe, where a count was raised that
     * only the version made from this one takes.
     */
    EmptyVersion(Function<Store, V> empty) {
        this.empty = empty;
    }

    V of(Core core) {
        V known = last.get();
        if (known == null || known.core() != core) {
            known = empty.apply(Store.of(core));
            last = new WeakReference<>(known);
        }
        return known;
    }
}
