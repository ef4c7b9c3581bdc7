package dev.cairn.internal.trie.vector;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A version looks for its entry while a newer version adds one with the same hash. */
@Outcome(id = "0", expect = ACCEPTABLE, desc = "finds its own")
public final class EditLogStress {
    private static final int INDEX = 5;

    private static final OtherRows OTHERS = OtherRows.make();

    private EditLogStress() {}

    /** The thread that made the log writes; a version would be published as the log is here. */
    @JCStressTest
    @JCStressMeta(EditLogStress.class)
    @State
    public static class OwnLog {
        private UpdateLog log;

        @Actor
        public void writer() {
            UpdateLog mine = UpdateLog.of(INDEX, 0, null);
            VarHandle.releaseFence();
            log = mine;
            mine.claim(1);
            mine.write(1, INDEX, 1, null);
        }

        @Actor
        public void reader(I_Result result) {
            UpdateLog seen = log;
            result.r1 = seen == null ? 0 : seen.find(INDEX, 1);
        }
    }

    @JCStressTest
    @JCStressMeta(EditLogStress.class)
    @State
    public static class RealLog {
        private final UpdateLog delta = OTHERS.delta().copyWith(1, 4, INDEX, 0, null);

        @Actor
        public void writer() {
            if (delta.claim(2)) {
                delta.write(2, INDEX, 2, null);
            }
        }

        @Actor
        public void reader(I_Result result) {
            result.r1 = delta.find(INDEX, 2) - 1;
        }
    }

    /** Sets the head before the entry leads on. */
    @JCStressTest
    @JCStressMeta(EditLogStress.class)
    @State
    public static class BrokenLog {
        private volatile int head = 1;
        private final int[] links = new int[2];

        @Actor
        public void writer() {
            int before = head;
            head = 2;
            links[1] = before;
        }

        @Actor
        public void reader(I_Result result) {
            int entry = head - 1;
            while (entry >= 1) {
                entry = links[entry] - 1;
            }
            result.r1 = entry;
        }
    }
}
