package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.cairn.StoreTest;
import dev.cairn.vavr.Twins.Kind;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls every public method of Vavr's three classes, on Vavr's collections and on ours, with unusual arguments: negative and huge
 * numbers, null, empty collections, elements of many classes, functions that throw or return null. Both return the same or throw the same
 * exception, and leave the receiver unchanged. {@code -Dcairn.facade.rounds} makes more calls.
 */
class FacadeDifferencesTest extends StoreTest {
    private static final int ROUNDS = Integer.getInteger("cairn.facade.rounds", 40);

    private static final String LENIENT = "takes a negative place as 0; Vavr's throws IndexOutOfBoundsException";
    private static final String HUGE_WINDOW = "has one window; Vavr's wants an array of that size: OutOfMemoryError";

    /** Methods that are not called: endless ones, those of Object, random ones, and those that print. */
    private static final Set<String> NOT_ASKED = Set.of(
            "unfold",
            "unfoldLeft",
            "unfoldRight",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "shuffle",
            "stdout",
            "stderr");

    /** The methods of vectors that differ, with the reason. Sets and maps have no row. docs/conformance.md has the same table. */
    private static final Map<String, String> OTHERWISE = Map.ofEntries(
            Map.entry("indexOf[Object, int]", LENIENT),
            Map.entry("indexOfOption[Object, int]", LENIENT),
            Map.entry("segmentLength[Predicate, int]", LENIENT),
            Map.entry("dropRight[int]", "of Integer.MIN_VALUE drops nothing; Vavr's drops all"),
            Map.entry("takeRight[int]", "of Integer.MIN_VALUE takes nothing; Vavr's takes all"),
            Map.entry("patch[int, Iterable, int]", "ends at the end; Vavr's count overflows, and elements come twice"),
            Map.entry("rotateLeft[int]", "by Integer.MIN_VALUE turns; Vavr's overflows the stack"),
            Map.entry("rotateRight[int]", "by Integer.MIN_VALUE turns; Vavr's overflows the stack"),
            Map.entry("grouped[int]", HUGE_WINDOW),
            Map.entry("sliding[int]", HUGE_WINDOW),
            Map.entry("sliding[int, int]", HUGE_WINDOW));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void allMethodsDoTheSame(Kind kind) {
        Map<String, String> differences = new TreeMap<>();
        for (Method theirs : theirs(kind).getMethods()) {
            if (!NOT_ASKED.contains(theirs.getName()) && !theirs.isBridge()) {
                Method ours = ours(kind, theirs);
                for (int round = 0; round < ROUNDS; round++) {
                    Call.of(kind, ours, theirs, round)
                            .difference()
                            .ifPresent(text -> differences.putIfAbsent(name(theirs), text));
                }
            }
        }
        if (kind == Kind.VECTOR) {
            OTHERWISE
                    .keySet()
                    .forEach(method -> assertNotNull(differences.remove(method), method + " does the same now"));
        }
        assertEquals("", String.join("\n", differences.values()));
    }

    static String name(Method method) {
        return method.getName()
                + Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList();
    }

    private static Class<?> theirs(Kind kind) {
        return switch (kind) {
            case VECTOR -> io.vavr.collection.Vector.class;
            case SET -> io.vavr.collection.HashSet.class;
            case MAP -> io.vavr.collection.HashMap.class;
        };
    }

    private static Class<?> ours(Class<?> theirs) {
        for (Class<?> ours : List.of(Vector.class, HashSet.class, HashMap.class)) {
            if (theirs.getName().equals("io.vavr.collection." + ours.getSimpleName())) {
                return ours;
            }
        }
        return theirs;
    }

    private static Method ours(Kind kind, Method theirs) {
        Class<?>[] types = Stream.of(theirs.getParameterTypes())
                .map(FacadeDifferencesTest::ours)
                .toArray(Class<?>[]::new);
        try {
            return ours(theirs(kind)).getMethod(theirs.getName(), types);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("ours has no " + theirs, e);
        }
    }
}
