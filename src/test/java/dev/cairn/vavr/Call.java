package dev.cairn.vavr;

import dev.cairn.vavr.Twins.Kind;
import dev.cairn.vavr.Twins.Twin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One call of a method, on our collection and on Vavr's. */
record Call(Method ours, Method theirs, Twin receiver, List<Twin> arguments) {
    /** Methods that do not depend on the order. Our order differs, so other methods are called with at most one element. */
    private static final Set<String> ORDER_FREE = Set.of(
            "add addAll contains containsAll containsKey containsValue count diff distinct equals filter".split(" "));

    /** Methods that get no huge number, since both libraries would try to make so many elements. */
    private static final Set<String> COUNTING = Set.of(
            "padTo",
            "leftPadTo",
            "fill",
            "tabulate",
            "range",
            "rangeBy",
            "rangeClosed",
            "rangeClosedBy",
            "crossProduct",
            "combinations",
            "iterator");

    /** The call with this number. Each number has another receiver and other arguments. */
    static Call of(Kind kind, Method ours, Method theirs, int number) {
        String name = theirs.getName();
        long seed = FacadeDifferencesTest.name(theirs).hashCode() * 31L + number;
        Twins twins = new Twins(seed, kind, COUNTING.contains(name));
        int longest = name.equals("permutations") ? 4 : kind == Kind.VECTOR || ORDER_FREE.contains(name) ? 9 : 1;
        Twin receiver = Modifier.isStatic(theirs.getModifiers()) ? Twin.same(null) : twins.receiver(longest);
        List<Twin> arguments = new ArrayList<>();
        for (int i = 0; i < theirs.getParameterCount(); i++) {
            arguments.add(
                    twins.argument(theirs.getParameterTypes()[i], theirs.getGenericParameterTypes()[i].getTypeName()));
        }
        return new Call(ours, theirs, receiver, arguments);
    }

    /** Describes the call and both results if they differ. */
    Optional<String> difference() {
        Object before = Answers.of(receiver.ours());
        Object expected = answer(
                theirs, receiver.theirs(), arguments.stream().map(Twin::theirs).toArray());
        Object got =
                answer(ours, receiver.ours(), arguments.stream().map(Twin::ours).toArray());
        Object after = Answers.of(receiver.ours());
        boolean isSame = Objects.equals(expected, got) && Objects.equals(before, after);
        return isSame
                ? Optional.empty()
                : Optional.of(before + "." + theirs.getName()
                        + arguments.stream().map(Twin::theirs).toList() + ": expected " + expected + ", got " + got
                        + "; then it was " + after);
    }

    /** The result or the exception of the call, and the arguments that it passed to functions without a result. */
    private static List<Object> answer(Method method, Object receiver, Object... arguments) {
        List<Object> answers = new ArrayList<>();
        try {
            answers.add(Answers.of(method.invoke(receiver, arguments)));
        } catch (InvocationTargetException e) {
            answers.add(e.getCause().getClass());
        } catch (IllegalAccessException | RuntimeException | StackOverflowError e) {
            answers.add(e.getClass());
        }
        for (Object argument : arguments) {
            answers.add(Functions.calls(argument));
        }
        return answers;
    }
}
