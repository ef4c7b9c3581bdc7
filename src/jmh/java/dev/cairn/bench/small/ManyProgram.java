package dev.cairn.bench.small;

import dev.cairn.Store;
import dev.cairn.bench.measure.BenchJvm;
import dev.cairn.bench.measure.ChildJvm;
import dev.cairn.bench.measure.Contender;
import dev.cairn.bench.measure.CpuProfiler;
import dev.cairn.bench.measure.CpuTimes;
import dev.cairn.bench.measure.Pace;
import dev.cairn.bench.measure.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The program that makes a million small collections, lets them be collected and drops them, again and again, and times one
 * of these phases.
 */
final class ManyProgram {
    static final int COUNT = 1_000_000;

    private final Family family;
    private final IntFunction<Object> maker;
    private final List<Long> elapsed = new ArrayList<>();
    private final List<CpuTimes> used = new ArrayList<>();
    private Object[] alive = {};

    private ManyProgram(Family family, Shape shape) {
        this.family = family;
        this.maker = shape.maker(family, shape.elements());
    }

    /** Times a phase in a JVM of its own. */
    static Timing time(Family family, Shape shape, Phase phase, BenchJvm jvm, Pace pace) throws IOException {
        List<String> arguments = List.of(
                family.name(),
                shape.name(),
                phase.name(),
                Integer.toString(pace.warmups()),
                Integer.toString(pace.measurements()));
        List<Long> nanos = ChildJvm.numbers(5, jvm.arguments(), ManyProgram.class, arguments);
        return new Timing(nanos.get(0), nanos.get(1), nanos.get(2), nanos.get(3), nanos.get(4));
    }

    public static void main(String[] arguments) {
        Family family = Family.valueOf(arguments[0]);
        CpuProfiler.watchReclaimer(family);
        ManyProgram program = new ManyProgram(family, Shape.valueOf(arguments[1]));
        Phase phase = Phase.valueOf(arguments[2]);
        int warmups = Integer.parseInt(arguments[3]);
        for (int i = warmups + Integer.parseInt(arguments[4]); i > 0; i--) {
            program.live(phase);
        }
        program.print(warmups);
    }

    private void live(Phase timed) {
        for (Phase phase : Phase.values()) {
            CpuTimes before = CpuProfiler.used();
            long begin = System.nanoTime();
            run(phase);
            long end = System.nanoTime();
            if (phase == timed) {
                elapsed.add(end - begin);
                used.add(CpuProfiler.used().since(before));
            }
            if (phase == Phase.MAKE) {
                System.gc(); // what is alive is old from here on
            }
        }
    }

    private void run(Phase phase) {
        switch (phase) {
            case MAKE -> {
                Object[] made = new Object[COUNT];
                for (int i = 0; i < COUNT; i++) {
                    made[i] = maker.apply(i);
                }
                alive = made;
            }
            case COLLECT -> System.gc();
            case DROP -> {
                alive = new Object[0];
                if (family.side() == Contender.Side.OURS) {
                    Store.standard().reclaim();
                } else {
                    System.gc();
                }
            }
        }
    }

    /** The median of the elapsed times, and the means of the CPU times. */
    private void print(int warmups) {
        List<Long> times = elapsed.subList(warmups, elapsed.size());
        Collections.sort(times);
        long process = 0;
        long collector = 0;
        long compiler = 0;
        long reclaimer = 0;
        for (CpuTimes cpu : used.subList(warmups, used.size())) {
            process += cpu.processNanos();
            collector += cpu.threads().collectorNanos();
            compiler += cpu.threads().compilerNanos();
            reclaimer += cpu.reclaimerNanos();
        }
        int rounds = times.size();
        System.out.println(times.get(rounds / 2) + " " + process / rounds + " " + collector / rounds + " "
                + compiler / rounds + " " + reclaimer / rounds);
    }
}
