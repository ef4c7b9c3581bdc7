package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trips of docs/tour.md lead through the classes that a tracer sees. */
@Tag("tree")
class TourTest {
    private static final Path TOUR = Path.of("docs/tour.md");
    private static final Pattern STATION = Pattern.compile("(?m)^\\d+\\. `(\\w+)`: ");
    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

    /** The most classes that a reader has to open on each trip, in the order of the document. */
    private static final Map<String, Integer> MOST = Map.of("get", 7, "put", 20, "free", 10, "letter", 20);

    /** A trip as the document tells it. */
    private record Trip(List<String> stations, Set<String> passed) {
        static Trip of(String section) {
            int passes = section.indexOf("\nPasses: ");
            return new Trip(
                    STATION.matcher(section)
                            .results()
                            .map(match -> match.group(1))
                            .toList(),
                    CLASS.matcher(section.substring(passes))
                            .results()
                            .map(match -> match.group(1))
                            .collect(Collectors.toSet()));
        }
    }

    private static Map<String, Trip> told() throws IOException {
        List<String> sections = Arrays.asList(Files.readString(TOUR).split("\n## "));
        assertEquals(5, sections.size());
        return Map.of(
                "get", Trip.of(sections.get(1)),
                "put", Trip.of(sections.get(2)),
                "free", Trip.of(sections.get(3)),
                "letter", Trip.of(sections.get(4)));
    }

    @Test
    void eachClassOfATripRanOnItAndNoneIsMissing() throws IOException {
        Map<String, Trip> told = told();
        List<String> lines = ChildJvm.run(List.of(), TourProgram.class)
                .lines()
                .filter(line -> line.startsWith("trip "))
                .toList();
        assertEquals(told.size(), lines.size());
        for (String line : lines) {
            List<String> words = List.of(line.split(" "));
            Trip trip = told.get(words.get(1));
            Set<String> ran = new TreeSet<>(words.subList(2, words.size()));
            Set<String> missing = new TreeSet<>(ran);
            trip.stations.forEach(missing::remove);
            missing.removeAll(trip.passed);
            assertEquals(Set.of(), missing, "missing in the trip " + words.get(1));
            Set<String> idle = new TreeSet<>(trip.stations);
            idle.removeAll(ran);
            assertEquals(Set.of(), idle, "did not run in the trip " + words.get(1));
        }
    }

    @Test
    void aTripHasFewStationsAndNamesClassesThatAreThere() throws IOException {
        Set<String> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            files = all.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        for (Map.Entry<String, Trip> named : told().entrySet()) {
            Trip trip = named.getValue();
            assertTrue(trip.stations.size() <= MOST.get(named.getKey()), trip.stations::toString);
            assertEquals(trip.stations.size(), Set.copyOf(trip.stations).size(), "no station twice");
            assertTrue(files.containsAll(trip.stations), trip.stations::toString);
            assertTrue(files.containsAll(trip.passed), trip.passed::toString);
        }
    }
}
