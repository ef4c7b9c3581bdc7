package dev.cairn.internal.letter;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox with a name has, as a process sees it that only looks.
 *
 * @param capacity how many ordinary letters of each process can wait
 * @param senders how many lanes it has: one for each process that ever sent, but those that had the same row share one
 * @param letters how many ordinary letters wait
 * @param systemLetters how many system letters wait
 * @param receiver [generation32 | row + 1] of the process that receives, or did when it ended; 0 if none does
 * @param lost as {@link MailQueue#lost}
 */
public record PostFigures(
        String name, int capacity, int senders, long letters, long systemLetters, long receiver, int lost) {
    /**
     * Of the mailbox with the root node {@code root}; null if there is none. It may be removed meanwhile, and its nodes used for something else: then
     * the figures are of no meaning.
     */
    public static @Nullable PostFigures of(Core core, int root, String name) {
        Memory memory = core.memory();
        int node = core.roots().cell(root).reference();
        if (!core.isNode(node, Kind.POST, PostNode.BYTES) || PostNode.isRemoved(core, node)) {
            return null;
        }
        long at = memory.at(node);
        int capacity = memory.getInt(at + PostNode.AT_CAPACITY);
        int senders = 0;
        long[] letters = new long[MailboxNode.LANES];
        for (int row = 0; row < PostNode.ROWS; row++) {
            int mailbox = memory.getIntAcquire(ReferenceList.place(at, row));
            if (core.isNode(mailbox, Kind.MAILBOX, MailboxNode.BYTES)) {
                senders++;
                for (int i = 0; i < letters.length; i++) {
                    long lane = MailboxNode.lane(memory.at(mailbox), i);
                    letters[i] += new Lane(memory, lane, MailboxNode.head(memory.at(mailbox), i), capacity).size();
                }
            }
        }
        PostNode post = new PostNode(core, node);
        return new PostFigures(
                name, capacity, senders, letters[Lanes.ORDINARY], letters[Lanes.SYSTEM], post.owner(), post.lost());
    }
}
