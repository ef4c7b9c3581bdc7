package dev.cairn.message;

import dev.cairn.Store;
import dev.cairn.internal.letter.LetterBridge;
import dev.cairn.internal.letter.Post;
import dev.cairn.internal.letter.PostFigures;
import dev.cairn.internal.life.Core;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a mailbox with a name has, at about one moment.
 *
 * @param name its name
 * @param capacity how many letters of each process can wait; empty if it has no bound
 * @param senders how many lanes it has: one for each process that ever sent. Processes that sent one after another can share a lane
 * @param letters how many letters wait, or are being sent, without system letters
 * @param systemLetters how many system letters wait
 * @param receiver the number of the process that receives; empty if none does
 * @param lost as {@link Mailbox#lost}
 */
public record MailboxStatus(
        String name,
        OptionalInt capacity,
        int senders,
        long letters,
        long systemLetters,
        OptionalLong receiver,
        int lost) {
    /**
     * All mailboxes of {@code store} that have names, in the order of these. Also if this process only reads the store: nothing is changed, and nobody
     * disturbed. O(number of names), and a system call for each mailbox.
     */
    public static List<MailboxStatus> all(Store store) {
        Core core = LetterBridge.get().core(store);
        return LetterBridge.get().posts(core).stream()
                .map(post -> of(post, LetterBridge.get().living(core, post.receiver())))
                .sorted(Comparator.comparing(MailboxStatus::name))
                .toList();
    }

    private static MailboxStatus of(PostFigures figures, OptionalLong receiver) {
        return new MailboxStatus(
                figures.name(),
                figures.capacity() == Post.CAPACITY_MAX ? OptionalInt.empty() : OptionalInt.of(figures.capacity()),
                figures.senders(),
                figures.letters(),
                figures.systemLetters(),
                receiver,
                figures.lost());
    }
}
