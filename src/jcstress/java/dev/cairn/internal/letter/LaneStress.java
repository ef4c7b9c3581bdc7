package dev.cairn.internal.letter;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Senders, the receiver and a closer of one lane. All begins before the last place of a segment, so that the next is linked, too. */
public final class LaneStress {
    private LaneStress() {}

    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "both, in some order")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both, in some order")
    public static final class Sent {
        private Sent() {}
    }

    @JCStressTest
    @JCStressMeta(Sent.class)
    @State
    public static class TwoSenders {
        private final LanePlay play = new LanePlay();

        @Actor
        public void first() {
            play.send(0, 1);
        }

        @Actor
        public void second() {
            play.send(1, 2);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = play.receive();
            result.r2 = play.receive();
        }
    }

    @JCStressTest
    @JCStressMeta(Sent.class)
    @State
    public static class BrokenTwoSenders {
        private final LanePlay play = new LanePlay.BrokenClaim();

        @Actor
        public void first() {
            play.send(0, 1);
        }

        @Actor
        public void second() {
            play.send(1, 2);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = play.receive();
            result.r2 = play.receive();
        }
    }

    /** Two letters, and two attempts to receive; letters that were not received are there at the end. */
    @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "none yet")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "the first")
    @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "both")
    public static final class Received {
        private Received() {}
    }

    private static int append(int letters, int letter) {
        return letter == 0 ? letters : 10 * letters + letter;
    }

    private static int receiveTwo(LanePlay play) {
        return append(append(0, play.receive()), play.receive());
    }

    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class SenderAndReceiver {
        private final LanePlay play = new LanePlay();

        @Actor
        public void send() {
            play.send(0, 1);
            play.send(0, 2);
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = receiveTwo(play);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = receiveTwo(play);
        }
    }

    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class BrokenSenderAndReceiver {
        private final LanePlay play = new LanePlay.BrokenReceive();

        @Actor
        public void send() {
            play.send(0, 1);
            play.send(0, 2);
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = receiveTwo(play);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = receiveTwo(play);
        }
    }

    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class BrokenFill {
        private final LanePlay play = new LanePlay.BrokenFill();

        @Actor
        public void send() {
            play.send(0, 1);
            play.send(0, 2);
        }

        @Actor
        public void receive(II_Result result) {
            result.r1 = receiveTwo(play);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = receiveTwo(play);
        }
    }

    /** How many letters were sent, and how many of them were swept; 100 more if one came after the sweep. */
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "one sent and swept, one refused")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "sent and swept")
    public static final class Closed {
        private Closed() {}
    }

    @JCStressTest
    @JCStressMeta(Closed.class)
    @State
    public static class SenderAndCloser {
        private final LanePlay play = new LanePlay();

        @Actor
        public void send(II_Result result) {
            result.r1 = (play.send(0, 1) ? 1 : 0) + (play.send(0, 2) ? 1 : 0);
        }

        @Actor
        public void close(II_Result result) {
            result.r2 = play.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 += play.receive() == 0 ? 0 : 100;
        }
    }

    @JCStressTest
    @JCStressMeta(Closed.class)
    @State
    public static class BrokenSenderAndCloser {
        private final LanePlay play = new LanePlay.BrokenClose();

        @Actor
        public void send(II_Result result) {
            result.r1 = (play.send(0, 1) ? 1 : 0) + (play.send(0, 2) ? 1 : 0);
        }

        @Actor
        public void close(II_Result result) {
            result.r2 = play.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 += play.receive() == 0 ? 0 : 100;
        }
    }

    /** How often the first segment and the one after it were dropped, by the receiver, by the closer, or with the first. */
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each once")
    public static final class Dropped {
        private Dropped() {}
    }

    /** The receiver is about to enter the second segment. */
    static final class End {
        private final LanePlay play = new LanePlay();
        private final AtomicInteger[] drops = {new AtomicInteger(), new AtomicInteger()};
        private boolean closed;

        End() {
            play.send(0, 1);
            play.send(0, 2);
            play.receive();
        }

        private void drop(int segment) {
            if (segment != 0) {
                drops[segment == play.first ? 0 : 1].incrementAndGet();
            }
        }

        private void raise(int segment) {
            drops[segment == play.first ? 0 : 1].decrementAndGet();
        }

        void receive() {
            if (!closed) {
                play.lane.enter(play.lane.following(), this::raise, this::drop);
            }
        }

        void close() {
            closed = true;
            play.lane.clear(this::drop);
        }

        void see(II_Result result) {
            result.r1 = drops[0].get();
            boolean isWithFirst = LanePlay.MEMORY.getInt(Segment.next(LanePlay.MEMORY, play.first)) != 0;
            result.r2 = drops[1].get() + (isWithFirst ? result.r1 : 0);
        }
    }

    @JCStressTest
    @JCStressMeta(Dropped.class)
    @State
    public static class ReceiverAndCloser {
        private final End end = new End();

        @Actor
        public void receive() {
            synchronized (end) {
                end.receive();
            }
        }

        @Actor
        public void close() {
            synchronized (end) {
                end.close();
            }
        }

        @Arbiter
        public void see(II_Result result) {
            end.see(result);
        }
    }

    @JCStressTest
    @JCStressMeta(Dropped.class)
    @State
    public static class BrokenReceiverAndCloser {
        private final End end = new End();

        @Actor
        public void receive() {
            end.receive();
        }

        @Actor
        public void close() {
            end.close();
        }

        @Arbiter
        public void see(II_Result result) {
            end.see(result);
        }
    }
}
