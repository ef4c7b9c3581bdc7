package dev.cairn.internal.memory;

import org.jspecify.annotations.Nullable;

/** Tells a test of each write to a store, before it is done. Only in a JVM that checks every access ({@link Memory#CHECKED}). */
public final class Writes {
    private Writes() {}

    /** How a write is ordered among the others of its thread, as compiled. */
    public enum Order {
        /** The compiler may move it. */
        PLAIN,
        /** After all writes before it. */
        RELEASE,
        /** After all writes before it, and before all after it. */
        ATOMIC
    }

    /** Is told of writes. */
    @FunctionalInterface
    public interface Listener {
        /** {@code bytes} at {@code at} are written next. */
        void writing(Memory memory, long at, long bytes, Order order);
    }

    /** Lets {@code listener} be told of each write from now on, by the thread that writes; null ends that. */
    public static void listen(@Nullable Listener listener) {
        if (listener == null) {
            Memory.listen(null);
        } else {
            Memory.listen((memory, at, bytes, order) -> listener.writing(memory, at, bytes, order(order)));
        }
    }

    private static Order order(int order) {
        return switch (order) {
            case Memory.PLAIN -> Order.PLAIN;
            case Memory.RELEASE -> Order.RELEASE;
            default -> Order.ATOMIC;
        };
    }
}
