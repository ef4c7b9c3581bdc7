package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that receive one after another, step by step, in one process: a death is a step that is not done. */
@Tag("beside")
class PostReceiversTest extends StoreTest {
    /** So does one that receives, and is taking a letter. */
    @Test
    void whoIsTakingALetterIsWaitedFor() {
        PostPlay play = new PostPlay(stores.open());
        play.send(play.process(PostPlay.SENDER, 1), 0, 10);
        PostNode node = new PostNode(play.core, play.node);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.receive(first, 0, 4);
        assertTrue(node.replaceTaking(0, node.owner()));
        play.end(2);
        PostQueue second = play.queue(play.patient(PostPlay.RECEIVER + 1, 3));
        assertNull(PostPlay.next(second));
        assertThrows(RuntimeException.class, first::poll, "it receives no more");
        node.endTaking();
        PostPlay.receive(second, 4, 10);
        assertEquals(0, second.lost());
    }

    /** At each write of a process that takes letters, and has lost its locks, another one begins to receive. */
    @Test
    void noLetterIsReceivedTwice() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        int begun = Segment.LETTERS - 2; // it enters another segment
        int writes = 0;
        for (boolean goesOn = true; goesOn; writes++) {
            List<Long> received = receivedByTwo(begun, writes, Long.MAX_VALUE);
            goesOn = received != null;
            assertEquals(goesOn ? LongStream.range(begun, 100).boxed().toList() : null, received);
        }
        assertTrue(writes > 10);
    }

    /** Who does not wait takes the letter, too. */
    @Test
    void aTwinThatDoesNotWaitReceivesALetterTwice() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
        List<Long> all = LongStream.range(5, 100).boxed().toList();
        boolean isTwice = false;
        List<Long> received = all;
        for (int write = 0; received != null && !isTwice; write++) {
            received = receivedByTwo(5, write, 0);
            isTwice = received != null && !received.equals(all);
        }
        assertTrue(isTwice);
    }

    /** What two processes receive, the second of which begins at the write {@code number} of the first one; null if there are fewer writes. */
    private @Nullable List<Long> receivedByTwo(int begun, int number, long patience) {
        PostPlay play = new PostPlay(stores.open());
        Post sender = play.process(PostPlay.SENDER, 1);
        play.send(sender, 0, begun);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.receive(first, 0, begun);
        play.send(sender, begun, 100);
        PostQueue second =
                play.queue(play.process(new PostPlay.Member(PostPlay.RECEIVER + 1, 3, play.ended, patience)));
        List<Long> received = new ArrayList<>();
        int[] left = {number};
        long mine = Thread.currentThread().threadId();
        Writes.listen((memory, _, _, _) -> {
            // not of a reclaimer
            boolean isOfFirst =
                    memory == play.core.memory() && Thread.currentThread().threadId() == mine;
            if (isOfFirst && left[0]-- == 0) {
                play.end(2);
                add(received, second.poll());
            }
        });
        try {
            for (int i = 0; i < 4 && left[0] >= 0; i++) {
                add(received, first.poll());
            }
        } finally {
            Writes.listen(null);
        }
        assertThrows(RuntimeException.class, left[0] < 0 ? first::poll : second::poll);
        if (left[0] >= 0) {
            return null;
        }
        for (Envelope letter = second.poll(); letter != null; letter = second.poll()) {
            add(received, letter);
        }
        return received;
    }

    private static void add(List<Long> received, @Nullable Envelope letter) {
        if (letter != null) {
            received.add(letter.word(0));
        }
    }

    @Test
    void oneProcessReceives() {
        PostPlay play = new PostPlay(stores.open());
        play.send(play.process(PostPlay.SENDER, 1), 0, 10);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostQueue second = play.queue(play.process(PostPlay.RECEIVER + 1, 3));
        PostPlay.receive(first, 0, 4);
        RuntimeException refused = assertThrows(RuntimeException.class, second::poll);
        assertEquals("process 1007", refused.getMessage());
        first.close();
        assertNull(first.poll());
        PostPlay.receive(second, 4, 8);
        assertThrows(RuntimeException.class, play.queue(play.posts.get(2))::poll);
        second.close();
        PostPlay.receive(play.queue(play.posts.get(2)), 8, 10);
        assertEquals(0, second.lost());
    }

    /** What a receiver had taken and not opened is counted as lost, once. */
    @Test
    void theNextProcessReceivesAfterADeath() {
        PostPlay play = new PostPlay(stores.open());
        Post sender = play.process(PostPlay.SENDER, 1);
        play.send(sender, 0, 300);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.receive(first, 0, 90);
        for (int i = 0; i < 5; i++) {
            assertNotNull(first.poll());
        }
        play.end(2);
        PostQueue second = play.queue(play.process(PostPlay.RECEIVER, 4));
        PostPlay.receive(second, 95, 200);
        assertEquals(5, second.lost());
        play.end(4);
        PostQueue third = play.queue(play.process(PostPlay.RECEIVER, 5));
        PostPlay.receive(third, 200, 300);
        assertEquals(5, third.lost());
        play.end(1);
        play.claim(sender);
        assertNull(PostPlay.next(third));
        assertEquals(0, third.size());
        play.end(5);
        assertNull(play.queue(play.process(PostPlay.RECEIVER, 6)).poll());
        assertEquals(5, third.lost(), "a place that was skipped is no lost letter");
    }

    /** Whether who received is dead is not asked once more: another process may have the lock of its row just then, so that it seems alive. */
    @Test
    void whoWasFoundDeadStaysDead() {
        PostPlay play = new PostPlay(stores.open());
        play.send(play.process(PostPlay.SENDER, 1), 0, 100);
        PostPlay.take(play.queue(play.process(PostPlay.RECEIVER, 2)), 5);
        play.end(2);
        PostQueue second = play.queue(play.flickering(PostPlay.RECEIVER, 3, 0));
        PostPlay.receive(second, 5, 20);
        assertEquals(5, second.lost());
        PostPlay.take(second, 4);
        second.close();
        play.end(3);
        PostQueue third = play.queue(play.flickering(PostPlay.RECEIVER + 1, 4, 1)); // 3 had let go
        PostPlay.receive(third, 24, 30);
        assertEquals(9, third.lost());
    }

    /** Letters are not lost of a process that lives when another one begins to receive. What each finishes later does not count for the others. */
    @Test
    void onlyLettersOfTheDeadAreLost() {
        PostPlay play = new PostPlay(stores.open());
        play.send(play.process(PostPlay.SENDER, 1), 0, 100);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.take(first, 5);
        first.close();
        PostQueue second = play.queue(play.process(PostPlay.RECEIVER + 1, 3));
        PostPlay.receive(second, 5, 10);
        PostPlay.take(second, 2);
        first.finished(); // it lives
        play.end(3);
        PostQueue third = play.queue(play.process(PostPlay.RECEIVER + 2, 4));
        PostPlay.receive(third, 12, 20);
        first.finished();
        assertEquals(2, third.lost());
        PostPlay.take(third, 3);
        play.end(4);
        PostQueue fourth = play.queue(play.process(PostPlay.RECEIVER + 3, 5));
        PostPlay.receive(fourth, 23, 30);
        assertEquals(5, fourth.lost());
    }

    /** A process goes on with what it had taken before it ended receiving for a while. */
    @Test
    void whatAProcessHeldAcrossAPauseIsLostWithIt() {
        PostPlay play = new PostPlay(stores.open());
        play.send(play.process(PostPlay.SENDER, 1), 0, 100);
        Post of = play.process(PostPlay.RECEIVER, 2);
        PostQueue first = play.queue(of);
        PostPlay.take(first, 5);
        first.close();
        PostQueue again = play.queue(of);
        PostPlay.take(again, 2);
        first.finished();
        again.finished();
        play.end(2);
        PostQueue second = play.queue(play.process(PostPlay.RECEIVER + 1, 3));
        PostPlay.receive(second, 7, 10);
        assertEquals(5, second.lost());
    }

    /** A receiver dies after it noted its next segment, and before it let go of the last one. */
    @Test
    void aReceiverMayDieBetweenTwoSegments() {
        PostPlay play = new PostPlay(stores.open());
        Post sender = play.process(PostPlay.SENDER, 1);
        play.send(sender, 0, 200);
        PostQueue first = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.receive(first, 0, Segment.LETTERS);
        Lane lane = play.lane(sender);
        assertThrows(
                IllegalStateException.class,
                () -> lane.enter(
                        lane.following(),
                        _ -> {
                            throw new IllegalStateException("killed");
                        },
                        _ -> {}));
        play.end(2);
        PostPlay.receive(play.queue(play.process(PostPlay.RECEIVER, 4)), Segment.LETTERS, 200);
    }

    /** The process that removes the mailbox goes on after the one that received has dropped all letters, and has left. */
    @Test
    void lettersOfARemovedMailboxAreDroppedOnce() {
        Store store = stores.open();
        PostPlay play = new PostPlay(store);
        Post sender = play.process(1, 1);
        Post remover = play.process(2, 2);
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 3));
        play.send(sender, 0, 200);
        PostPlay.receive(receiver, 0, 70);
        remover.remove();
        assertNull(receiver.poll());
        assertTrue(receiver.close());
        store.reclaim();
        remover.endRemoval();
        store.reclaim();
        store.verify();
    }

    @Test
    void aRemovedMailboxIsClosedForAll() {
        PostPlay play = new PostPlay(stores.open());
        Post sender = play.process(PostPlay.SENDER, 1);
        play.send(sender, 0, 200);
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 2));
        PostPlay.receive(receiver, 0, 10);
        Post remover = play.process(1, 3);
        remover.remove();
        remover.endRemoval();
        assertTrue(receiver.isClosed());
        assertEquals(190, receiver.size(), "who receives drops them");
        assertNull(receiver.poll());
        assertEquals(MailQueue.Outcome.CLOSED, play.queue(sender).offer(PostPlay.draft(1)));
        assertEquals(MailQueue.Outcome.CLOSED, play.queue(remover).offer(PostPlay.draft(1)), "its lanes are new");
        assertNull(play.queue(remover).poll());
    }
}
