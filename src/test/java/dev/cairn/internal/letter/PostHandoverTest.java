package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Store;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that send and receive, step by step, in one process: a death is a step that is not done. */
@Tag("beside")
class PostHandoverTest extends StoreTest {
    private static final int CAPACITY = 1_000;
    private static final int SENDER = 3;
    private static final int RECEIVER = 7;
    private static final int LOOKS = 100_000;

    /** A process. It lives until {@link #ended} has its generation. */
    private record Member(int row, int generation, Set<Integer> ended) implements Writers {
        @Override
        public boolean hasEnded(int ofRow, int ofGeneration) {
            return ended.contains(ofGeneration);
        }

        @Override
        public long pid(int ofRow) {
            return 1_000L + ofRow;
        }
    }

    /** A mailbox, and the processes that have it. */
    private static final class Play {
        final Core core;
        final int node;
        final Set<Integer> ended = new HashSet<>();
        final List<Post> posts = new ArrayList<>();

        Play(Store store) {
            this.core = LetterBridge.get().core(store);
            int made = core.change(stripe -> Post.make(core, stripe, CAPACITY));
            this.node = made;
            process(0, 1_000);
            core.reassign(stripe -> stripe.drop(made));
        }

        Post process(int row, int generation) {
            return process(new Member(row, generation, ended));
        }

        Post process(Writers writers) {
            Post post = core.change(stripe -> new Post(core, stripe, "box", node, writers));
            posts.add(post);
            return post;
        }

        void send(Post sender, long from, long to) {
            for (long i = from; i < to; i++) {
                assertEquals(MailQueue.Outcome.SENT, queue(sender).offer(draft(i)));
            }
        }

        PostQueue queue(Post post) {
            return new PostQueue(post, pid -> new IllegalStateException("process " + pid));
        }

        /** Claims the next place, and dies before it is filled. */
        long claim(Post sender) {
            return core.change(stripe -> LaneSender.claim(core, stripe, lane(sender)));
        }

        Lane lane(Post sender) {
            return sender.own().lane(Lanes.ORDINARY);
        }

        void end(int generation) {
            ended.add(generation);
        }
    }

    private static Draft draft(long value) {
        Draft draft = new Draft();
        draft.append(value);
        return draft;
    }

    /** The value of the next letter, as soon as there is one; null if there is none for long. */
    private static @Nullable Long next(PostQueue queue) {
        for (int looks = 0; looks < LOOKS; looks++) {
            Envelope letter = queue.poll();
            if (letter != null) {
                letter.use();
                letter.end(Envelope.State.OPENED);
                queue.finished();
                return letter.word(0);
            }
        }
        return null;
    }

    private static void receive(PostQueue queue, long from, long to) {
        for (long i = from; i < to; i++) {
            assertEquals(i, next(queue));
        }
    }

    @Test
    void lettersOfSeveralProcessesAreReceivedInTurn() {
        Play play = new Play(stores.open());
        Post a = play.process(1, 1);
        Post b = play.process(2, 2);
        PostQueue receiver = play.queue(play.process(RECEIVER, 3));
        play.send(a, 0, 200);
        play.send(b, 1_000, 1_200);
        List<Long> ofA = new ArrayList<>();
        List<Long> ofB = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long value = next(receiver);
            (value < 1_000 ? ofA : ofB).add(value);
            assertTrue(Math.abs(ofA.size() - ofB.size()) <= 1);
        }
        assertEquals(ofA.stream().sorted().toList(), ofA);
        assertEquals(ofB.stream().sorted().toList(), ofB);
        assertNull(receiver.poll());
        assertEquals(0, receiver.size());
    }

    @Test
    void whoSendsNextInARowSaysWhichPlacesStayEmpty() {
        Play play = new Play(stores.open());
        PostQueue receiver = play.queue(play.process(RECEIVER, 9));
        play.send(play.process(SENDER, 1), 0, 100);
        play.claim(play.posts.getLast());
        Post next = play.process(SENDER, 2); // process 1 has ended, which nobody says
        play.send(next, 100, 300);
        receive(receiver, 0, 300);
    }

    /** A process that begins in the row of a dead one, and does not note the number, has taken the place for one of its own. */
    @Test
    void aTwinThatDoesNotNoteTheNumberIsWaitedFor() {
        Play play = new Play(stores.open());
        PostQueue receiver = play.queue(play.process(RECEIVER, 9));
        play.send(play.process(SENDER, 1), 0, 100);
        play.claim(play.posts.getLast());
        Post next = play.process(SENDER, 2);
        int mailbox =
                play.core.memory().getInt(ReferenceList.place(play.core.memory().at(play.node), SENDER));
        play.core.memory().setInt(play.core.memory().at(mailbox) + MailboxNode.AT_GENERATION, 2);
        play.send(next, 100, 300);
        receive(receiver, 0, 100);
        assertNull(next(receiver));
    }

    @Test
    void aPlaceIsSkippedWhenItsProcessIsDead() {
        Play play = new Play(stores.open());
        PostQueue receiver = play.queue(play.process(RECEIVER, 9));
        Post sender = play.process(SENDER, 1);
        play.send(sender, 0, 10);
        play.claim(sender);
        play.send(sender, 10, 20); // by another thread
        receive(receiver, 0, 10);
        assertNull(next(receiver));
        assertEquals(11, receiver.size());
        play.end(1);
        receive(receiver, 10, 20);
        assertEquals(0, receiver.size());
    }

    /** A receiver that takes a living process for dead loses a letter whose sending returns. */
    @Test
    void aTwinThatSkipsPlacesOfTheLivingLosesLetters() {
        for (boolean isTwin : List.of(false, true)) {
            Play play = new Play(stores.open());
            Post sender = play.process(SENDER, 1);
            Set<Integer> believed = new HashSet<>(isTwin ? Set.of(1) : Set.of());
            PostQueue receiver = play.queue(play.process(new Member(RECEIVER, 9, believed)));
            play.send(sender, 0, 10);
            long claim = play.claim(sender);
            play.send(sender, 11, 12);
            receive(receiver, 0, 10);
            Long early = next(receiver);
            play.lane(sender).fill(claim, 1, 10, 0);
            assertEquals(isTwin ? 11L : null, early);
            assertEquals(isTwin ? null : 10L, next(receiver));
        }
    }

    /** A segment whose sender died before it linked it, and another one behind that. */
    @Test
    void segmentsOfTheDeadAreLinked() {
        for (int begun : List.of(0, Segment.LETTERS)) {
            Play play = new Play(stores.open());
            Memory memory = play.core.memory();
            PostQueue receiver = play.queue(play.process(RECEIVER, 9));
            Post sender = play.process(SENDER, 1);
            play.send(sender, 0, begun);
            Lane lane = play.lane(sender);
            int last = begun == 0 ? 0 : lane.following();
            int first = Lane.segmentOf(play.claim(sender));
            unlink(play, last);
            for (int i = 1; i < Segment.LETTERS; i++) {
                play.send(sender, begun + i - 1, begun + i);
            }
            int second = Lane.segmentOf(play.claim(sender));
            assertNotEquals(first, second);
            memory.setInt(Segment.next(memory, first), 0);
            long sent = (long) begun + Segment.LETTERS - 1;
            play.send(play.process(SENDER, 2), sent, sent + 100);
            receive(receiver, 0, sent + 100);
            assertNull(next(receiver));
        }
    }

    private static void unlink(Play play, int last) {
        Memory memory = play.core.memory();
        int mailbox = memory.getInt(ReferenceList.place(memory.at(play.node), SENDER));
        memory.setInt(MailboxNode.link(memory, MailboxNode.head(memory.at(mailbox), Lanes.ORDINARY), last), 0);
    }

    @Test
    void oneProcessReceives() {
        Play play = new Play(stores.open());
        play.send(play.process(SENDER, 1), 0, 10);
        PostQueue first = play.queue(play.process(RECEIVER, 2));
        PostQueue second = play.queue(play.process(RECEIVER + 1, 3));
        receive(first, 0, 4);
        RuntimeException refused = assertThrows(RuntimeException.class, second::poll);
        assertEquals("process 1007", refused.getMessage());
        first.close();
        assertNull(first.poll());
        receive(second, 4, 8);
        assertThrows(RuntimeException.class, play.queue(play.posts.get(2))::poll);
        second.close();
        receive(play.queue(play.posts.get(2)), 8, 10);
        assertEquals(0, second.lost());
    }

    /** What a receiver had taken and not opened is counted as lost, once. */
    @Test
    void theNextProcessReceivesAfterADeath() {
        Play play = new Play(stores.open());
        Post sender = play.process(SENDER, 1);
        play.send(sender, 0, 300);
        PostQueue first = play.queue(play.process(RECEIVER, 2));
        receive(first, 0, 90);
        for (int i = 0; i < 5; i++) {
            assertNotNull(first.poll());
        }
        play.end(2);
        PostQueue second = play.queue(play.process(RECEIVER, 4));
        receive(second, 95, 200);
        assertEquals(5, second.lost());
        play.end(4);
        PostQueue third = play.queue(play.process(RECEIVER, 5));
        receive(third, 200, 300);
        assertEquals(5, third.lost());
        play.end(1);
        play.claim(sender);
        assertNull(next(third));
        assertEquals(0, third.size());
        play.end(5);
        assertNull(play.queue(play.process(RECEIVER, 6)).poll());
        assertEquals(5, third.lost(), "a place that was skipped is no lost letter");
    }

    /** A receiver dies after it noted its next segment, and before it let go of the last one. */
    @Test
    void aReceiverMayDieBetweenTwoSegments() {
        Play play = new Play(stores.open());
        Post sender = play.process(SENDER, 1);
        play.send(sender, 0, 200);
        PostQueue first = play.queue(play.process(RECEIVER, 2));
        receive(first, 0, Segment.LETTERS);
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
        receive(play.queue(play.process(RECEIVER, 4)), Segment.LETTERS, 200);
    }

    /** The process that removes the mailbox goes on after the one that received has dropped all letters, and has left. */
    @Test
    void lettersOfARemovedMailboxAreDroppedOnce() {
        Store store = stores.open();
        Play play = new Play(store);
        Post sender = play.process(1, 1);
        Post remover = play.process(2, 2);
        PostQueue receiver = play.queue(play.process(RECEIVER, 3));
        play.send(sender, 0, 200);
        receive(receiver, 0, 70);
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
        Play play = new Play(stores.open());
        Post sender = play.process(SENDER, 1);
        play.send(sender, 0, 200);
        PostQueue receiver = play.queue(play.process(RECEIVER, 2));
        receive(receiver, 0, 10);
        Post remover = play.process(1, 3);
        remover.remove();
        remover.endRemoval();
        assertTrue(receiver.isClosed());
        assertEquals(190, receiver.size(), "who receives drops them");
        assertNull(receiver.poll());
        assertEquals(MailQueue.Outcome.CLOSED, play.queue(sender).offer(draft(1)));
        assertEquals(MailQueue.Outcome.CLOSED, play.queue(remover).offer(draft(1)), "its lanes are new");
        assertNull(play.queue(remover).poll());
    }
}
