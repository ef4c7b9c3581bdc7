package dev.cairn.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What threads do to the versions of one kind that they share: steps, in any order and several at a time. */
abstract class Workload {
    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private int weights;

    private record Step(String name, int weight, Consumer<SplittableRandom> action, LongAdder done) {}

    Workload(String name) {
        this.name = name;
    }

    /** Adds a step that is chosen in proportion to its weight; to be called by constructors. */
    final void add(String step, int weight, Consumer<SplittableRandom> action) {
        steps.add(new Step(step, weight, action, new LongAdder()));
        weights += weight;
    }

    /** Does a step, and counts it. */
    final void step(SplittableRandom random) {
        Step step = choose(random.nextInt(weights));
        step.action.accept(random);
        step.done.increment();
    }

    private Step choose(int at) {
        int left = at;
        for (Step step : steps) {
            left -= step.weight;
            if (left < 0) {
                return step;
            }
        }
        throw new IllegalArgumentException(name + " has weights up to " + weights + ", not " + at);
    }

    /** Now and then lets another thread come between; virtual threads do so only when asked. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void giveWay(RandomGenerator random) {
        if (random.nextInt(6) == 0) {
            Thread.yield();
        }
    }

    /** Checks what must be so when no thread does steps any more, and lets go of all versions. */
    abstract void end();

    /** The steps that were never done. */
    final List<String> missing() {
        return steps.stream()
                .filter(step -> step.done.sum() == 0)
                .map(step -> name + ": " + step.name)
                .toList();
    }

    /** How often each step was done. */
    final String figures() {
        return steps.stream()
                .map(step -> step.name + " " + step.done.sum())
                .collect(Collectors.joining(", ", name + ": ", ""));
    }
}
