package dev.cairn.bench.measure;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is measured in one run, and at what pace. The contenders of one row stand beside each other, so that a machine
 * whose speed drifts treats them alike.
 *
 * @param trials what is timed
 * @param footprints whose bytes are counted
 * @param pauses under whose load the collector's pauses are counted
 * @param making the pace of workloads that make versions
 * @param reading the pace of the others
 */
public record Plan(List<Trial> trials, List<Trial> footprints, List<Trial> pauses, Pace making, Pace reading) {
    public Plan only(Predicate<String> names) {
        return new Plan(chosen(trials, names), chosen(footprints, names), chosen(pauses, names), making, reading);
    }

    public Plan at(Pace pace) {
        return new Plan(trials, footprints, pauses, pace, pace);
    }

    public boolean isEmpty() {
        return trials.isEmpty() && footprints.isEmpty() && pauses.isEmpty();
    }

    public Pace pace(Trial trial) {
        return trial.row().workload().makesVersions() ? making : reading;
    }

    private static List<Trial> chosen(List<Trial> trials, Predicate<String> names) {
        return trials.stream().filter(trial -> names.test(trial.name())).toList();
    }
}
