package dev.cairn;

/** A program whose first try to make the standard store fails. */
final class FirstStore {
    private FirstStore() {}

    public static void main(String[] arguments) {
        System.setProperty("dev.cairn.maxBytes", "7");
        for (int i = 0; i < 2; i++) {
            try {
                throw new AssertionError(Store.standard());
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        System.setProperty("dev.cairn.maxBytes", Long.toString(64L << 20));
        if (LongVector.of(1, 2, 3).sum() != 6) {
            throw new AssertionError();
        }
    }
}
