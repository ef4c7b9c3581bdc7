package dev.cairn.vavr;

import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import java.util.Comparator;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Random operations on sequences. Each does the same to our collection and to Vavr's. */
final class Sequences {
    private static final int LONGEST = 400;

    private final Random random;

    Sequences(long seed) {
        this.random = new Random(seed);
    }

    /** An operation for a sequence of {@code length} elements. */
    UnaryOperator<Seq<Object>> operation(int length) {
        int index = random.nextInt(length + 1);
        int other = random.nextInt(length + 1);
        int inside = length == 0 ? 0 : random.nextInt(length);
        Object value = value();
        List<Object> values = List.fill(random.nextInt(70), this::value);
        if (length > LONGEST) {
            return seq -> seq.slice(index / 2, index);
        }
        return switch (random.nextInt(22)) {
            case 0 -> seq -> seq.append(value);
            case 1 -> seq -> seq.prepend(value);
            case 2 -> seq -> seq.appendAll(values);
            case 3 -> seq -> seq.prependAll(values);
            case 4 -> seq -> seq.insert(index, value);
            case 5 -> seq -> seq.insertAll(index, values);
            case 6 -> seq -> seq.appendAll(seq);
            case 7 -> seq -> seq.insertAll(index, seq.slice(Math.min(index, other), other));
            case 8 -> seq -> seq.isEmpty() ? seq : seq.update(inside, value);
            case 9 -> seq -> seq.isEmpty() ? seq : seq.removeAt(inside);
            case 10 -> seq -> seq.slice(Math.min(index, other), Math.max(index, other));
            case 11 -> seq -> seq.drop(index / 4);
            case 12 -> seq -> seq.dropRight(index / 4);
            case 13 -> seq -> seq.takeRight(index);
            case 14 -> seq -> seq.patch(index, values, other);
            case 15 -> Seq::reverse;
            case 16 -> seq -> seq.rotateLeft(index - other);
            case 17 -> seq -> seq.padTo(index + other, value);
            case 18 -> seq -> seq.filter(element -> (Objects.hashCode(element) & 3) != 0);
            case 19 -> Seq::distinct;
            case 20 -> seq -> seq.sorted(Comparator.comparingInt(Objects::hashCode));
            default -> seq -> halves(seq.splitAt(index));
        };
    }

    private static Seq<Object> halves(Tuple2<? extends Seq<Object>, ? extends Seq<Object>> split) {
        return split._2.appendAll(split._1);
    }

    /** A value that both codecs take; sometimes a value that only the second codec takes. */
    private Object value() {
        return switch (random.nextInt(40)) {
            case 0 -> List.of(random.nextInt());
            case 1, 2 -> null;
            case 3, 4, 5, 6 -> "text ".repeat(random.nextInt(6));
            default -> random.nextInt(100);
        };
    }
}
