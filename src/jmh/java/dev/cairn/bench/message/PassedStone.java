package dev.cairn.bench.message;

import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.message.Mailbox;
import java.util.Objects;

/** A vector as a stone. */
final class PassedStone implements Passing {
    private final Mailbox mailbox = Mailbox.unbounded(Store.standard());
    private final LongVector stone;

    PassedStone(int bytes) {
        stone = Longs.vector(bytes);
    }

    @Override
    public void send() {
        mailbox.trySendValue(stone);
    }

    @Override
    public Object receive() {
        return Objects.requireNonNull(Objects.requireNonNull(mailbox.poll()).open());
    }
}
