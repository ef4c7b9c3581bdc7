package dev.cairn;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** A set as a {@link Set}, which holds it. */
@SuppressWarnings("serial") // never written: a stream has its form
final class SetView<T extends @Nullable Object> extends KeysView<T> implements Serializable {
    private final ReadableSet<T> set;

    SetView(ReadableSet<T> set) {
        this.set = set;
    }

    @Serial
    private Object writeReplace() {
        return new ViewForm((PSet<T>) set, ViewForm.Kind.SET);
    }

    @Serial
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw ViewForm.refusal();
    }

    @Override
    AbstractKeyed<T, ?> keyed() {
        return set;
    }

    @Override
    public Iterator<T> iterator() {
        return set.iterator();
    }

    @Override
    public Spliterator<T> spliterator() {
        return set.spliterator();
    }
}
