package dev.cairn;

import dev.cairn.Edge.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A program that makes a store, and then begins each operation, which was never done before, so near to the stack's end that it
 * overflows, and a little less near each time until it is done. Prints what was thrown. In the end each operation is done once more; it
 * must work, unless the JDK kept what it threw when it linked a lambda of ours ({@link #doOnce}).
 */
final class ColdOverflows {
    private static final int FARTHEST = 2000;

    private ColdOverflows() {}

    public static void main(String[] arguments) {
        Store store = Store.inMemory(Setting.STANDARD_INHERITED.options());
        Random random = new Random(Long.parseLong(arguments[0]));
        List<Edge> edges = new ArrayList<>(Arrays.asList(Edge.values()));
        Collections.shuffle(edges, random);
        for (Edge edge : edges) {
            Probe near = edge.begin(store);
            Throwable thrown = new StackOverflowError();
            for (int frames = random.nextInt(20); thrown != null && frames < FARTHEST; frames += 1 + frames / 4) {
                thrown = Brink.near(frames, () -> near.step().run(1));
                System.out.println(edge + " at " + frames + ": " + thrown);
            }
        }
        for (Edge edge : edges) {
            doOnce(edge, store);
        }
        store.reclaim();
        store.verify();
    }

    /** The JDK keeps for ever what it threw when it linked a lambda, wherever that is; that it did is the one thing that is allowed. */
    private static void doOnce(Edge edge, Store store) {
        try {
            Probe probe = edge.begin(store);
            probe.step().run(1);
            probe.check().run();
        } catch (BootstrapMethodError e) {
            System.out.println(edge + " is left out: " + e.getCause());
        }
    }
}
