package consumer;

import dev.cairn.StoreClosedException;

/** Uses the public API from a module of its own, natively accessed by the library alone. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var closed = new StoreClosedException("closed");
        require(closed.getClass().getModule().getName().equals("dev.cairn"));
        require(closed.getClass().getModule().isNativeAccessEnabled());
        require(!Main.class.getModule().isNativeAccessEnabled());
        System.out.println("ok");
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}
