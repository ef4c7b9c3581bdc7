package dev.cairn.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import dev.cairn.LongVector;
import dev.cairn.Store;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Versions that race from one version, or pass to another thread through a plain field. */
@Outcome(id = "-1", expect = ACCEPTABLE, desc = "no version yet")
@Outcome(id = "42", expect = ACCEPTABLE, desc = "the version and its element")
public final class VersionStress {
    private static final LongVector EMPTY = LongVector.empty(Store.inMemory());

    /** Of another thread than those that race, mostly, so that what follows is a copy that belongs to all. */
    private static final LongVector OTHERS = EMPTY.append(6);

    private VersionStress() {}

    @JCStressTest
    @Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "each has its own element; the source is as it was")
    @State
    public static class Appends {
        private final LongVector source = EMPTY.append(7);
        private LongVector one = source;
        private LongVector other = source;

        @Actor
        public void first() {
            one = source.append(1);
        }

        @Actor
        public void second() {
            other = source.append(2);
        }

        @Arbiter
        public void see(III_Result result) {
            result.r1 = (int) one.last();
            result.r2 = (int) other.last();
            result.r3 = source.size();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2, 2", expect = ACCEPTABLE, desc = "each has its own element; the source is as it was")
    @State
    public static class SharedAppends {
        private final LongVector source = OTHERS.append(7);
        private LongVector one = source;
        private LongVector other = source;

        @Actor
        public void first() {
            one = source.append(1);
        }

        @Actor
        public void second() {
            other = source.append(2);
        }

        @Arbiter
        public void see(III_Result result) {
            result.r1 = (int) one.last();
            result.r2 = (int) other.last();
            result.r3 = source.size();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2, 8", expect = ACCEPTABLE, desc = "each has its own update; the source is as it was")
    @State
    public static class Updates {
        private final LongVector source = EMPTY.append(7).update(0, 8);
        private LongVector one = source;
        private LongVector other = source;

        @Actor
        public void first() {
            one = source.update(0, 1);
        }

        @Actor
        public void second() {
            other = source.update(0, 2);
        }

        @Arbiter
        public void see(III_Result result) {
            result.r1 = (int) one.get(0);
            result.r2 = (int) other.get(0);
            result.r3 = (int) source.get(0);
        }
    }

    @JCStressTest
    @JCStressMeta(VersionStress.class)
    @State
    public static class AppendedThenRead {
        private final LongVector source = OTHERS.append(7);
        private LongVector passed;

        @Actor
        public void write() {
            passed = source.append(42);
        }

        @Actor
        public void read(I_Result result) {
            LongVector seen = passed;
            result.r1 = seen == null ? -1 : (int) seen.get(2);
        }
    }

    @JCStressTest
    @JCStressMeta(VersionStress.class)
    @State
    public static class OwnAppendedThenRead {
        private LongVector passed;

        @Actor
        public void write() {
            passed = EMPTY.append(7).append(42);
        }

        @Actor
        public void read(I_Result result) {
            LongVector seen = passed;
            result.r1 = seen == null ? -1 : (int) seen.get(1);
        }
    }

    @JCStressTest
    @JCStressMeta(VersionStress.class)
    @State
    public static class UpdatedThenRead {
        private final LongVector source = EMPTY.append(7).update(0, 8);
        private LongVector passed;

        @Actor
        public void write() {
            passed = source.update(0, 42);
        }

        @Actor
        public void read(I_Result result) {
            LongVector seen = passed;
            result.r1 = seen == null ? -1 : (int) seen.get(0);
        }
    }

    /** Writes the element when the version that includes it can be seen already. */
    @JCStressTest
    @JCStressMeta(VersionStress.class)
    @State
    public static class BrokenAppendedThenRead {
        private final long[] places = new long[4];
        private volatile int size = 1;

        @Actor
        public void write() {
            size = 2;
            places[1] = 42;
        }

        @Actor
        public void read(I_Result result) {
            result.r1 = size == 1 ? -1 : (int) places[1];
        }
    }
}
