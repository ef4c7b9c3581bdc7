package dev.cairn;

/** A program that makes many times more garbage than its store holds; exits with 1 if the store is said to be full. */
final class Garbage {
    private static final int ROUNDS = 2000;

    private Garbage() {}

    public static void main(String[] args) {
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(64 << 20));
        for (int i = 0; i < ROUNDS; i++) {
            if (LongVector.from(store, new long[20_000]).size() != 20_000) {
                throw new AssertionError(i);
            }
        }
    }
}
