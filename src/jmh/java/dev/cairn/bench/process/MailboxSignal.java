package dev.cairn.bench.process;

import dev.cairn.Blob;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A letter through a mailbox of a store that both processes have open: a number, or a number and a blob, which is made once and passes by reference. */
final class MailboxSignal implements Signal {
    private static final String NAME = "letters";

    private final Store store;
    private final Mailbox mailbox;
    private final boolean waits;
    private final @Nullable Blob stone;

    /** A letter with a blob. */
    record Stone(long number, Blob bytes) {}

    private MailboxSignal(Path path, boolean waits, int stoneBytes) {
        this.store = Store.open(path, StoreOptions.defaults());
        this.mailbox = Mailbox.named(MessageOptions.defaults().store(store).types(Stone.class), NAME);
        this.waits = waits;
        this.stone = stoneBytes == 0 ? null : Blob.from(store, new byte[stoneBytes]);
    }

    /** Sends letters of so many bytes; eight are a number alone. */
    static MailboxSignal sender(Path path, int bytes) {
        return new MailboxSignal(path, false, bytes > Long.BYTES ? bytes : 0);
    }

    static MailboxSignal receiver(Path path, boolean waits) {
        return new MailboxSignal(path, waits, 0);
    }

    @Override
    public void send(long number) {
        Object value = stone == null ? (Object) number : new Stone(number, stone);
        if (!mailbox.trySendValue(value)) {
            throw new IllegalStateException("the mailbox is full or closed");
        }
    }

    @Override
    public long receive() {
        try (Scope _ = store.scope();
                Letter letter = next()) {
            return switch (letter.open()) {
                case Long number -> number;
                case Stone(long number, Blob bytes) -> number + bytes.getByte(bytes.byteLength() - 1);
                case null, default -> throw new IllegalStateException("another letter");
            };
        }
    }

    private Letter next() {
        try {
            Letter letter = waits ? mailbox.receive() : mailbox.poll();
            while (letter == null && !waits) {
                Thread.onSpinWait();
                letter = mailbox.poll();
            }
            return Objects.requireNonNull(letter, "the mailbox was closed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mailbox.close();
        store.close();
    }
}
