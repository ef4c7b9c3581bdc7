package dev.cairn.internal.letter;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.LongVector;
import dev.cairn.Store;
import dev.cairn.internal.life.Core;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads use one received stone, whose count goes to one of them. */
public final class EnvelopeStress {
    private static final Store STORE = Store.inMemory();
    private static final Core CORE = LetterBridge.get().core(STORE);
    private static final LongVector VALUE = LongVector.of(STORE, 7);

    private EnvelopeStress() {}

    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "the first has it")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "the second has it")
    public static final class Used {
        private Used() {}
    }

    /**
     * A stone, and another mailbox for it. What is given is never dropped: all refer to one header, so that no count falls too low,
     * whatever a twin does.
     */
    static class Play {
        final Envelope stone;
        private final LetterQueue next = LetterQueue.make(CORE, 1);

        Play() {
            LetterQueue queue = LetterQueue.make(CORE, 1);
            Draft draft = new Draft();
            draft.append(0);
            draft.append(0, Objects.requireNonNull(LetterBridge.get().ready(CORE, VALUE)));
            queue.offer(draft);
            stone = Objects.requireNonNull(queue.poll());
        }

        boolean begins() {
            try {
                return stone.begin();
            } catch (IllegalStateException e) {
                return false;
            }
        }

        final int open() {
            if (!begins()) {
                return 0;
            }
            int given = CORE.change(stripe -> stone.give(stripe, 0));
            stone.end(Envelope.State.OPENED);
            return given == 0 ? 0 : 1;
        }

        final int sendOn() {
            return begins() && CORE.change(stripe -> next.offer(stripe, stone, false)) == LetterQueue.Outcome.SENT
                    ? 1
                    : 0;
        }

        final int close() {
            if (!begins()) {
                return 0;
            }
            stone.end(Envelope.State.CLOSED);
            return 1;
        }
    }

    /** Looks whether it is unread, and then says that it is in use. */
    static final class BrokenPlay extends Play {
        @Override
        boolean begins() {
            if (stone.state() != Envelope.State.UNREAD) {
                return false;
            }
            stone.become(Envelope.State.IN_USE);
            return true;
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class TwoOpen {
        private final Play play = new Play();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.open();
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class BrokenTwoOpen {
        private final Play play = new BrokenPlay();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.open();
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class OpenAndSendOn {
        private final Play play = new Play();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.sendOn();
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class BrokenOpenAndSendOn {
        private final Play play = new BrokenPlay();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.sendOn();
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class OpenAndClose {
        private final Play play = new Play();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.close();
        }
    }

    @JCStressTest
    @JCStressMeta(Used.class)
    @State
    public static class BrokenOpenAndClose {
        private final Play play = new BrokenPlay();

        @Actor
        public void first(II_Result result) {
            result.r1 = play.open();
        }

        @Actor
        public void second(II_Result result) {
            result.r2 = play.close();
        }
    }
}
