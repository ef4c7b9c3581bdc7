package dev.cairn.bench.nativecode;

import dev.cairn.Blob;
import dev.cairn.DoubleVector;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import java.lang.foreign.ValueLayout;

/** The tasks in Java, by what the collections offer. */
final class JavaWork {
    private JavaWork() {}

    static Work of(Task task) {
        return switch (task) {
            case SUM_LONGS -> Data.longs()::sum;
            case SUM_DOUBLES -> Data.doubles()::sum;
            case LOOKUPS -> lookups(Data.map());
            case MAP_SUM -> sum(Data.map());
            case FILL -> fill(Data.doubles());
            case PRODUCT -> product(Data.matrix(true), Data.matrix(false));
            case GET -> get(Data.longs());
            case CALL -> throw new IllegalArgumentException("Java has nothing to compare a downcall with");
        };
    }

    private static Work get(LongVector longs) {
        return () -> longs.get(Data.PLACE);
    }

    private static Work lookups(PMap<Long, Long> map) {
        return () -> {
            long sum = 0;
            int number = 12345;
            for (int i = 0; i < Data.MANY; i++) {
                number = number * 1664525 + 1013904223; // as the kernel does
                sum += map.getOrDefault((long) ((number >>> 4) % Data.MANY), -1L);
            }
            return sum;
        };
    }

    private static Work sum(PMap<Long, Long> map) {
        return () -> {
            long sum = 0;
            for (long value : map.asMap().values()) {
                sum += value;
            }
            return sum;
        };
    }

    private static Work fill(DoubleVector x) {
        return () -> {
            double[] y = x.toArray();
            for (int i = 0; i < y.length; i++) {
                y[i] = Data.FACTOR * y[i] + Data.SUMMAND;
            }
            return DoubleVector.of(Data.store(), y);
        };
    }

    static double[] array(Blob matrix) {
        return matrix.asSegment().toArray(ValueLayout.JAVA_DOUBLE_UNALIGNED);
    }

    private static Work product(Blob left, Blob right) {
        return () -> {
            int n = Data.ROWS;
            double[] a = array(left);
            double[] b = array(right);
            double[] c = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    double factor = a[i * n + k];
                    for (int j = 0; j < n; j++) {
                        c[i * n + j] += factor * b[k * n + j];
                    }
                }
            }
            return DoubleVector.of(Data.store(), c);
        };
    }
}
