package dev.cairn;

/** Makes garbage in a store that is too small for it, first without a scope, then in scopes; prints what happened. */
final class FillingProgram {
    private static final int ROUNDS = 2_000;

    private FillingProgram() {}

    public static void main(String[] args) {
        System.out.println("standard: " + Store.standard().options().maxBytes());
        Store store = Store.inMemory(StoreOptions.defaults().maxBytes(8L << 20));
        try {
            for (int i = 0; i < ROUNDS; i++) {
                make(store);
            }
        } catch (StoreFullException e) {
            System.out.println("full: " + e.getMessage());
        }
        Store scoped = Store.inMemory(StoreOptions.defaults().maxBytes(8L << 20));
        for (int i = 0; i < ROUNDS; i++) {
            try (Scope _ = scoped.scope()) {
                make(scoped);
            }
        }
        System.out.println("in scopes: all done");
    }

    private static void make(Store store) {
        if (LongVector.from(store, new long[2_000]).sum() != 0) {
            throw new AssertionError();
        }
    }
}
