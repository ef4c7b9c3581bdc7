package dev.cairn.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whole mailboxes; their twins are those of LaneStress and EnvelopeStress. A count that is wrong ends the store, and so the test. */
public final class MailboxStress {
    private static final Store STORE = Store.inMemory();
    private static final LongVector VALUE = LongVector.of(STORE, 7);

    private MailboxStress() {}

    private static int open(Letter letter) {
        return letter == null
                ? 0
                : switch (letter.open()) {
                    case LongVector vector -> (int) vector.get(0);
                    case Long number -> number.intValue();
                    case null, default -> -2;
                };
    }

    /** A letter waits when one thread receives, and the other closes. */
    @JCStressTest
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "received")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "swept")
    @State
    public static class ReceiveAndClose {
        private final Mailbox mailbox = Mailbox.unbounded(STORE);
        private Letter received;

        public ReceiveAndClose() {
            mailbox.trySend(Letter.of(STORE, VALUE));
        }

        @Actor
        public void receive() {
            received = mailbox.poll();
        }

        @Actor
        public void close() {
            mailbox.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r1 = open(received);
            result.r2 = open(mailbox.poll());
        }
    }

    /** A stone waits, whose count the thread that opens it takes over; the other closes. */
    @JCStressTest
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "opened")
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "swept")
    @State
    public static class OpenAndClose {
        private final Mailbox mailbox = Mailbox.unbounded(STORE);

        public OpenAndClose() {
            mailbox.trySendValue(VALUE);
        }

        @Actor
        public void open(II_Result result) {
            result.r1 = MailboxStress.open(mailbox.poll());
        }

        @Actor
        public void close() {
            mailbox.close();
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = MailboxStress.open(mailbox.poll());
        }
    }

    /** A waiting thread, and a thread that sends a letter: if each missed the other, the first would wait for ever. */
    @JCStressTest
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "received")
    @State
    public static class ReceiveAndSend {
        private final Mailbox mailbox = Mailbox.unbounded(STORE);

        @Actor
        public void receive(II_Result result) {
            try {
                result.r1 = open(mailbox.receive());
            } catch (InterruptedException e) {
                result.r1 = -1;
            }
        }

        @Actor
        public void send() {
            mailbox.trySend(Letter.of(STORE, VALUE));
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = open(mailbox.poll());
        }
    }

    /** The same with a short letter, for which the sender takes no stripe. */
    @JCStressTest
    @Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "received")
    @State
    public static class ReceiveAndSendShort {
        private final Mailbox mailbox = Mailbox.unbounded(STORE);

        @Actor
        public void receive(II_Result result) {
            try {
                result.r1 = open(mailbox.receive());
            } catch (InterruptedException e) {
                result.r1 = -1;
            }
        }

        @Actor
        public void send() {
            mailbox.trySendValue(7L);
        }

        @Arbiter
        public void see(II_Result result) {
            result.r2 = open(mailbox.poll());
        }
    }
}
