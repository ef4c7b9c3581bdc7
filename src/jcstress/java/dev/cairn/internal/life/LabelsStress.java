package dev.cairn.internal.life;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The last header with a number dies while another one gets the number: the object must stay. */
public final class LabelsStress {
    private static final Object OBJECT = new Object();

    private LabelsStress() {}

    @Outcome(id = "1", expect = ACCEPTABLE, desc = "the object is kept")
    public static final class Kept {
        private Kept() {}
    }

    /** Lowers the count, and lets the object go then, without the monitor. */
    static final class BrokenLower extends Labels.Label {
        BrokenLower() {
            super(OBJECT, null, 1, "");
        }

        @Override
        void lower() {
            if ((int) COUNT.getAndAdd(this, -1) == 1) {
                kept = null;
            }
        }
    }

    private static Labels.Label withOneHeader(Labels.Label label) {
        label.raise(OBJECT);
        return label;
    }

    @JCStressTest
    @JCStressMeta(Kept.class)
    @State
    public static class RaiseAndLower {
        private final Labels.Label label = withOneHeader(new Labels.Label(OBJECT, null, 1, ""));

        @Actor
        public void raise() {
            label.raise(OBJECT);
        }

        @Actor
        public void lower() {
            label.lower();
        }

        @Arbiter
        public void see(I_Result result) {
            result.r1 = label.kept == OBJECT ? 1 : 0;
        }
    }

    @JCStressTest
    @JCStressMeta(Kept.class)
    @State
    public static class BrokenRaiseAndLower {
        private final Labels.Label label = withOneHeader(new BrokenLower());

        @Actor
        public void raise() {
            label.raise(OBJECT);
        }

        @Actor
        public void lower() {
            label.lower();
        }

        @Arbiter
        public void see(I_Result result) {
            result.r1 = label.kept == OBJECT ? 1 : 0;
        }
    }
}
