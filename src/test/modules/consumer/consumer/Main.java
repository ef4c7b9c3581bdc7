package consumer;

import dev.cairn.StoreClosedException;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;

/** Uses the public API from a module of its own, natively accessed by the library alone. */
public final class Main {
    private Main() {}

    public record Open(String text, int number) {}

    record Hidden(String text, int number) {}

    public static void main(String[] arguments) {
        var closed = new StoreClosedException("closed");
        require(closed.getClass().getModule().getName().equals("dev.cairn"));
        require(closed.getClass().getModule().isNativeAccessEnabled());
        require(!Main.class.getModule().isNativeAccessEnabled());
        require(Codec.record(Open.class).toString().contains("Open"));
        require(refusalOfHidden().contains("let its module (consumer) open the package consumer to dev.cairn"));
        System.out.println("ok");
    }

    private static String refusalOfHidden() {
        try {
            return Codec.record(Hidden.class).toString();
        } catch (CodecException e) {
            return e.getMessage();
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}
