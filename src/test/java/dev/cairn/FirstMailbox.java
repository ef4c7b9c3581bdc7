package dev.cairn;

import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import dev.cairn.message.MessageOptions;
import java.util.Objects;

/** A program that needs no store before it makes a mailbox. */
final class FirstMailbox {
    private FirstMailbox() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Mailbox mailbox = Mailbox.unbounded(MessageOptions.defaults())) {
            mailbox.send(Letter.of(MessageOptions.defaults(), "text"));
            Letter letter = Objects.requireNonNull(mailbox.poll());
            if (!"text".equals(letter.open())) {
                throw new AssertionError();
            }
        }
    }
}
