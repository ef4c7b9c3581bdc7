package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How messages are written and read; immutable. */
public final class MessageOptions {
    private static final MessageOptions DEFAULTS = new MessageOptions(null, Limits.defaults(), MessageTypes.NONE);

    private final @Nullable Store store;
    private final Limits limits;
    private final MessageTypes types;

    private MessageOptions(@Nullable Store store, Limits limits, MessageTypes types) {
        this.store = store;
        this.limits = Objects.requireNonNull(limits, "limits");
        this.types = types;
    }

    /** The standard store, the default limits, no records and no enums. */
    public static MessageOptions defaults() {
        return DEFAULTS;
    }

    /** The store in which collections that are read are put. */
    public MessageOptions store(Store value) {
        return new MessageOptions(Objects.requireNonNull(value, "store"), limits, types);
    }

    /** What is too much. */
    public MessageOptions limits(Limits value) {
        return new MessageOptions(store, value, types);
    }

    /**
     * Lets messages have values of these records and enums too, and of the records and enums that a sealed interface
     * among them permits, or that a component of them is declared as. Each goes by the name of its class, unless it has
     * another. What is read can name no other class, and none is ever loaded for its name.
     *
     * @throws IllegalArgumentException if one is neither a record nor an enum nor sealed, or if its name is another's
     * @throws CodecException if the components of a record are not accessible
     */
    public MessageOptions types(Class<?>... more) {
        MessageTypes all = types;
        for (Class<?> type : more) {
            all = all.with(type);
        }
        return new MessageOptions(store, limits, all);
    }

    /**
     * As {@link #types}, for a record or enum that goes by {@code name}, which may be shorter than its class's, and need
     * not change when that does.
     */
    public MessageOptions type(String name, Class<?> type) {
        return new MessageOptions(store, limits, types.with(Objects.requireNonNull(name, "name"), type));
    }

    /**
     * Lets messages have values of {@code type}, and of what extends it, which the formats don't know: instead of each, they have
     * what {@code to} makes of it, never null, after {@code name}. If {@code to} throws, so does what writes the message; if
     * {@code from} throws, what was read is no value.
     *
     * @throws IllegalArgumentException if the name is another's
     */
    public <T> MessageOptions type(
            String name, Class<T> type, Function<? super T, ?> to, Function<Object, ? extends T> from) {
        var mapped = new NamedType.Mapped<>(Objects.requireNonNull(name, "name"), type, to, from);
        return new MessageOptions(store, limits, types.with(mapped));
    }

    /** The store in which collections that are read are put. */
    public Store store() {
        return store == null ? Store.standard() : store;
    }

    /** What is too much. */
    public Limits limits() {
        return limits;
    }

    /** The inside of the store. The standard store is made if this is the first use of it. */
    Core core() {
        Store of = store();
        return LetterBridge.get().core(of);
    }

    MessageTypes types() {
        return types;
    }
}
