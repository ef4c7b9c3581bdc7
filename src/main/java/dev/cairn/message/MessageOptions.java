package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.codec.CodecException;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.life.Core;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Options for writing and reading messages. Immutable. */
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

    /** The options with the standard store, the default limits, no records and no enums. */
    public static MessageOptions defaults() {
        return DEFAULTS;
    }

    /** The same options with another store. Collections that are read go into it. */
    public MessageOptions store(Store value) {
        return new MessageOptions(Objects.requireNonNull(value, "store"), limits, types);
    }

    /** The same options with other limits. */
    public MessageOptions limits(Limits value) {
        return new MessageOptions(store, value, types);
    }

    /**
     * The same options with more types: these records and enums, the records and enums that a sealed interface among them permits, and
     * those that are the declared types of their components. The name of a type in messages is that of its class, unless {@link #type}
     * gives it another. A message that is read can name no other class, and no class is ever loaded because of a name.
     *
     * @throws IllegalArgumentException if a type is neither a record nor an enum nor sealed, or if another type has its name
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
     * As {@link #types}, for one record or enum whose name in messages is {@code name}. The name can be shorter than that of the class, and
     * can stay when the class gets another.
     */
    public MessageOptions type(String name, Class<?> type) {
        return new MessageOptions(store, limits, types.with(Objects.requireNonNull(name, "name"), type));
    }

    /**
     * The same options with a class that the formats do not have: {@code type}, and its subclasses. Instead of a value the message has
     * {@code name} and the result of {@code to}, which is not null. An exception of {@code to} goes on to the caller that writes the
     * message. An exception of {@code from} becomes a {@link FormatException}.
     *
     * @throws IllegalArgumentException if another type has the name
     */
    public <T> MessageOptions type(
            String name, Class<T> type, Function<? super T, ?> to, Function<Object, ? extends T> from) {
        var mapped = new NamedType.Mapped<>(Objects.requireNonNull(name, "name"), type, to, from);
        return new MessageOptions(store, limits, types.with(mapped));
    }

    /** The store for collections that are read. */
    public Store store() {
        return store == null ? Store.standard() : store;
    }

    /** The limits of messages. */
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
