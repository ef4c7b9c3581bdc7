package dev.cairn.vavr;

import io.vavr.Tuple;
import io.vavr.control.Option;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A function of any interface. Its results depend on its arguments and a seed, so two functions of one seed do the same. */
@SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
final class Functions implements InvocationHandler {
    /** The exception that some of them throw. */
    static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final int seed;
    private final String gives;
    private final List<Object> calls = new ArrayList<>();

    private Functions(int seed, String gives) {
        this.seed = seed;
        this.gives = gives;
    }

    /** A function of the interface {@code type}; {@code generic} is the interface with its type arguments. */
    static Object make(Class<?> type, String generic, int seed) {
        return Proxy.newProxyInstance(
                Functions.class.getClassLoader(), new Class<?>[] {type}, new Functions(seed, result(generic)));
    }

    /** The last type argument. */
    private static String result(String generic) {
        int depth = 0;
        for (int i = generic.length() - 2; i >= 0; i--) {
            char c = generic.charAt(i);
            depth += c == '>' ? 1 : c == '<' ? -1 : 0;
            if (depth < 0 || (c == ',' && depth == 0)) {
                return generic.substring(i + 1, generic.length() - 1).strip();
            }
        }
        return generic;
    }

    /** The arguments of calls without a result. */
    static List<Object> calls(Object function) {
        return function instanceof Proxy && Proxy.getInvocationHandler(function) instanceof Functions functions
                ? functions.calls
                : List.of();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == given[0];
                case "hashCode" -> seed;
                default -> "function " + seed;
            };
        }
        return Modifier.isAbstract(method.getModifiers())
                ? value(method.getReturnType(), given)
                : InvocationHandler.invokeDefault(proxy, method, given);
    }

    private Object value(Class<?> type, Object[] given) {
        int code = Answers.code(given) * 31 + seed;
        code ^= code >>> 16;
        if (seed % 7 == 0 || (seed % 7 == 1 && code % 3 == 0)) {
            throw new Thrown();
        }
        if (type == void.class) {
            calls.add(Answers.of(java.util.Arrays.asList(given)));
            return null;
        }
        if (type == boolean.class) {
            return seed % 7 == 2 || code % 2 == 0;
        }
        if (type == int.class) {
            return seed % 7 == 2 ? 0 : Integer.compare(Answers.code(given[0]), Answers.code(given[given.length - 1]));
        }
        if (type.isPrimitive()) {
            return type == long.class ? (Object) (long) code : (Object) (double) code;
        }
        return type.isArray() ? new Object[code & 7] : object(code, given);
    }

    private Object object(int code, Object[] given) {
        if (seed % 7 == 3 && code % 2 == 0) {
            return null;
        }
        return gives.contains(".") || gives.contains("Comparable") ? ofType(code) : ofAny(code, given);
    }

    private Object ofAny(int code, Object[] given) {
        return seed % 7 == 4 && given.length > 0 ? given[0] : seed % 7 == 5 ? code % 3 : Samples.at(code);
    }

    private Object ofType(int code) {
        String type = gives.replace("? extends ", "").replace("? super ", "");
        Tuple tuple = Tuple.of(Samples.at(code % 5), Samples.at(code >> 3));
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < (code & 3); i++) {
            list.add(type.contains("Tuple2") ? tuple : Samples.at(code + i));
        }
        return switch (type.replaceAll("<.*", "")) {
            case "io.vavr.Tuple2" -> tuple;
            case "io.vavr.Tuple3" -> Tuple.of(1, "a", Samples.at(code));
            case "java.lang.Iterable", "io.vavr.collection.Seq" -> io.vavr.collection.List.ofAll(list);
            case "io.vavr.control.Option" ->
                code % 3 == 0 ? Option.none() : Option.some(type.contains("Tuple2") ? tuple : Samples.at(code));
            case "java.lang.Throwable" -> new Thrown();
            case "java.util.List", "java.util.Collection" -> list;
            default -> code % 10;
        };
    }
}
