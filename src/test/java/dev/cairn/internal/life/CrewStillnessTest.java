package dev.cairn.internal.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Row;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.NamedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How all processes stand still: each is played by threads of this one, with locks that the test has. */
class CrewStillnessTest {
    private static final int SLAB = 4096;

    private Path path = Path.of("none");
    private Memory memory;
    private Locks leader;
    private Locks member;
    private Crew leading;
    private Crew following;

    /** The locks of one process. */
    private static final class Locks implements Crew.Locks {
        private final int row;
        private volatile boolean mayLead;
        private volatile boolean isOtherDead;

        Locks(int row) {
            this.row = row;
        }

        @Override
        public int row() {
            return row;
        }

        @Override
        public boolean isToLead() {
            return true;
        }

        @Override
        public boolean tryLead() {
            return mayLead;
        }

        @Override
        public void endLead() {
            mayLead = false;
        }

        @Override
        public boolean isRowFree(int other) {
            return other != row && isOtherDead;
        }

        @Override
        public boolean sweepRow(int other, Runnable action) {
            return false;
        }

        @Override
        public boolean whileNobodyOpens(Runnable action) {
            action.run();
            return true;
        }

        @Override
        public boolean inNames(Runnable action) {
            action.run();
            return true;
        }

        @Override
        public boolean inImage(Runnable action) {
            action.run();
            return true;
        }

        @Override
        public boolean hasOthers() {
            return !isOtherDead;
        }
    }

    @BeforeEach
    void make() throws IOException {
        path = NamedFile.create();
        memory = NamedFile.map(path, 1 << 20);
        Allocator first = new Allocator(memory, 5, SLAB, 1, Row.of(0));
        Allocator second = Allocator.join(memory, SLAB, Row.of(1));
        assertEquals(first.heldBytes(), second.heldBytes());
        leader = new Locks(0);
        leader.mayLead = true;
        member = new Locks(1);
        leading = new Crew(memory, leader);
        following = new Crew(memory, member);
    }

    @AfterEach
    void delete() throws IOException {
        Files.delete(path);
    }

    /** What the thread of the crew of the other process does: {@code gate} keeps its changes out. Returns whether it leads in the end. */
    private boolean answer(ReentrantLock gate) {
        gate.lock();
        try {
            return following.standStill();
        } finally {
            gate.unlock();
        }
    }

    /** A change that begins, and ends when {@code end} says so. */
    private static Thread change(ReentrantLock gate, CountDownLatch end) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            gate.lock();
            try {
                begun.countDown();
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                gate.unlock();
            }
        });
        begun.await();
        return thread;
    }

    @Test
    void whoLeadsWorksWhenAllHaveAnswered() throws InterruptedException {
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            while (!following.isCalled()) {
                Thread.onSpinWait();
            }
            answer(new ReentrantLock());
        });
        boolean all = leading.callAll();
        assertTrue(!all || other.isAlive(), "who has answered waits");
        leading.endCall();
        other.join();
        assertFalse(following.isCalled());
    }

    /** An answer comes after the changes that were under way. So who leads gives up in place of working beside one. */
    @Test
    void nobodyAnswersInTheMiddleOfAChange() throws InterruptedException {
        ReentrantLock gate = new ReentrantLock();
        CountDownLatch end = new CountDownLatch(1);
        Thread change = change(gate, end);
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            while (!following.isCalled()) {
                Thread.onSpinWait();
            }
            answer(gate);
        });
        assertFalse(leading.callAll());
        leading.endCall();
        end.countDown();
        change.join();
        other.join(); // the call is over, so it stands still for nobody
        assertFalse(following.isCalled());
    }

    /** The twin answers without keeping changes out: who leads works beside one. */
    @Test
    void aTwinThatAnswersAtOnceIsSeen() throws InterruptedException {
        ReentrantLock gate = new ReentrantLock();
        CountDownLatch end = new CountDownLatch(1);
        Thread change = change(gate, end);
        boolean all = false;
        while (!all) { // a slow machine may take longer to answer than the leader waits
            Thread other = Thread.ofPlatform().daemon().start(() -> {
                while (!following.isCalled()) {
                    Thread.onSpinWait();
                }
                answer(new ReentrantLock());
            });
            all = leading.callAll();
            assertTrue(gate.isLocked(), "the change is under way");
            leading.endCall();
            other.join();
        }
        end.countDown();
        change.join();
    }

    @Test
    void nobodyWaitsForTheDead() {
        leader.isOtherDead = true;
        assertTrue(leading.callAll());
        leading.endCall();
    }

    /** If who leads dies meanwhile, one that stands still leads, and all go on. */
    @Test
    void whoStandsStillLeadsWhenTheLeaderIsDead() throws InterruptedException {
        boolean[] leads = new boolean[1];
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            while (!following.isCalled()) {
                Thread.onSpinWait();
            }
            leads[0] = answer(new ReentrantLock());
        });
        member.mayLead = true; // the leader is dead from here on, though its thread still waits for an answer
        leading.callAll();
        other.join();
        assertTrue(leads[0]);
        assertFalse(following.isCalled());
        leader.isOtherDead = true;
        assertTrue(leading.callAll(), "the next number is one that nobody has answered");
        leading.endCall();
    }

    /** What was dead before a cycle began is lowered when it ends; what died later may not be. */
    @Test
    void aDrainIsOverAfterACycleThatBeganLater() {
        leading.beginCycle(true);
        int handedOver = following.drainNow();
        leading.endCycle();
        assertFalse(following.isDrained(handedOver));
        leading.beginCycle(true);
        leading.endCycle();
        assertTrue(following.isDrained(handedOver));
        assertTrue(following.isDrainedWholly(handedOver));
    }

    /** What a leader had taken that died may be hidden in the next cycles of another one, until all stood still. */
    @Test
    void aDrainIsNotWholeWhilePagesAreHidden() {
        leading.setLeading(true);
        int handedOver = following.drainNow();
        leading.beginCycle(false);
        leading.endCycle();
        assertTrue(following.isDrained(handedOver));
        assertFalse(following.isDrainedWholly(handedOver));
        leading.beginCycle(true);
        leading.setLeading(false); // yields in the middle, and leads again
        leading.setLeading(true);
        leading.endCycle();
        assertFalse(following.isDrainedWholly(handedOver));
        leading.beginCycle(true);
        leading.endCycle();
        assertTrue(following.isDrainedWholly(handedOver));
    }

    @Test
    void anAskingIsAnsweredOnce() {
        leading.begin();
        following.begin();
        assertFalse(following.isAsked());
        int asked = leading.ask();
        assertFalse(leading.isAsked(), "who asks needs no answer of its own");
        assertTrue(following.isAsked());
        assertFalse(leading.haveAnswered(asked));
        following.answer(asked);
        assertTrue(leading.haveAnswered(asked));
        assertFalse(following.isAsked());
    }
}
