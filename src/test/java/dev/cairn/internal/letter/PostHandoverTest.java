package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.StoreTest;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.ReferenceList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Processes that send, step by step, in one process: a death is a step that is not done. */
@Tag("beside")
class PostHandoverTest extends StoreTest {
    @Test
    void lettersOfSeveralProcessesAreReceivedInTurn() {
        PostPlay play = new PostPlay(stores.open());
        Post a = play.process(1, 1);
        Post b = play.process(2, 2);
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 3));
        play.send(a, 0, 200);
        play.send(b, 1_000, 1_200);
        List<Long> ofA = new ArrayList<>();
        List<Long> ofB = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long value = PostPlay.next(receiver);
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
        PostPlay play = new PostPlay(stores.open());
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 9));
        play.send(play.process(PostPlay.SENDER, 1), 0, 100);
        play.claim(play.posts.getLast());
        Post next = play.process(PostPlay.SENDER, 2); // process 1 has ended, which nobody says
        play.send(next, 100, 300);
        PostPlay.receive(receiver, 0, 300);
    }

    /** A process that begins in the row of a dead one, and does not note the number, has taken the place for one of its own. */
    @Test
    void aTwinThatDoesNotNoteTheNumberIsWaitedFor() {
        PostPlay play = new PostPlay(stores.open());
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 9));
        play.send(play.process(PostPlay.SENDER, 1), 0, 100);
        play.claim(play.posts.getLast());
        Post next = play.process(PostPlay.SENDER, 2);
        int mailbox =
                play.core.memory().getInt(ReferenceList.place(play.core.memory().at(play.node), PostPlay.SENDER));
        play.core.memory().setInt(play.core.memory().at(mailbox) + MailboxNode.AT_GENERATION, 2);
        play.send(next, 100, 300);
        PostPlay.receive(receiver, 0, 100);
        assertNull(PostPlay.next(receiver));
    }

    @Test
    void aPlaceIsSkippedWhenItsProcessIsDead() {
        PostPlay play = new PostPlay(stores.open());
        PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 9));
        Post sender = play.process(PostPlay.SENDER, 1);
        play.send(sender, 0, 10);
        play.claim(sender);
        play.send(sender, 10, 20); // by another thread
        PostPlay.receive(receiver, 0, 10);
        assertNull(PostPlay.next(receiver));
        assertEquals(11, receiver.size());
        play.end(1);
        PostPlay.receive(receiver, 10, 20);
        assertEquals(0, receiver.size());
    }

    /** A receiver that takes a living process for dead loses a letter whose sending returns. */
    @Test
    void aTwinThatSkipsPlacesOfTheLivingLosesLetters() {
        for (boolean isTwin : List.of(false, true)) {
            PostPlay play = new PostPlay(stores.open());
            Post sender = play.process(PostPlay.SENDER, 1);
            Set<Integer> believed = new HashSet<>(isTwin ? Set.of(1) : Set.of());
            PostQueue receiver = play.queue(play.process(new PostPlay.Member(PostPlay.RECEIVER, 9, believed)));
            play.send(sender, 0, 10);
            long claim = play.claim(sender);
            play.send(sender, 11, 12);
            PostPlay.receive(receiver, 0, 10);
            Long early = PostPlay.next(receiver);
            play.lane(sender).fill(claim, 1, 10, 0);
            assertEquals(isTwin ? 11L : null, early);
            assertEquals(isTwin ? null : 10L, PostPlay.next(receiver));
        }
    }

    /** A process that has lost its locks by an accident seems dead, and writes its letter in a moment. */
    @Test
    void aPlaceIsNotSkippedAtOnce() {
        PostPlay play = new PostPlay(stores.open());
        Post sender = play.process(PostPlay.SENDER, 1);
        PostQueue receiver = play.queue(play.patient(PostPlay.RECEIVER, 9));
        play.send(sender, 0, 10);
        long claim = play.claim(sender);
        play.send(sender, 11, 12);
        play.end(1);
        PostPlay.receive(receiver, 0, 10);
        assertNull(PostPlay.next(receiver));
        play.lane(sender).fill(claim, 1, 10, 0);
        PostPlay.receive(receiver, 10, 12);
    }

    /** A segment whose sender died before it linked it, and another one behind that. */
    @Test
    void segmentsOfTheDeadAreLinked() {
        for (int begun : List.of(0, Segment.LETTERS)) {
            PostPlay play = new PostPlay(stores.open());
            Memory memory = play.core.memory();
            PostQueue receiver = play.queue(play.process(PostPlay.RECEIVER, 9));
            Post sender = play.process(PostPlay.SENDER, 1);
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
            play.send(play.process(PostPlay.SENDER, 2), sent, sent + 100);
            PostPlay.receive(receiver, 0, sent + 100);
            assertNull(PostPlay.next(receiver));
        }
    }

    private static void unlink(PostPlay play, int last) {
        Memory memory = play.core.memory();
        int mailbox = memory.getInt(ReferenceList.place(memory.at(play.node), PostPlay.SENDER));
        memory.setInt(MailboxNode.link(memory, MailboxNode.head(memory.at(mailbox), Lanes.ORDINARY), last), 0);
    }
}
