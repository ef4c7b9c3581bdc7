package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.trie.vector.UpdateLog;
import dev.cairn.program.Subject;
import dev.cairn.program.Subjects;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lets the n-th allocation of an operation fail, for every n: the operation is done all the same, and leaves nothing else. */
@Order(StoreTest.COLLECTS)
class FailingAllocatorTest extends StoreTest {
    private static final int UPDATES = UpdateLog.LIMIT_MIN + 1;
    private static final int REMOVALS = 6;
    private static final int INSERTIONS = 18;
    private static final int WAITING = 6;

    /** Operations that allocate. */
    private enum Operation {
        APPEND {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                return subject.append(subject.append(source, subject.element(6)), subject.element(7));
            }
        },
        APPEND_ALL {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                return subject.appendAll(source, elements(subject, 10));
            }
        },
        UPDATE {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                V next = source;
                for (int i = 0; i < UPDATES; i++) {
                    next = subject.update(next, i * 5 % subject.size(source), subject.element(i + 2));
                }
                return next;
            }
        },
        REMOVE {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                V next = source;
                for (int i = 0; i < REMOVALS; i++) {
                    next = subject.removeLast(next);
                }
                return next;
            }
        },
        INSERT {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                V next = source;
                for (int i = 0; i < INSERTIONS; i++) {
                    next = subject.insert(next, i * 7 % subject.size(next), subject.element(i));
                    // an update finds all of them written
                    next = i % WAITING == 0 ? subject.update(next, i, subject.element(i + 1)) : next;
                }
                return next;
            }
        },
        PREPEND {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                V next = subject.prepend(subject.prepend(source, subject.element(6)), subject.element(7));
                return subject.append(subject.update(next, 1, subject.element(3)), subject.element(2));
            }
        },
        SPLICE {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                int third = subject.size(source) / 3;
                V middle = Sequences.slice(source, third, 2 * third);
                V twice = Sequences.concat(Sequences.insertAll(source, third, middle), source);
                V less = Sequences.removeAt(Sequences.removeRange(twice, third - 1, 2 * third), 1);
                var builder = subject.builder(less);
                builder.appendAll(elements(subject, 10));
                builder.update(1, subject.element(6));
                return builder.build();
            }
        },
        BUILD {
            @Override
            <V extends Version, E> V apply(Subject<V, E> subject, V source) {
                var builder = subject.builder(source);
                builder.append(subject.element(2));
                builder.update(0, subject.element(3));
                builder.update(subject.size(source) - 1, subject.element(6));
                builder.build();
                builder.append(subject.element(6));
                builder.update(0, subject.element(2));
                return builder.build();
            }
        };

        abstract <V extends Version, E> V apply(Subject<V, E> subject, V source);
    }

    private static <E> List<E> elements(Subject<?, E> subject, int count) {
        return IntStream.range(0, count).mapToObj(subject::element).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 16, TINY_INHERITED",
        "false, 21, TINY_PLAIN",
        "true, 16, TINY_PLAIN",
        "true, 21, TINY_INHERITED",
        "true, 21, STANDARD_INHERITED"
    })
    void itIsDoneAllTheSame(boolean pairs, int size, Setting setting) {
        Subject<?, ?> subject = pairs ? Subjects.PAIRS : Subjects.LONGS;
        for (Operation operation : Operation.values()) {
            check(subject, size, stores.shared(setting), operation);
        }
    }

    private <V extends Version, E> void check(Subject<V, E> subject, int size, Store store, Operation operation) {
        V source = Sequences.stored(subject.from(store, elements(subject, size)));
        V expected = operation.apply(subject, source);
        for (int n = 1; failsAt(n, store.core().allocator(), subject, source, operation, expected); n++) {
            assertEquals(subject.from(store, elements(subject, size)), source);
            // comparing settled what was expected
            Holders.requireOnly(store, List.of(source, expected));
        }
    }

    /** Whether there was an n-th allocation. */
    private static <V extends Version, E> boolean failsAt(
            int n, Allocator allocator, Subject<V, E> subject, V source, Operation operation, V expected) {
        allocator.failAt(n);
        V result = Sequences.stored(operation.apply(subject, source));
        boolean failed = (int) Fields.of(allocator, "failAt") == 0;
        allocator.failAt(0);
        assertEquals(expected, result, () -> operation + " that failed at " + n);
        assertTrue(failed || n > 1, () -> operation + " allocates nothing");
        return failed;
    }
}
