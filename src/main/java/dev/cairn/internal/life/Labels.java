package dev.cairn.internal.life;

import dev.cairn.internal.memory.FieldHandle;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the Java objects (codecs) that can read a collection; equal objects have one number. A header with a number keeps the
 * object alive as long as the header lives. So a thread that holds the header and knows the number finds the object.
 */
public final class Labels {
    /*
     * Protocol
     *   label    under a stripe, by a thread that reaches the object: raise the label's count; then compare-and-set the header's number
     *            from 0 (HeaderWriter.attach). If another thread was first, lower the count again. A header that has another number
     *            already is copied.
     *   unlabel  by the reclaimer, before it frees a header: lower the count of its number.
     *   repair   alone in the store: count the headers again. It does not ask dead headers for their numbers: a header that an error cut
     *            short has none yet, and for a header that was being freed the count may be lowered already.
     *   The label refers to its object strongly while its count is above 0. Steps from 0 and to 0 hold the label's monitor.
     *   The number is that of a descriptor, which says what the object reads. Different objects may have equal descriptors: then each has a
     *   descriptor of its own. When an object was collected, its number waits for the next one with an equal descriptor.
     *   In a store in a file the number is the same in each process and for ever. Such a label is permanent: it keeps its object, and
     *   counts nothing. Equal descriptors have one number, so several objects may have it; the first one reads what other processes wrote.
     * Invariants
     *   N1  count >= headers that have the number, at any moment. An error may leave the count too high, so the object stays.
     *   N2  a number is given again only after its object was collected, so no header and no letter has it. An error may lose a number,
     *       which nobody uses then.
     * Evidence: LabelledLettersTest, LabelsStress (jcstress) with its twin.
     */
    private static final AtomicInteger IDS = new AtomicInteger();

    private final int id = IDS.incrementAndGet();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final ConcurrentHashMap<Object, Label> byObject = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Label> byNumber = new ConcurrentHashMap<>();
    private final Map<String, Deque<Integer>> free = new HashMap<>();

    /** The number of an object, and the count of its headers. The map finds it by the object, or by an equal one. */
    static class Label extends WeakReference<Object> {
        static final VarHandle COUNT = FieldHandle.of(MethodHandles.lookup(), "count", int.class);

        private final int number;
        private final String descriptor;
        private final int hash;
        private final boolean isPermanent;
        private volatile int count;

        /** The object, while a header has the number. */
        @Nullable
        Object kept;

        Label(Object object, @Nullable ReferenceQueue<Object> queue, int number, String descriptor) {
            super(object, queue);
            this.number = number;
            this.descriptor = descriptor;
            this.hash = object.hashCode();
            this.isPermanent = false;
        }

        /** A permanent one. */
        private Label(Object object, int number) {
            super(object);
            this.number = number;
            this.descriptor = "";
            this.hash = object.hashCode();
            this.isPermanent = true;
            this.kept = object;
        }

        /** Counts one more header that has the number or may get it. The caller reaches {@code object}, whose label this is. */
        void raise(Object object) {
            if (isPermanent) {
                return;
            }
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

        /** Sets the count, while nobody adds a header. */
        private synchronized void become(int headers) {
            if (isPermanent) {
                return;
            }
            if (headers == 0) {
                kept = null;
            }
            count = headers;
        }

        void lower() {
            if (isPermanent) {
                return;
            }
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

    /** A key by which the map finds the label of an object. */
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

    /** An object with its number. Refers to the object strongly, but not to the store or to other labels. */
    public static final class Labelled {
        private final int store;
        private final Label label;
        private final Object object;

        private Labelled(int store, Label label, Object object) {
            this.store = store;
            this.label = label;
            this.object = object;
        }

        /** The number; never 0. */
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

    /** Whether {@code labelled} belongs to this store. */
    public boolean isHere(Labelled labelled) {
        return labelled.store == id;
    }

    /**
     * The label of {@code object}, or of an equal one; makes one if there is none.
     *
     * @param descriptor what describes the object
     * @param adding adds that to the store once more; returns its number
     */
    public Labelled of(Object object, String descriptor, IntSupplier adding) {
        Sought sought = new Sought(object);
        while (true) {
            Label known = byObject.get(sought);
            Label label = known == null ? add(sought, descriptor, number(descriptor, adding)) : known;
            Object reached = label.get();
            if (reached != null) {
                return new Labelled(id, label, reached);
            }
        }
    }

    /** The label of {@code object}, or of an equal one; null if it has none. */
    public @Nullable Labelled find(Object object) {
        Label known = byObject.get(new Sought(object));
        Object reached = known == null ? null : known.get();
        return known == null || reached == null ? null : new Labelled(id, known, reached);
    }

    /** The label of {@code object} in a store in a file, where {@code number} is that of its descriptor. */
    public synchronized Labelled permanent(Object object, int number) {
        Label made = new Label(object, number);
        byNumber.putIfAbsent(number, made);
        if (!byObject.containsKey(new Sought(object))) {
            byObject.put(made, made);
        }
        return new Labelled(id, made, object);
    }

    /** The object with the permanent {@code number} that this process has; null if it has none yet. */
    public @Nullable Object known(int number) {
        Label label = byNumber.get(number);
        return label == null ? null : label.get();
    }

    private int number(String descriptor, IntSupplier adding) {
        Integer waiting = waiting(descriptor);
        return waiting == null ? adding.getAsInt() : waiting; // not under the monitor: others may wait for a stripe
    }

    private synchronized @Nullable Integer waiting(String descriptor) {
        forgetCollected();
        Deque<Integer> numbers = free.get(descriptor);
        return numbers == null ? null : numbers.poll();
    }

    private synchronized Label add(Sought sought, String descriptor, int number) {
        Label known = byObject.get(sought);
        if (known != null) {
            giveBack(descriptor, number);
            return known;
        }
        Label made = new Label(sought.object, collected, number, descriptor);
        byNumber.put(number, made);
        byObject.put(made, made);
        return made;
    }

    private void giveBack(String descriptor, int number) {
        free.computeIfAbsent(descriptor, _ -> new ArrayDeque<>()).push(number);
    }

    private void forgetCollected() {
        for (var gone = collected.poll(); gone != null; gone = collected.poll()) {
            Label label = (Label) gone;
            byObject.remove(label);
            byNumber.remove(label.number);
            giveBack(label.descriptor, label.number);
        }
    }

    /** The object with {@code number}. The caller holds a header that has this number. */
    public Object get(int number) {
        Label label = byNumber.get(number);
        Object object = label == null ? null : label.get();
        if (object == null) {
            throw new IllegalStateException("a reference of the kind " + number + ", of which no collection is left");
        }
        return object;
    }

    /** How many objects have a number, recently collected ones included. */
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

    /** The label with {@code number}, in use or recently collected; for tests. */
    Label label(int number) {
        return Objects.requireNonNull(byNumber.get(number));
    }

    /** The number in the header {@code node}; 0 if none. */
    public static int number(Memory memory, int node) {
        return memory.getInt(Header.atLabel(memory, node));
    }

    /** Sets all counts: {@code headers} has the number of headers by label, without zeros. Nobody adds headers meanwhile. */
    void recounted(Map<Integer, Integer> headers) {
        byNumber.forEach((number, label) -> label.become(headers.getOrDefault(number, 0)));
    }
}
