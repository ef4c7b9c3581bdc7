package dev.cairn.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private enum Library implements Contender {
        OURS,
        FACADE,
        RIVAL,
        BEST,
        LIMIT;

        @Override
        public String label() {
            return name();
        }

        @Override
        public Side side() {
            return switch (this) {
                case OURS, FACADE -> Side.OURS;
                case RIVAL, BEST -> Side.PEER;
                case LIMIT -> Side.LIMIT;
            };
        }

        @Override
        public Optional<Contender> rival() {
            return this == FACADE ? Optional.of(RIVAL) : Optional.empty();
        }
    }

    private final Results results = new Results();

    private void add(int size, Library library, double nanos) {
        results.add(new Trial(new Row(Footprint.BYTES, "", size), library), Timing.ofElapsed(nanos));
    }

    @Test
    void oursIsComparedWithTheBestPeerOrWithItsRival() {
        add(1, Library.OURS, 10);
        add(1, Library.FACADE, 10);
        add(1, Library.RIVAL, 5);
        add(1, Library.BEST, 2);
        add(1, Library.LIMIT, 1);
        assertEquals(
                List.of("OURS/BEST", "FACADE/RIVAL"),
                results.comparisons().stream()
                        .map(comparison -> comparison.ours().label() + "/" + comparison.peer())
                        .toList());
        assertEquals(
                List.of(5.0, 2.0),
                results.comparisons().stream().map(Comparison::ratio).toList());
    }

    @Test
    void withoutItsRivalThereIsNoPeer() {
        add(1, Library.FACADE, 10);
        add(1, Library.BEST, 2);
        assertEquals(Comparison.NO_PEER, results.comparisons().getFirst().peer());
    }

    @Test
    void theTableBeginsWithWhatIsFarthestBehind() {
        add(1, Library.OURS, 3);
        add(2, Library.OURS, 2);
        add(2, Library.BEST, 2);
        add(3, Library.OURS, 8);
        add(3, Library.BEST, 2);
        List<String> sizes = new Report(Map.of(), results)
                .markdown()
                .lines()
                .filter(line -> line.startsWith("| OURS"))
                .map(line -> line.split(" \\| ")[1])
                .toList();
        assertEquals(List.of("3", "2", "1"), sizes);
    }
}
