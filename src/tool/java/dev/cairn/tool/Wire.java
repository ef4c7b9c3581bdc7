package dev.cairn.tool;

import dev.cairn.message.MessageOptions;
import dev.cairn.message.Nota;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.jspecify.annotations.Nullable;

/** How messages pass between actors: as letters that refer to the store, or as bytes with all content. */
final class Wire {
    private static final MailboxSelector LETTERS = MailboxSelector.fromConfig("cairn.mailbox");

    private final @Nullable Nota nota;
    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    private Wire(@Nullable Nota nota) {
        this.nota = nota;
    }

    static Wire byReference() {
        return new Wire(null);
    }

    static Wire byCopying(MessageOptions options) {
        return new Wire(Nota.of(options));
    }

    /** The mailboxes for its messages. */
    MailboxSelector mailbox() {
        return nota == null ? LETTERS : MailboxSelector.defaultMailbox();
    }

    Object pack(Object message) {
        messages.increment();
        if (nota == null) {
            return message;
        }
        byte[] copy = nota.encode(message);
        bytes.add(copy.length);
        return copy;
    }

    Object unpack(Object packed) {
        return nota == null ? packed : Objects.requireNonNull(nota.decode((byte[]) packed));
    }

    long messages() {
        return messages.sum();
    }

    /** The number of bytes that were copied. */
    long bytes() {
        return bytes.sum();
    }
}
