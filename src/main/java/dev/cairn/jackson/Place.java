package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ReadableObjectId.Referring;
import tools.jackson.databind.deser.UnresolvedForwardReference;

/** Stands for an element whose object comes later in the input; only its id was read. */
final class Place extends Referring {
    private @Nullable Pending pending;
    private @Nullable Object object;
    private @Nullable DeserializationContext unbuilt;

    private Place(UnresolvedForwardReference reference) {
        super(reference, Object.class);
    }

    /** A place for the object that {@code reference} names. */
    static Place of(UnresolvedForwardReference reference) {
        Place place = new Place(reference);
        reference.getRoid().appendReferring(place);
        return place;
    }

    /** {@code element}; if that is a place, the object that came for it. */
    static @Nullable Object resolved(@Nullable Object element) {
        return element instanceof Place place ? place.object : element;
    }

    /** Sets the collection that waits for the object. */
    void awaitedBy(Pending waiting) {
        pending = waiting;
    }

    @Override
    public void handleResolvedForwardReference(DeserializationContext context, Object id, Object value) {
        if (pending == null) {
            throw new IllegalStateException("no collection waits for " + value);
        }
        if (pending.accepts(value)) {
            object = value;
            pending.arrived(context);
        } else {
            unbuilt = context;
        }
    }

    /** Called when a builder, which was bound to the id first, has built the object. */
    @Override
    public void handleItemRebind(Object before, Object after) {
        if (pending == null || unbuilt == null) {
            throw new IllegalStateException(before + " was put into a collection before it was replaced by " + after);
        }
        object = after;
        pending.arrived(unbuilt);
    }
}
