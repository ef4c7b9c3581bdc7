package dev.cairn.stress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * Runs the races, and then their broken twins. Every race must pass, and every twin must fail: one that passes shows that
 * its race could not fail either. Takes jcstress's mode, a pattern of tests, and where results go. Only in mode "tough" are
 * the actors compiled in all combinations, which takes four times as long.
 */
public final class Races {
    private static final String SOUND = "^(?!.*Broken)(?=.*(?:%s)).*$";
    private static final String BROKEN = "^(?=.*Broken)(?=.*(?:%s)).*$";

    private final String mode;
    private final String tests;
    private final Path results;

    private Races(String mode, String tests, Path results) {
        this.mode = mode;
        this.tests = tests;
        this.results = results;
    }

    public static void main(String[] args) throws Exception {
        Races races = new Races(args[0], args[1], Path.of(args[2]));
        List<String> wrong = new ArrayList<>();
        races.run(SOUND, "sound").forEach((name, passed) -> {
            if (!passed) {
                wrong.add(name + " fails");
            }
        });
        races.run(BROKEN, "broken").forEach((name, passed) -> {
            if (passed) {
                wrong.add(name + " passes, so its race proves nothing");
            }
        });
        System.out.println(wrong.isEmpty() ? "All races pass, and all broken twins fail." : String.join("\n", wrong));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private Map<String, Boolean> run(String pattern, String folder) throws Exception {
        Path directory = results.resolve(folder);
        Options options = new Options(new String[] {
            "-m",
            mode,
            "-t",
            String.format(pattern, tests),
            "-jvmArgsPrepend",
            "--enable-native-access=ALL-UNNAMED",
            "-r",
            directory + "/"
        });
        if (!options.parse()) {
            throw new IllegalArgumentException("jcstress does not take these options");
        }
        JCStress stress = new JCStress(options);
        Set<String> names = new TreeSet<>(stress.getTests());
        Map<String, Boolean> passed = new TreeMap<>();
        if (names.isEmpty()) {
            return passed;
        }
        try {
            stress.run();
        } catch (AssertionError e) {
            System.out.println("Some fail.");
        }
        for (TestResult result : read(options)) {
            passed.merge(result.getName(), result.grading().isPassed, Boolean::logicalAnd);
        }
        names.removeAll(passed.keySet());
        if (!names.isEmpty()) {
            throw new IllegalStateException("not run: " + names);
        }
        return passed;
    }

    private static Iterable<TestResult> read(Options options) throws Exception {
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), collector);
        reader.dump();
        reader.close();
        return collector.getTestResults();
    }
}
