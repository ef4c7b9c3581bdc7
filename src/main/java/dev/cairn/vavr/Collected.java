package dev.cairn.vavr;

import java.util.ArrayList;
import java.util.function.Function;
import java.util.stream.Collector;

/** Collectors of the type that Vavr's have. */
final class Collected {
    private Collected() {}

    /** Collects on the heap and hands all to {@code finisher}. */
    @SuppressWarnings("NonApiType") // as Vavr's
    static <T, R> Collector<T, ArrayList<T>, R> by(Function<ArrayList<T>, R> finisher) {
        return Collector.of(
                ArrayList::new,
                ArrayList::add,
                (first, second) -> {
                    first.addAll(second);
                    return first;
                },
                finisher);
    }
}
