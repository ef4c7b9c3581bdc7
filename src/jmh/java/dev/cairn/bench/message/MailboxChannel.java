package dev.cairn.bench.message;

import dev.cairn.Store;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.Objects;

/** Letters of numbers. */
final class MailboxChannel implements Channel {
    private final Mailbox mailbox = Mailbox.unbounded(Store.standard());

    @Override
    public void send(long number) {
        mailbox.trySendValue(number);
    }

    @Override
    public long receive() {
        Letter letter = mailbox.poll();
        return letter == null ? NONE : (Long) Objects.requireNonNull(letter.open());
    }
}
