package sample;

import io.vavr.Tuple;
import io.vavr.Tuple2;
import io.vavr.collection.HashMap;
import io.vavr.collection.HashSet;
import io.vavr.collection.Iterator;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words counted, ladders of words found, a board game of cells played, shelves rearranged: what collections are for. */
public final class Almanac {
    private static final String TEXT = """
            One, two, three, four, five, once I caught a fish alive.
            Six, seven, eight, nine, ten, then I let it go again.
            Why did you let it go? Because it bit my finger so.
            Which finger did it bite? This little finger on the right.
            """;

    private Almanac() {}

    /** What is known of the words of a text. */
    record Concordance(Vector<String> words, HashMap<String, Vector<Integer>> places) {
        static Concordance of(String text) {
            Vector<String> words = Vector.of(text.split("[^A-Za-z]+")).map(String::toLowerCase);
            HashMap<String, Vector<Integer>> places = words.zipWithIndex()
                    .foldLeft(
                            HashMap.empty(),
                            (map, word) -> map.put(word._1, Vector.of(word._2), (all, more) -> all.appendAll(more)));
            return new Concordance(words, places);
        }

        Vector<Tuple2<String, Integer>> frequent(int count) {
            return Vector.ofAll(places.mapValues(Vector::size))
                    .sorted(Comparator.<Tuple2<String, Integer>>comparingInt(entry -> -entry._2)
                            .thenComparing(entry -> entry._1))
                    .take(count);
        }

        /** By length: the words of that length, once each, in order. */
        Vector<Tuple2<Integer, Vector<String>>> byLength() {
            return Vector.ofAll(words.distinct().groupBy(String::length).mapValues(Vector::sorted))
                    .sortBy(entry -> -entry._1);
        }

        /** What stands right behind each word, more than once. */
        HashMap<Tuple2<String, String>, Integer> pairs() {
            return words.sliding(2)
                    .map(pair -> Tuple.of(pair.head(), pair.last()))
                    .foldLeft(
                            HashMap.<Tuple2<String, String>, Integer>empty(),
                            (map, pair) -> map.put(pair, map.getOrElse(pair, 0) + 1))
                    .filterValues(count -> count > 1);
        }

        Set<String> anagramsOf(String letters) {
            Vector<Character> sorted = letters(letters);
            return places.keySet().filter(word -> letters(word).equals(sorted));
        }

        private static Vector<Character> letters(String word) {
            return Vector.ofAll(word.toCharArray()).sorted();
        }
    }

    /** The shortest chain of words from one to another, one letter changed at a time; breadth first. */
    static Option<Vector<String>> ladder(Set<String> words, String from, String to) {
        Vector<Vector<String>> front = Vector.of(Vector.of(from));
        Set<String> seen = HashSet.of(from);
        while (!front.isEmpty()) {
            Option<Vector<String>> found = front.find(chain -> chain.last().equals(to));
            if (found.isDefined()) {
                return found;
            }
            Set<String> known = seen;
            Vector<Vector<String>> next = front.flatMap(chain -> Vector.ofAll(words)
                            .filter(word -> !known.contains(word) && distance(word, chain.last()) == 1)
                            .sorted()
                            .map(chain::append))
                    .distinctBy(chain -> chain.last());
            seen = next.map(Vector::last).foldLeft(seen, Set::add);
            front = next;
        }
        return Option.none();
    }

    private static int distance(String a, String b) {
        return a.length() != b.length()
                ? Integer.MAX_VALUE
                : Vector.ofAll(a.toCharArray())
                        .zip(Vector.ofAll(b.toCharArray()))
                        .count(pair -> !pair._1.equals(pair._2));
    }

    /** Conway's game of life: the living cells, by column and row. */
    record Life(HashSet<Tuple2<Integer, Integer>> living) {
        static Life of(Vector<String> rows) {
            return new Life(HashSet.ofAll(rows.zipWithIndex()
                    .flatMap(row -> Vector.ofAll(row._1.toCharArray())
                            .zipWithIndex()
                            .filter(cell -> cell._1 == '#')
                            .map(cell -> Tuple.of(cell._2, row._2)))));
        }

        Life next() {
            HashMap<Tuple2<Integer, Integer>, Integer> neighbours = living.iterator()
                    .flatMap(Life::around)
                    .foldLeft(HashMap.empty(), (map, cell) -> map.put(cell, 1, Integer::sum));
            return new Life(HashSet.ofAll(neighbours
                    .filter((cell, count) -> count == 3 || (count == 2 && living.contains(cell)))
                    .keySet()));
        }

        private static Iterator<Tuple2<Integer, Integer>> around(Tuple2<Integer, Integer> cell) {
            return Vector.rangeClosed(-1, 1)
                    .crossProduct(2)
                    .map(step -> cell.map(x -> x + step.get(0), y -> y + step.get(1)))
                    .filter(neighbour -> !neighbour.equals(cell));
        }

        Life after(int generations) {
            return Vector.range(0, generations).foldLeft(this, (life, _) -> life.next());
        }

        String show(int width, int height) {
            return Vector.tabulate(
                            height,
                            y -> Vector.tabulate(width, x -> living.contains(Tuple.of(x, y)) ? '#' : '.')
                                    .mkString())
                    .mkString("/");
        }
    }

    private static void shelves(PrintStream out) {
        Vector<Integer> shelf = Vector.rangeClosed(1, 100);
        Vector<Integer> cut = shelf.splitAt(40).apply((before, after) -> after.appendAll(before));
        check(cut.equals(shelf.rotateLeft(40)), "a cut turns the shelf");
        out.println(cut.slice(55, 65) + " " + cut.indexOf(1) + " " + cut.lastIndexOf(40));

        Vector<Integer> changed = shelf.insert(50, -1)
                .insertAll(0, Vector.of(7, 8, 9))
                .removeAt(1)
                .remove(100)
                .removeAll(Vector.range(20, 90))
                .update(0, n -> n * 100)
                .prepend(0)
                .patch(2, Vector.fill(2, 5), 1)
                .padTo(40, 99);
        out.println(changed);
        out.println(changed.partition(n -> n % 2 == 0).map(Vector::size, Vector::sum));
        out.println(changed.span(n -> n < 10)._1 + " "
                + changed.dropWhile(n -> n < 20).take(5) + " " + changed.takeRight(3) + " "
                + changed.dropRightWhile(n -> n == 99).last());
        out.println(changed.scanLeft(0, Integer::sum).drop(1).takeWhile(n -> n < 1000));
        out.println(Vector.of(1, 2, 3).combinations(2).map(Vector::product).mkString("+") + " "
                + Vector.of('a', 'b', 'c').permutations().map(Vector::mkString).sorted());
        out.println(Vector.transpose(Vector.of(Vector.of(1, 2, 3), Vector.of(4, 5, 6)))
                .map(column -> column.intersperse(0).mkString("<", ",", ">"))
                .zipWith(Vector.ofAll("xyz".toCharArray()), (column, name) -> name + column));
        out.println(shelf.grouped(30).map(Vector::sum).mkString(" ") + " "
                + Vector.unfoldRight(40, n -> n == 0 ? Option.none() : Option.of(Tuple.of(n % 2, n / 2)))
                        .reverse()
                        .mkString());

        Vector<Integer> many = IntStream.range(0, 50_000).boxed().collect(Vector.collector());
        Vector<Integer> halves = many.take(25_000).appendAll(many.drop(25_000));
        check(many.equals(halves) && many.hashCode() == halves.hashCode(), "two halves are the whole");
        check(many.search(31_415) == 31_415 && many.sum().longValue() == 50_000L * 49_999 / 2, "found and summed");
    }

    private static void households(PrintStream out) {
        HashMap<String, Integer> stock = HashMap.of("apples", 3, "pears", 5, "plums", 0);
        HashMap<String, Integer> delivery = HashMap.ofEntries(Tuple.of("plums", 9), Tuple.of("figs", 2));
        Map<String, Integer> both = stock.merge(delivery, Integer::sum);
        out.println(entries(both) + " " + both.get("figs") + " " + both.get("dates") + " "
                + entries(stock.rejectValues(n -> n == 0)) + " "
                + entries(stock.filterKeys(key -> key.startsWith("p"))));
        HashMap<String, Integer> owed = stock.bimap(String::toUpperCase, n -> -n);
        HashMap<Character, Integer> initials = stock.mapKeys(key -> key.charAt(0), Integer::sum);
        out.println(stock.computeIfAbsent("dates", String::length)._1 + " "
                + stock.computeIfPresent("pears", (key, n) -> n + key.length())
                        ._2
                        .get("pears") + " "
                + entries(owed) + " " + entries(initials));
        check(HashMap.ofAll(stock.toJavaMap()).equals(stock), "to Java and back");
        check(stock.put("kiwis", null).get("kiwis").equals(Option.some(null)), "null is a value");

        HashSet<Integer> evens = HashSet.rangeBy(0, 40, 2);
        HashSet<Integer> threes = HashSet.ofAll(Vector.range(0, 14).map(n -> n * 3));
        out.println(sorted(evens.intersect(threes)) + " " + sorted(threes.diff(evens)) + " "
                + evens.union(threes).size() + " " + sorted(evens.partition(n -> n < 8)._1) + " "
                + evens.removeAll(threes).forAll(n -> n % 6 != 0) + " " + evens.fold(0, Integer::sum));
        check(evens.add(4) == evens || evens.add(4).equals(evens), "added twice");
        check(HashSet.of(1, 2, 3).equals(HashSet.of(3, 2, 1)), "sets have no order");
        check(
                Vector.of(1, null, 3).toJavaList().stream()
                                .collect(Collectors.toSet())
                                .size()
                        == 3,
                "null in a vector");
    }

    private static <T extends Comparable<? super T>> Seq<T> sorted(Set<T> set) {
        return Vector.ofAll(set).sorted();
    }

    private static <K extends Comparable<? super K>, V> Seq<Tuple2<K, V>> entries(Map<K, V> map) {
        return Vector.ofAll(map).sortBy(Tuple2::_1);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Goes through all chapters. */
    public static void run(PrintStream out) {
        Concordance concordance = Concordance.of(TEXT);
        out.println(
                concordance.words().size() + " words, " + concordance.places().size() + " different");
        out.println(concordance.frequent(5));
        out.println(concordance.byLength().take(3));
        out.println(concordance.places().get("finger") + " "
                + Vector.ofAll(concordance.pairs()).sortBy(Tuple2::toString));
        out.println(concordance.anagramsOf("thigr") + " " + concordance.anagramsOf("net"));

        HashSet<String> words = HashSet.of("cold", "cord", "card", "ward", "warm", "word", "worm", "wild", "gold");
        out.println(ladder(words, "cold", "warm").map(chain -> chain.mkString(" ")) + " "
                + ladder(words, "cold", "wild").isDefined());

        Life glider = Life.of(Vector.of(".#...", "..#..", "###..", ".....", "....."));
        out.println(glider.show(5, 5) + " " + glider.next().show(5, 5));
        check(
                glider.after(4)
                        .living()
                        .equals(HashSet.ofAll(glider.living().map(cell -> cell.map(x -> x + 1, y -> y + 1)))),
                "glides");

        shelves(out);
        households(out);
    }

    /** Prints what {@link #run} does. */
    public static void main(String[] arguments) {
        run(System.out);
    }
}
