package dev.cairn.internal.life;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for Java objects that say how to read a collection, one for all that are equal. A header has the number of one, and keeps
 * that object alive, as long as the header lives. So whoever holds a header and knows the number finds the object.
 */
public final class Labels {
    /*
     * Protocol
     *   label    under a stripe, by who reaches the object: raise the label's count; then compare-and-set the header's number from 0;
     *            lower the count again if another was first. A header that has another number already is copied.
     *   unlabel  by the reclaimer, before it frees a header: lower the count of its number.
     *   repair   alone in the store: count the headers again. So it asks no header that died what number it had: one that an error cut
     *            short has none yet, and of one that was being freed the count may be lowered.
     *   The label refers to its object strongly while its count is above 0. Steps from and to 0 hold the label's monitor.
     * Invariants
     *   N1  count >= headers that have the number, at any moment; an error in between leaves it too high, so the object stays.
     *   N2  a number is given again only when its object was collected, so no header has it, and no letter. An error may lose a number,
     *       which then nothing has; so how many there are does not say which is new.
     * Evidence: LabelledLettersTest, LabelsStress (jcstress) with its twin.
     */
    private static final AtomicInteger IDS = new AtomicInteger();

    private final int id = IDS.incrementAndGet();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final ConcurrentHashMap<Object, Label> byObject = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Label> byNumber = new ConcurrentHashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private int highest;

    /** The number of an object. Found in the map by that object, or by an equal one. */
    static class Label extends WeakReference<Object> {
        static final VarHandle COUNT;

        static {
            try {
                COUNT = MethodHandles.lookup().findVarHandle(Label.class, "count", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final int number;
        private final int hash;
        private volatile int count;

        /** The object, as long as a header has the number. */
        @Nullable
        Object kept;

        Label(Object object, @Nullable ReferenceQueue<Object> queue, int number) {
            super(object, queue);
            this.number = number;
            this.hash = object.hashCode();
        }

        /** Counts one more header, or one that may get the number; the caller reaches {@code object}, which this is the label of. */
        void raise(Object object) {
            for (int seen = count; seen > 0; seen = count) {
                if (COUNT.compareAndSet(this, seen, seen + 1)) {
                    return;
                }
            }
            synchronized (this) {
                kept = object;
                COUNT.getAndAdd(this, 1);
            }
        }

        /** Says how many headers there are, while nobody adds one. */
        private synchronized void become(int headers) {
            if (headers == 0) {
                kept = null;
            }
            count = headers;
        }

        void lower() {
            for (int seen = count; seen > 1; seen = count) {
                if (COUNT.compareAndSet(this, seen, seen - 1)) {
                    return;
                }
            }
            synchronized (this) {
                if ((int) COUNT.getAndAdd(this, -1) == 1) {
                    kept = null;
                }
            }
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    /** An object, to be looked up. */
    private record Sought(Object object) {
        @Override
        public int hashCode() {
            return object.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Label label && label.hash == object.hashCode() && object.equals(label.get());
        }
    }

    /** An object that has a number, and is reached by this; the store and its other labels are not. */
    public static final class Labelled {
        private final int store;
        private final Label label;
        private final Object object;

        private Labelled(int store, Label label, Object object) {
            this.store = store;
            this.label = label;
            this.object = object;
        }

        /** The number, which is not 0. */
        public int number() {
            return label.number;
        }

        /** Counts one more header that has the number or may get it. */
        void raise() {
            label.raise(object);
        }

        void lower() {
            label.lower();
        }
    }

    /** Whether {@code labelled} is of this store. */
    public boolean isHere(Labelled labelled) {
        return labelled.store == id;
    }

    /** The label of {@code object}, or of an equal one; makes one if there is none. */
    public Labelled of(Object object) {
        Sought sought = new Sought(object);
        while (true) {
            Label known = byObject.get(sought);
            Label label = known == null ? add(sought) : known;
            Object reached = label.get();
            if (reached != null) {
                return new Labelled(id, label, reached);
            }
        }
    }

    private synchronized Label add(Sought sought) {
        forgetCollected();
        Label known = byObject.get(sought);
        if (known != null) {
            return known;
        }
        int number = free.isEmpty() ? ++highest : free.pop();
        Label made = new Label(sought.object, collected, number);
        byNumber.put(number, made);
        byObject.put(made, made);
        return made;
    }

    private void forgetCollected() {
        for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
            Label label = (Label) gone;
            byObject.remove(label);
            byNumber.remove(label.number);
            free.push(label.number);
        }
    }

    /** The object that has {@code number}; the caller holds a header that has it, too. */
    public Object get(int number) {
        Label label = byNumber.get(number);
        Object object = label == null ? null : label.get();
        if (object == null) {
            throw new IllegalStateException("a reference of the kind " + number + ", of which no collection is left");
        }
        return object;
    }

    /** How many objects have a number, those included that were collected lately. */
    public int size() {
        return byNumber.size();
    }

    /** Called by the reclaimer before it frees the header {@code node}. */
    void headerDied(Memory memory, int node) {
        Label label = byNumber.get(number(memory, node));
        if (label != null) {
            label.lower();
        }
    }

    /** What has {@code number}, in use or collected lately; for tests. */
    Label label(int number) {
        return Objects.requireNonNull(byNumber.get(number));
    }

    /** The number that the header {@code node} has; 0 if none. */
    static int number(Memory memory, int node) {
        return memory.getInt(Header.atLabel(memory, node));
    }

    /** Says how many headers there are of each number, {@code headers} of those that have any, while nobody adds one. */
    void recounted(Map<Integer, Integer> headers) {
        byNumber.forEach((number, label) -> label.become(headers.getOrDefault(number, 0)));
    }
}
