package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** Makes the trips of docs/tour.md. Prints a line for each: its name, and the classes at top level whose methods ran. */
final class TourProgram {
    private static final long SIZE = 100_000;

    private TourProgram() {}

    /**
     * A trip.
     *
     * @param before what is done before it each time
     * @param ofAllThreads whether the methods that ran in other threads belong to it
     */
    private record Trip(String name, Runnable before, Runnable way, boolean ofAllThreads) {
        void run() throws IOException {
            before.run();
            way.run(); // what happens once only is no part of the trip
            System.gc(); // so that weak caches are empty in each run, not only in some
            before.run();
            System.out.println("trip " + name + " " + String.join(" ", traced(way, ofAllThreads)));
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (Store store = Store.inMemory()) {
            for (Trip trip : trips(store)) {
                trip.run();
            }
        }
    }

    private static List<Trip> trips(Store store) {
        PMap.Builder<Long, Long> builder = PMap.builder(store, Codec.LONG, Codec.LONG);
        LongStream.range(0, SIZE).forEach(i -> builder.put(i, i));
        PMap<Long, Long> map = builder.build();
        LongVector vector = LongVector.from(store, LongStream.range(0, SIZE));
        Mailbox mailbox = Mailbox.unbounded(store);
        Runnable put = () -> map.put(SIZE, 1L).toBuilder();
        Runnable send = () -> {
            mailbox.trySendValue(map);
            try (Letter letter = Objects.requireNonNull(mailbox.poll())) {
                letter.open();
            }
        };
        return List.of(
                new Trip("get", () -> {}, () -> vector.get(1_000), false),
                new Trip("put", () -> {}, put, false),
                new Trip("free", put, store::reclaim, true),
                new Trip("letter", () -> {}, send, false));
    }

    private static SortedSet<String> traced(Runnable trip, boolean ofAllThreads) throws IOException {
        Path file = Files.createTempFile("tour", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.MethodTrace").withoutStackTrace().with("filter", String.join(";", classes()));
            recording.start();
            trip.run();
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> ofAllThreads || isOfThisThread(event))
                    .map(event ->
                            event.<RecordedMethod>getValue("method").getType().getName())
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } finally {
            Files.delete(file);
        }
    }

    private static boolean isOfThisThread(RecordedEvent event) {
        return event.getThread().getJavaThreadId() == Thread.currentThread().threadId();
    }

    /** The classes at top level: JFR cannot trace some of the nested ones. */
    private static SortedSet<String> classes() throws IOException {
        Path root = ChildJvm.placeOf(Store.class);
        try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
