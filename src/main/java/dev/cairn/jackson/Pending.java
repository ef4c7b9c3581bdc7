package dev.cairn.jackson;

import com.fasterxml.jackson.annotation.ObjectIdGenerator.IdKey;
import com.fasterxml.jackson.annotation.SimpleObjectIdResolver;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ReadableObjectId;
import tools.jackson.databind.deser.UnresolvedForwardReference;

/**
 * The objects that a collection waits for while it is read: it has their ids, and they come later in the input. All elements from the first
 * such id on are kept on the heap. When all objects have come, the collection is built and given to its property.
 */
final class Pending {
    private final Supplier<Object> build;
    private final Class<?> element;
    private final @Nullable Codec<?> copying;
    private final List<@Nullable Object> elements = new ArrayList<>(0);
    private int missing;
    private @Nullable ReadableObjectId collection;

    /**
     * {@code build} builds the collection, {@code element} is the class of its elements, and {@code copying} is its codec if that copies
     * objects.
     */
    Pending(Supplier<Object> build, Class<?> element, @Nullable Codec<?> copying) {
        this.element = element;
        this.build = build;
        this.copying = copying;
    }

    /** Whether {@code value} has to be kept on the heap: it is a place, or comes after one. */
    boolean keeps(@Nullable Object value) {
        return value instanceof Place || !elements.isEmpty();
    }

    /** Keeps {@code element} on the heap. It is {@code value}, or an entry with it. */
    void keep(@Nullable Object element, @Nullable Object value) {
        if (value instanceof Place place) {
            checkAllowed();
            place.awaitedBy(this);
            missing++;
        }
        elements.add(element);
    }

    private void checkAllowed() {
        if (copying != null) {
            throw new CodecException(
                    copying.toString(),
                    "an object whose id comes before the object is put into the collection before all of it was read, and"
                            + " this codec would copy it in that state; Codec.object() keeps the object itself");
        }
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** Whether {@code object} can be an element. A builder of the element, which Jackson may bind to the id first, cannot. */
    boolean accepts(Object object) {
        return element.isInstance(object);
    }

    /** Notes that an object came. */
    void arrived(DeserializationContext context) {
        missing--;
        if (missing == 0 && collection != null) {
            collection.bindItem(context, build.get());
        }
    }

    /** Returns all kept elements, and keeps them no longer. */
    List<@Nullable Object> taken() {
        List<@Nullable Object> all = new ArrayList<>(elements);
        elements.clear();
        return all;
    }

    /**
     * The exception that a reader throws instead of returning the collection. Jackson's readers of properties and containers catch it, and
     * get the collection when it is built.
     */
    UnresolvedForwardReference reference(JsonParser parser, Class<?> type) {
        collection = new ReadableObjectId(new IdKey(type, null, this));
        collection.setResolver(new SimpleObjectIdResolver());
        return new UnresolvedForwardReference(
                parser,
                missing + " elements of a " + type.getSimpleName()
                        + " are ids of objects that come later. The collection is"
                        + " immutable, so it must be the value of a field or a setter, which can wait; not of a creator, a"
                        + " constructor or the root",
                parser.currentLocation(),
                collection);
    }
}
