package dev.cairn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** One run of the model from its seed: mutators and a reclaimer interleaved, perhaps a kill, and then all put away. */
final class Run {
    private static final int STEPS = 12_000;
    private static final int STEPS_BETWEEN_CHECKS = 256;
    private static final int STEPS_TO_DRAIN = 1_000_000;

    private final Settings settings;
    private final Interleaver interleaver;
    private final CountingModel model;
    private final Oracle oracle;
    private final SplittableRandom random;
    private final List<Mutator> mutators = new ArrayList<>();
    private final List<Interleaver.Task> mutatorTasks = new ArrayList<>();
    private final List<Reclaimer> reclaimers = new ArrayList<>();
    private final List<Interleaver.Task> reclaimerTasks = new ArrayList<>();

    private Run(Settings settings, SplittableRandom random, Interleaver interleaver) {
        this.settings = settings;
        this.random = random;
        this.interleaver = interleaver;
        this.model = new CountingModel(settings, random, interleaver);
        this.oracle = new Oracle(model);
    }

    /** Runs and returns what happened; throws {@link Violation} if the oracle, or a program, finds a rule broken. */
    static Figures of(Settings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        try (Interleaver interleaver = new Interleaver(random)) {
            return new Run(settings, random, interleaver).toItsEnd();
        }
    }

    private Figures toItsEnd() {
        startAll();
        int killAt = random.nextInt(STEPS);
        switch (settings.kill()) {
            case NOBODY -> run(STEPS);
            case MUTATOR -> {
                run(killAt);
                killMutator();
                run(STEPS - killAt);
            }
            case RECLAIMER -> {
                run(killAt);
                killAll();
                recount();
                startAll();
                run(STEPS - killAt);
            }
        }
        finish();
        model.figures.runs = 1;
        model.figures.steps = interleaver.steps();
        return model.figures;
    }

    private void startAll() {
        for (int number = 0; number < settings.mutators(); number++) {
            startMutator(number);
        }
        int weight = 1 + random.nextInt(4); // from a reclaimer that lags far behind to one that is mostly idle
        int count = settings.fault() == Fault.TWO_RECLAIMERS ? 2 : 1;
        for (int i = 0; i < count; i++) {
            Reclaimer reclaimer = new Reclaimer(model);
            reclaimers.add(reclaimer);
            reclaimerTasks.add(interleaver.start(weight, reclaimer::run));
        }
    }

    private void startMutator(int number) {
        Mutator mutator = new Mutator(model, number);
        mutators.add(number, mutator);
        mutatorTasks.add(number, interleaver.start(1, mutator::run));
    }

    private void run(int steps) {
        for (int left = steps; left > 0; left -= STEPS_BETWEEN_CHECKS) {
            interleaver.run(Math.min(left, STEPS_BETWEEN_CHECKS));
            oracle.checkAlways();
        }
    }

    /** The others go on, and another mutator starts in its place. */
    private void killMutator() {
        int victim = random.nextInt(settings.mutators());
        interleaver.kill(mutatorTasks.remove(victim));
        oracle.checkAlways();
        mutators.remove(victim).bury();
        startMutator(victim);
        model.figures.kills++;
    }

    /** The reclaimer, wherever it is in its work, and all mutators with it: only the handles survive. */
    private void killAll() {
        mutatorTasks.forEach(interleaver::kill);
        reclaimerTasks.forEach(interleaver::kill);
        oracle.checkAlways();
        mutators.clear();
        mutatorTasks.clear();
        reclaimers.clear();
        reclaimerTasks.clear();
        model.figures.kills++;
    }

    private void finish() {
        mutators.forEach(Mutator::stop);
        drain("all mutators end", () -> mutatorTasks.stream().allMatch(Interleaver.Task::isDone));
        drain("the reclaimer is idle", this::isDrained);
        if (settings.kill() == Settings.Kill.MUTATOR) {
            oracle.checkDrained();
            recount();
        }
        oracle.checkExact();
        model.drops.addAll(model.handles);
        model.handles.clear();
        drain("the reclaimer is idle", this::isDrained);
        oracle.checkEmpty();
    }

    private boolean isDrained() {
        return reclaimers.stream().allMatch(Reclaimer::isIdle);
    }

    private void drain(String what, BooleanSupplier condition) {
        Rule.I4.require(interleaver.runUntil(condition, STEPS_TO_DRAIN), "it does not come to pass", what);
    }

    /** I10: frees what the roots do not reach, and makes every node the owner of all its slots. */
    private void recount() {
        Arrays.fill(model.held, Node.NIL);
        model.drops.clear();
        BitSet reachable = oracle.closure(model.roots(), false);
        for (Node node : model.allocated()) {
            if (reachable.get(node.ref)) {
                node.own = 0;
                node.heirs = 0;
                node.heirsXor = 0;
                node.origin = Node.NIL;
                node.borrowed = 0;
            } else {
                model.forget(node);
                model.figures.leaksRecounted++;
            }
        }
        model.roots().forEach(ref -> model.at(ref).own++);
        for (Node node : model.allocated()) {
            for (int child : node.slots) {
                if (child != Node.NIL) {
                    model.at(child).own++;
                }
            }
        }
        oracle.checkExact();
    }
}
