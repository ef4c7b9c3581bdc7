package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.Descriptor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A codec to which users give no name, because its descriptor says all. */
interface NamelessCodec<T extends @Nullable Object> extends Codec<T> {
    @Override
    default Codec<T> named(String name) {
        throw new UnsupportedOperationException(Descriptor.takesNoName(this));
    }

    @Override
    default Optional<String> name() {
        return Optional.empty();
    }
}
