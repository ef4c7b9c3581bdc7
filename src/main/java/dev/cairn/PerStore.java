package dev.cairn;

import dev.cairn.internal.life.Core;
import java.lang.ref.WeakReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a codec computes once a store; remembers it for the store asked for last, but does not keep that store alive. */
final class PerStore<T> {
    private final Function<Core, T> computation;
    private final Function<T, Core> core;
    private volatile WeakReference<@Nullable T> last = new WeakReference<>(null);

    /** What {@code computation} makes; {@code core} says of a result for which store it is. */
    PerStore(Function<Core, T> computation, Function<T, Core> core) {
        this.computation = computation;
        this.core = core;
    }

    T of(Core store) {
        T known = last.get();
        if (known == null || core.apply(known) != store) {
            known = computation.apply(store);
            last = new WeakReference<>(known);
        }
        return known;
    }
}
