package dev.cairn.bench.map;

import dev.cairn.bench.measure.Contender;
import dev.cairn.bench.measure.Workload;
import java.lang.management.ManagementFactory;
import java.util.Random;

/**
 * The program under which pauses are counted: overwrites random entries of a large map and makes garbage beside, for some
 * seconds. Its arguments are the name of a library or of {@link NoMap}, how many entries, and how many seconds.
 *
 * <p>A full collection makes the map old beforehand, so that its building is not counted. Keys and values are boxed as they
 * are put, for all alike: ten million of them kept at hand would be on the heap also where the map is not.
 */
final class PauseLoad {
    static final Workload WORKLOAD = new Workload() {
        @Override
        public String label() {
            return "pauses";
        }

        @Override
        public String meaning() {
            return "what stands still while random entries of a large map are overwritten as fast as it goes, and 1 KB of"
                    + " garbage made with each";
        }

        @Override
        public boolean makesVersions() {
            return true;
        }

        @Override
        public boolean isPerElement() {
            return false;
        }
    };

    /** The same load with no map, only with the garbage. */
    enum NoMap implements Contender {
        NO_MAP;

        @Override
        public String label() {
            return "none";
        }

        @Override
        public Side side() {
            return Side.LIMIT;
        }
    }

    private static final int GARBAGE = 1000;
    private static final long WARM_UP_NANOS = 5_000_000_000L;

    /** Written so that the garbage is really made. */
    static volatile byte[] garbage = {};

    private final Step step;
    private final Random random = new Random(42);
    private final int size;
    private long operations;
    private long longestNanos;

    private PauseLoad(Step step, int size) {
        this.step = step;
        this.size = size;
    }

    private interface Step {
        void overwrite(int number, long value);
    }

    public static void main(String[] arguments) {
        int size = Integer.parseInt(arguments[1]);
        Step step = arguments[0].equals(NoMap.NO_MAP.name()) ? (number, value) -> {} : overwriting(arguments[0], size);
        PauseLoad load = new PauseLoad(step, size);
        System.gc();
        load.run(WARM_UP_NANOS);
        long before = load.operations;
        load.longestNanos = 0;
        long begin = uptimeMillis();
        load.run(Long.parseLong(arguments[2]) * 1_000_000_000L);
        System.out.println(begin + " " + uptimeMillis() + " " + (load.operations - before) + " " + load.longestNanos);
    }

    private static Step overwriting(String library, int size) {
        Mapping<Object> mapping = Library.valueOf(library).mapping();
        return new Step() {
            private Object version = mapping.bulk(Entries.numbered(Keys.LONG, 0, size));

            @Override
            public void overwrite(int number, long value) {
                version = mapping.put(version, Keys.LONG.key(number), value);
            }
        };
    }

    private void run(long nanos) {
        long begin = System.nanoTime();
        long last = begin;
        while (last - begin < nanos) {
            step.overwrite(random.nextInt(size), -operations);
            garbage = new byte[GARBAGE];
            long now = System.nanoTime();
            longestNanos = Math.max(longestNanos, now - last);
            last = now;
            operations++;
        }
    }

    private static long uptimeMillis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }
}
