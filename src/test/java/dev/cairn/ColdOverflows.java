package dev.cairn;

import dev.cairn.Edge.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A program that makes a store, and then lets its stack end again and again in operations that were never done before. Prints what it
 * found that no later operation can do without, and ends with 1 then.
 */
final class ColdOverflows {
    private static final int OVERFLOWS = 50;

    private ColdOverflows() {}

    public static void main(String[] arguments) {
        Store store = Store.inMemory(Setting.STANDARD_INHERITED.options());
        Random random = new Random(Long.parseLong(arguments[0]));
        List<Edge> edges = new ArrayList<>(Arrays.asList(Edge.values()));
        Collections.shuffle(edges, random);
        for (int i = 0; i < OVERFLOWS; i++) {
            Edge edge = edges.get(i % edges.size());
            int frames = 20 + random.nextInt(1500);
            Throwable thrown = Brink.near(frames, () -> edge.begin(store).step().run(1));
            System.out.println(edge + " at " + frames + ": " + thrown);
        }
        for (Edge edge : edges) {
            Probe probe = edge.begin(store);
            probe.step().run(1);
            probe.check().run();
        }
        store.reclaim();
        store.verify();
    }
}
