package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Cores;
import dev.cairn.Setting;
import dev.cairn.StoreTest;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.KillPoints;
import dev.cairn.internal.life.Token;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Writes;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.ReferenceList;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A death of a sender, or of the receiver, at each write of a lane; beside the orders of writes that must fail. */
class LaneKillTest extends StoreTest {
    private static final int AT_LANE = 128;
    private static final int NODE_BYTES = 640;
    private static final int AT_CURSOR = 136;

    @BeforeEach
    void writesAreTold() {
        Assumptions.assumeTrue(Memory.CHECKED, "writes are told of only where every access is checked");
    }

    /** A mailbox's node with one lane, and who holds the node and the receiver's segment. */
    private static final class Play {
        final Core core;
        final Memory memory;
        final int mailbox;
        final long head;
        final Lane lane;
        final Token mine;
        Token batch;

        Play(Core core) {
            this.core = core;
            this.memory = core.memory();
            this.mailbox = core.change(stripe -> {
                int node = stripe.allocate(NODE_BYTES, Kind.MAILBOX, 0, 0);
                ReferenceList.format(memory, memory.at(node), 2);
                memory.zeroWords(memory.at(node) + AT_LANE, NODE_BYTES - AT_LANE);
                return node;
            });
            this.head = ReferenceList.place(memory.at(mailbox), 0);
            this.lane = new Lane(memory, memory.at(mailbox) + AT_LANE, head, Lane.CAPACITY_MAX).empty();
            this.mine = core.change(stripe -> stripe.registerHolder(this, mailbox, 0, null));
            this.batch = core.change(stripe -> stripe.registerHolder(this, 0, 0, null));
        }

        long claim() {
            long claim = lane.claim(0);
            return claim == Lane.NO_SEGMENT ? core.change(stripe -> lane.claim(Segment.make(core, stripe))) : claim;
        }

        void send(int count) {
            for (int i = 0; i < count; i++) {
                lane.fill(claim(), 1, i, 0);
            }
        }

        /** Holds the receiver's segment, as a batch of its letters does. */
        void holdSegment() {
            core.change(stripe -> {
                stripe.giveUp(batch);
                batch = stripe.registerHolder(this, core.counts().raise(lane.segment()), 0, null);
                return batch;
            });
        }

        void enter() {
            core.reassign(stripe -> lane.enter(lane.following(), core.counts()::raise, stripe::drop));
        }

        void receive(int count) {
            for (int i = 0; i < count; i++) {
                lane.advance();
            }
        }

        /** As {@link Lane#enter}, but without counting the next segment first. */
        void enterWithoutCounting() {
            core.reassign(stripe -> {
                int left = lane.segment();
                int next = lane.following();
                memory.setLong(memory.at(mailbox) + AT_LANE + AT_CURSOR, (long) Segment.LETTERS << Integer.SIZE | next);
                memory.setInt(head, next);
                memory.setInt(Segment.next(memory, left), 0);
                stripe.drop(left);
            });
        }

        void end() {
            try {
                core.reassign(stripe -> {
                    stripe.giveUp(batch);
                    stripe.giveUp(mine);
                });
            } finally {
                Reference.reachabilityFence(this);
            }
        }
    }

    private Play play() {
        return new Play(Cores.of(stores.open(Setting.TINY_INHERITED.options().maxBytes(4 << 20))));
    }

    private static Play atTheEndOfASegment(Play play) {
        play.send(Segment.LETTERS + 3);
        play.enter();
        play.holdSegment();
        play.receive(Segment.LETTERS);
        return play;
    }

    @Test
    void aReceiverMayDieWhileItGoesOnToTheNextSegment() {
        Play play = atTheEndOfASegment(play());
        try (KillPoints points = new KillPoints(play.core)) {
            play.enter();
            points.endChange();
            assertEquals(0, points.violations(), points::sites);
            assertTrue(points.writes() >= 4);
        }
        play.end();
    }

    @Test
    void theNextSegmentMustBeCountedFirst() {
        Play play = atTheEndOfASegment(play());
        try (KillPoints points = new KillPoints(play.core)) {
            play.enterWithoutCounting();
            assertTrue(points.violations() > 0);
        }
        play.end();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** A sender claims the next segment, and is killed before it links that behind {@code last}. Returns the segment. */
    private static int dieBeforeTheLink(Play play, int last) {
        long link = Segment.next(play.memory, last);
        Writes.listen((memory, at, bytes, order) -> {
            if (memory == play.memory && at == link) {
                throw new Killed();
            }
        });
        int[] fresh = {0};
        try {
            assertThrows(
                    Killed.class,
                    () -> play.core.change(stripe -> {
                        fresh[0] = Segment.make(play.core, stripe);
                        return play.lane.claim(fresh[0]);
                    }));
        } finally {
            Writes.listen(null);
        }
        return fresh[0];
    }

    /** What the sweep of a dead process has to do. */
    private static void link(Play play, int last, int next) {
        play.memory.setIntRelease(Segment.next(play.memory, last), next);
    }

    @Test
    void aSenderMayDieBeforeItLinksItsSegmentWhileOthersGoOn() {
        Play play = play();
        play.send(Segment.LETTERS);
        int first = play.lane.following();
        int second = dieBeforeTheLink(play, first);
        play.send(Segment.LETTERS - 1 + 5);
        try (KillPoints points = new KillPoints(play.core)) {
            play.send(Segment.LETTERS);
            points.endChange();
            assertEquals(0, points.violations(), points::sites);
        }
        try (KillPoints points = new KillPoints(play.core, KillPoints.Twin.NO_WAY_BACK)) {
            points.endChange();
            assertTrue(points.violations() > 0, "without the way back, letters are cut off");
        }
        link(play, first, second);
        play.end();
    }

    @Test
    void twoSendersMayDieBeforeTheyLinkTheirSegments() {
        Play play = play();
        play.send(Segment.LETTERS);
        int first = play.lane.following();
        int second = dieBeforeTheLink(play, first);
        play.send(Segment.LETTERS - 1);
        int third = dieBeforeTheLink(play, second);
        try (KillPoints points = new KillPoints(play.core)) {
            play.send(7);
            points.endChange();
            assertEquals(0, points.violations(), points::sites);
        }
        link(play, first, second);
        link(play, second, third);
        play.end();
    }
}
