package dev.cairn.bench.process;

import dev.cairn.Blob;
import dev.cairn.Scope;
import dev.cairn.Store;
import dev.cairn.StoreOptions;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A letter through a mailbox of a store that both processes have open: a number, a number and a blob, or a blob alone. The blob is made once and passes by
 * reference. The number that belongs to a blob alone is in mapped memory.
 */
final class MailboxSignal implements Signal {
    private static final String NAME = "letters";

    private final Store store;
    private final Mailbox mailbox;
    private final boolean waits;
    private final @Nullable Blob stone;
    private final @Nullable MappedSignal numbers;

    /** A letter with a blob. */
    record Stone(long number, Blob bytes) {}

    private MailboxSignal(Path path, boolean waits, int stoneBytes, @Nullable MappedSignal numbers) {
        this.numbers = numbers;
        this.store = Store.open(path, StoreOptions.defaults());
        this.mailbox = Mailbox.named(MessageOptions.defaults().store(store).types(Stone.class), NAME);
        this.waits = waits;
        this.stone = stoneBytes == 0 ? null : Blob.from(store, new byte[stoneBytes]);
    }

    /** Sends letters of so many bytes; eight are a number alone. */
    static MailboxSignal sender(Path path, int bytes) {
        return new MailboxSignal(path, false, bytes > Long.BYTES ? bytes : 0, null);
    }

    /** Sends blobs of so many bytes and no more. */
    static MailboxSignal blobSender(Path path, int bytes) throws IOException {
        return new MailboxSignal(path, false, bytes, numbers(path));
    }

    /** Receives them. */
    static MailboxSignal blobReceiver(Path path, boolean waits) throws IOException {
        return new MailboxSignal(path, waits, 0, numbers(path));
    }

    private static MappedSignal numbers(Path path) throws IOException {
        return new MappedSignal(path.resolveSibling("numbers"));
    }

    static MailboxSignal receiver(Path path, boolean waits) {
        return new MailboxSignal(path, waits, 0, null);
    }

    @Override
    public void send(long number) {
        if (!mailbox.trySendValue(letter(number))) {
            throw new IllegalStateException("the mailbox is full or closed");
        }
    }

    private Object letter(long number) {
        if (stone == null) {
            return number;
        }
        if (numbers == null) {
            return new Stone(number, stone);
        }
        numbers.send(number);
        return stone;
    }

    @Override
    public long receive() {
        try (Scope _ = store.scope();
                Letter letter = next()) {
            return switch (letter.open()) {
                case Long number -> number;
                case Stone(long number, Blob bytes) -> number + last(bytes);
                case Blob bytes -> Objects.requireNonNull(numbers).receive() + last(bytes);
                case null, default -> throw new IllegalStateException("another letter");
            };
        }
    }

    private static byte last(Blob bytes) {
        return bytes.getByte(bytes.byteLength() - 1);
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
        if (numbers != null) {
            numbers.close();
        }
    }
}
