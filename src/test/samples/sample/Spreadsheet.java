package sample;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Map;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A small spreadsheet: formulas, values in the order in which cells need each other, versions to go back to. */
public final class Spreadsheet {
    private Spreadsheet() {}

    sealed interface Expression {}

    record Constant(double value) implements Expression {}

    record Reference(String cell) implements Expression {}

    record Range(String from, String to) implements Expression {
        Vector<String> cells() {
            return Vector.rangeClosed(from.charAt(0), to.charAt(0))
                    .flatMap(column -> Vector.rangeClosed(row(from), row(to)).map(row -> column + "" + row));
        }

        private static int row(String cell) {
            return Integer.parseInt(cell.substring(1));
        }
    }

    record Operation(String operator, Expression left, Expression right) implements Expression {}

    record Call(String function, Vector<Expression> arguments) implements Expression {}

    static final class FormulaException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FormulaException(String message) {
            super(message);
        }
    }

    /** Recursive descent over tokens; each method gives what it read and the tokens left. */
    static final class Parser {
        private static final Pattern TOKEN = Pattern.compile("[A-Z]+[0-9]*|[0-9]+(\\.[0-9]+)?|[-+*/(),:<>]|\\S");
        private static final Pattern CELL = Pattern.compile("[A-Z][0-9]+");

        static Expression parse(String text) {
            Vector<String> tokens =
                    TOKEN.matcher(text).results().map(MatchResult::group).collect(Vector.collector());
            Tuple2<Expression, Vector<String>> parsed = comparison(tokens);
            if (!parsed._2.isEmpty()) {
                throw new FormulaException("unexpected " + parsed._2.mkString("'", " ", "'"));
            }
            return parsed._1;
        }

        private static Tuple2<Expression, Vector<String>> comparison(Vector<String> tokens) {
            return chain(HashSet.of("<", ">"), tokens, Parser::sum);
        }

        private static Tuple2<Expression, Vector<String>> sum(Vector<String> tokens) {
            return chain(HashSet.of("+", "-"), tokens, Parser::product);
        }

        private static Tuple2<Expression, Vector<String>> product(Vector<String> tokens) {
            return chain(HashSet.of("*", "/"), tokens, Parser::factor);
        }

        private static Tuple2<Expression, Vector<String>> chain(
                HashSet<String> operators,
                Vector<String> tokens,
                java.util.function.Function<Vector<String>, Tuple2<Expression, Vector<String>>> operand) {
            Tuple2<Expression, Vector<String>> parsed = operand.apply(tokens);
            while (parsed._2.headOption().exists(operators::contains)) {
                String operator = parsed._2.head();
                Expression left = parsed._1;
                parsed = operand.apply(parsed._2.tail()).map1(right -> new Operation(operator, left, right));
            }
            return parsed;
        }

        private static Tuple2<Expression, Vector<String>> factor(Vector<String> tokens) {
            String first = tokens.headOption().getOrElseThrow(() -> new FormulaException("unexpected end"));
            Vector<String> rest = tokens.drop(1);
            if (first.equals("-")) {
                return factor(rest).map1(of -> new Operation("-", new Constant(0), of));
            }
            if (first.equals("(")) {
                return comparison(rest).map2(after -> skip(")", after));
            }
            if (Character.isDigit(first.charAt(0))) {
                return Tuple.of(new Constant(Double.parseDouble(first)), rest);
            }
            if (CELL.matcher(first).matches()) {
                return rest.startsWith(Vector.of(":"))
                        ? Tuple.of(new Range(first, rest.get(1)), rest.drop(2))
                        : Tuple.of(new Reference(first), rest);
            }
            return arguments(skip("(", rest), Vector.empty()).map1(list -> new Call(first, list));
        }

        private static Tuple2<Vector<Expression>, Vector<String>> arguments(
                Vector<String> tokens, Vector<Expression> before) {
            Tuple2<Expression, Vector<String>> next = comparison(tokens);
            Vector<Expression> list = before.append(next._1);
            return next._2.headOption().contains(",")
                    ? arguments(next._2.tail(), list)
                    : Tuple.of(list, skip(")", next._2));
        }

        private static Vector<String> skip(String token, Vector<String> tokens) {
            if (!tokens.headOption().contains(token)) {
                throw new FormulaException("expected " + token + " before '" + tokens.mkString(" ") + "'");
            }
            return tokens.tail();
        }
    }

    /** One version of the sheet. */
    record Sheet(HashMap<String, String> texts, HashMap<String, Try<Expression>> formulas) {
        static final Sheet EMPTY = new Sheet(HashMap.empty(), HashMap.empty());

        private static final HashMap<String, BinaryOperator<Double>> OPERATORS = HashMap.of(
                "+", Double::sum,
                "-", (a, b) -> a - b,
                "*", (a, b) -> a * b,
                "/", (a, b) -> a / b,
                "<", (a, b) -> a < b ? 1.0 : 0.0,
                ">", (a, b) -> a > b ? 1.0 : 0.0);

        Sheet set(String cell, String text) {
            return text.isBlank()
                    ? new Sheet(texts.remove(cell), formulas.remove(cell))
                    : new Sheet(texts.put(cell, text), formulas.put(cell, Try.of(() -> Parser.parse(text))));
        }

        /** By cell: what its formula refers to. */
        HashMap<String, Set<String>> needs() {
            return formulas.mapValues(formula -> formula.map(Sheet::needs).getOrElse(HashSet.empty()));
        }

        private static Set<String> needs(Expression expression) {
            return switch (expression) {
                case Constant _ -> HashSet.empty();
                case Reference(String cell) -> HashSet.of(cell);
                case Range range -> HashSet.ofAll(range.cells());
                case Operation operation -> needs(operation.left()).union(needs(operation.right()));
                case Call call -> call.arguments().map(Sheet::needs).fold(HashSet.empty(), Set::union);
            };
        }

        /** The cells in an order in which each comes after those it needs; on the left those that need themselves. */
        Tuple2<Set<String>, Vector<String>> order() {
            Set<String> cells = formulas.keySet();
            Map<String, Set<String>> waiting = needs().mapValues(cells::intersect);
            Vector<String> order = Vector.empty();
            while (true) {
                Tuple2<? extends Map<String, Set<String>>, ? extends Map<String, Set<String>>> parts =
                        waiting.partition(entry -> entry._2.isEmpty());
                if (parts._1.isEmpty()) {
                    return Tuple.of(parts._2.keySet(), order);
                }
                Set<String> ready = parts._1.keySet();
                order = order.appendAll(Vector.ofAll(ready).sorted());
                waiting = parts._2.mapValues(cell -> cell.removeAll(ready));
            }
        }

        /** By cell: its value, or on the left why it has none. */
        HashMap<String, Either<String, Double>> values() {
            Tuple2<Set<String>, Vector<String>> order = order();
            HashMap<String, Either<String, Double>> circular =
                    order._1.foldLeft(HashMap.empty(), (map, cell) -> map.put(cell, Either.left("circular")));
            return order._2.foldLeft(
                    circular,
                    (values, cell) -> values.put(
                            cell,
                            formulas.get(cell)
                                    .get()
                                    .mapTry(formula -> evaluate(formula, values))
                                    .toEither()
                                    .mapLeft(Throwable::getMessage)));
        }

        private static double evaluate(Expression expression, HashMap<String, Either<String, Double>> values) {
            return switch (expression) {
                case Constant(double value) -> value;
                case Reference(String cell) -> value(cell, values);
                case Operation(String operator, Expression left, Expression right) ->
                    OPERATORS
                            .get(operator)
                            .map(f -> f.apply(evaluate(left, values), evaluate(right, values)))
                            .getOrElseThrow(() -> new FormulaException("no operator " + operator));
                case Call(String function, Vector<Expression> arguments)
                when function.equals("IF") ->
                    evaluate(arguments.get(evaluate(arguments.head(), values) != 0 ? 1 : 2), values);
                case Call(String function, Vector<Expression> arguments) ->
                    apply(function, arguments.flatMap(argument -> numbers(argument, values)));
                case Range range -> throw new FormulaException("a range is no number: " + range.cells());
            };
        }

        private static double value(String cell, HashMap<String, Either<String, Double>> values) {
            return values.getOrElse(cell, Either.right(0.0))
                    .getOrElseThrow(why -> new FormulaException(cell + ": " + why));
        }

        private static Vector<Double> numbers(Expression argument, HashMap<String, Either<String, Double>> values) {
            return argument instanceof Range range
                    ? range.cells().filter(values::containsKey).map(cell -> value(cell, values))
                    : Vector.of(evaluate(argument, values));
        }

        private static double apply(String function, Vector<Double> numbers) {
            return switch (function) {
                case "SUM" -> numbers.sum().doubleValue();
                case "COUNT" -> numbers.size();
                case "AVG" -> numbers.average().getOrElse(Double.NaN);
                case "MIN" -> numbers.min().getOrElse(0.0);
                case "MAX" -> numbers.max().getOrElse(0.0);
                default -> throw new FormulaException("no function " + function);
            };
        }

        /** The cells whose values differ from those of {@code before}. */
        Vector<String> changedSince(Sheet before) {
            HashMap<String, Either<String, Double>> now = values();
            HashMap<String, Either<String, Double>> then = before.values();
            Set<String> cells = now.keySet().union(then.keySet());
            return Vector.ofAll(cells.filter(cell -> !now.get(cell).equals(then.get(cell))))
                    .sorted();
        }

        String show() {
            return Vector.ofAll(values())
                    .sortBy(Tuple2::_1)
                    .map(entry -> entry._1 + "=" + entry._2.fold(why -> "#" + why, Spreadsheet::shown))
                    .mkString(", ");
        }
    }

    private static String shown(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Versions and where we are among them. */
    record History(Vector<Sheet> sheets, int at) {
        static final History BEGINNING = new History(Vector.of(Sheet.EMPTY), 0);

        Sheet sheet() {
            return sheets.get(at);
        }

        History enter(String cell, String text) {
            return new History(sheets.take(at + 1).append(sheet().set(cell, text)), at + 1);
        }

        Option<History> move(int steps) {
            return Option.when(at + steps >= 0 && at + steps < sheets.length(), () -> new History(sheets, at + steps));
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Fills a sheet, shows what becomes of it, and goes back and forth. */
    public static void run(PrintStream out) {
        Vector<Tuple2<String, String>> inputs = Vector.of(
                Tuple.of("A1", "3"),
                Tuple.of("A2", "4.5"),
                Tuple.of("A3", "A1*A2-1"),
                Tuple.of("B1", "SUM(A1:A3)/COUNT(A1:A9)"),
                Tuple.of("B2", "IF(A1>A2, MAX(A1:A3), MIN(A1:B1, 100))"),
                Tuple.of("C1", "(A1+A2)*-(B1-2)"),
                Tuple.of("C2", "C3+1"),
                Tuple.of("C3", "C2+1"),
                Tuple.of("C4", "C3+A1"),
                Tuple.of("D1", "A1+"),
                Tuple.of("D2", "NONE(1)"));
        History history = inputs.foldLeft(History.BEGINNING, (h, input) -> h.enter(input._1, input._2));
        Sheet full = history.sheet();
        out.println(full.show());
        out.println("order " + full.order()._2.mkString(" "));
        out.println("circular " + Vector.ofAll(full.order()._1).sorted());
        check(full.texts().size() == inputs.size(), "all were entered");
        check(
                full.values()
                        .get("B1")
                        .contains(Either.right(full.values().get("A3").get().get() / 3 + 2.5)),
                "B1");

        Sheet repaired = full.set("C3", "7").set("D1", "").set("A1", "30");
        out.println("changed " + repaired.changedSince(full).mkString(" "));
        out.println(repaired.show());
        check(full.show().equals(history.sheet().show()), "the version before is as it was");

        History undone = history.move(-4).get();
        out.println(undone.at() + ": " + undone.sheet().show());
        check(undone.move(4).map(History::sheet).contains(full), "what was undone can be done again");
        check(undone.move(5).isEmpty() && undone.move(-8).isEmpty(), "no further");
        check(undone.enter("A1", "1").move(1).isEmpty(), "another future replaces the first");
    }

    /** Prints what {@link #run} does. */
    public static void main(String[] arguments) {
        run(System.out);
    }
}
