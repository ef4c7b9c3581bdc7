package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.message.Letter;
import dev.cairn.message.Mailbox;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a program does with a store when an error may cut it short anywhere: one operation after another on versions that stay as they are. */
enum Edge {
    LONGS {
        @Override
        Probe begin(Store store) {
            LongVector kept = LongVector.from(store, LongStream.range(0, SIZE));
            return new Probe(
                    i -> use(kept.update(i, i)
                            .update(i / 2, 1)
                            .append(i)
                            .prepend(i)
                            .insert(i, i)
                            .sum()),
                    () -> same((long) SIZE * (SIZE - 1) / 2, kept.sum()));
        }
    },
    LONGS_OF_A_CHAIN {
        @Override
        Probe begin(Store store) {
            LongVector kept = LongVector.from(store, LongStream.range(0, SIZE));
            var last = new Object() {
                LongVector vector = kept;
            };
            return new Probe(i -> last.vector = last.vector.append(i).update(i, i + 1), () -> {
                same((long) SIZE * (SIZE - 1) / 2, kept.sum());
                last.vector = kept;
            });
        }
    },
    INTS_AND_DOUBLES {
        @Override
        Probe begin(Store store) {
            IntVector ints = IntVector.from(store, IntStream.range(0, SIZE));
            DoubleVector doubles = DoubleVector.of(store, 1, 2, 3);
            return new Probe(
                    i -> use(ints.removeAt(i).append(i).sum()
                            + (long) doubles.append(i).concat(doubles).sum()),
                    () -> same((long) SIZE * (SIZE - 1) / 2 + 6, ints.sum() + (long) doubles.sum()));
        }
    },
    TEXTS {
        @Override
        Probe begin(Store store) {
            PVector<String> kept = PVector.from(store, Codec.STRING, texts());
            return new Probe(
                    i -> use(kept.update(i, LONG + i)
                            .append(LONG + i)
                            .insert(i, LONG)
                            .removeRange(1, i + 2)
                            .size()),
                    () -> same(texts(), kept.asList()));
        }
    },
    RECORDS {
        @Override
        Probe begin(Store store) {
            Codec<Pair> codec = Codec.record(Pair.class);
            PVector<Pair> kept = PVector.of(store, codec, new Pair(1, LONG), new Pair(2, "b"));
            return new Probe(
                    i -> use(stored(kept.append(new Pair(i, LONG + i))).hashCode()),
                    () -> same(List.of(new Pair(1, LONG), new Pair(2, "b")), kept.asList()));
        }
    },
    OBJECTS {
        @Override
        Probe begin(Store store) {
            PVector<Object> kept = PVector.of(store, Codec.any(), 1, LONG, 2.5);
            return new Probe(
                    i -> use(stored(kept.append(LONG + i).update(0, i)).hashCode()),
                    () -> same(List.of(1, LONG, 2.5), kept.asList()));
        }
    },
    NESTED {
        @Override
        Probe begin(Store store) {
            PVector<LongVector> kept =
                    PVector.of(store, LongVector.codec(), LongVector.of(store, 1, 2), LongVector.of(store));
            return new Probe(
                    i -> use(stored(kept.update(i & 1, kept.get(0).append(i)).append(kept.get(1)))
                            .get(i & 1)
                            .sum()),
                    () -> same(3L, kept.get(0).sum()));
        }
    },
    DOCUMENTS {
        @Override
        Probe begin(Store store) {
            PMap<String, Object> none = PMap.empty(store, Codec.STRING, Codec.standard());
            PVector<Object> kept = PVector.of(store, Codec.standard(), 1L, none.put("a", LONG));
            return new Probe(
                    i -> use(stored(kept.append(none.put("b", none.put("c", none.put("d", none.put(LONG, i))))))
                            .hashCode()),
                    () -> same(List.of(1L, none.put("a", LONG)), kept.asList()));
        }
    },
    CUTS {
        @Override
        Probe begin(Store store) {
            PVector<String> kept = PVector.from(store, Codec.STRING, texts());
            return new Probe(
                    i -> use(
                            kept.drop(i).concat(kept.take(i)).slice(1, SIZE - 1).size()),
                    () -> same(texts(), kept.asList()));
        }
    },
    MAPS {
        @Override
        Probe begin(Store store) {
            PMap<Long, Long> kept = PMap.from(store, Codec.LONG, Codec.LONG, numbers());
            return new Probe(
                    i -> use(stored(kept.put((long) i, 0L)
                                    .put(-1L - i, 1L)
                                    .remove(i + 1L)
                                    .put(LARGE + i, 1L))
                            .hashCode()),
                    () -> same(numbers(), kept.asMap()));
        }
    },
    MAPS_OF_A_CHAIN {
        @Override
        Probe begin(Store store) {
            PMap<String, String> kept = PMap.<String, String>empty(store, Codec.STRING, Codec.STRING)
                    .put("a", LONG);
            var last = new Object() {
                PMap<String, String> map = kept;
            };
            return new Probe(i -> last.map = stored(last.map.put(LONG + i, LONG).remove(LONG + (i - 5))), () -> {
                same(Map.of("a", LONG), kept.asMap());
                last.map = kept;
            });
        }
    },
    MAPS_OF_VECTORS {
        @Override
        Probe begin(Store store) {
            PMap<String, PVector<String>> kept = PMap.<String, PVector<String>>empty(
                            store, Codec.STRING, PVector.codec(Codec.STRING))
                    .put("a", PVector.of(store, Codec.STRING, LONG));
            return new Probe(
                    i -> use(stored(kept.update("a", v -> v.append(LONG + i)).put("b" + i, kept.get("a")))
                            .size()),
                    () -> same(LONG, kept.get("a").first()));
        }
    },
    SETS {
        @Override
        Probe begin(Store store) {
            PSet<String> kept = PSet.from(store, Codec.STRING, texts());
            return new Probe(
                    i -> use(stored(kept.add(LONG + LONG + i).remove(LONG + i).union(kept.remove(LONG)))
                            .size()),
                    () -> same(SIZE, kept.size()));
        }
    },
    BLOBS {
        @Override
        Probe begin(Store store) {
            Blob kept = Blob.from(store, new byte[SIZE]);
            return new Probe(
                    i -> use(kept.concat(kept).sliceBytes(i, SIZE + i).hashCode()),
                    () -> same(Blob.from(store, new byte[SIZE]), kept));
        }
    },
    BUILDERS {
        @Override
        Probe begin(Store store) {
            PVector<String> kept = PVector.from(store, Codec.STRING, texts());
            return new Probe(
                    i -> {
                        PVector.Builder<String> builder = PVector.builder(store, Codec.STRING);
                        builder.appendAll(kept);
                        builder.append(LONG + i);
                        builder.update(i, LONG);
                        use(builder.build().size());
                        PMap.Builder<Long, String> entries = PMap.builder(store, Codec.LONG, Codec.STRING);
                        entries.put((long) i, LONG);
                        use(entries.build().size());
                    },
                    () -> same(texts(), kept.asList()));
        }
    },
    ATOMS {
        @Override
        Probe begin(Store store) {
            Atom<LongVector> atom = store.atom("atom", LongVector.of(store, 7));
            return new Probe(
                    i -> use(atom.updateAndGet(v -> v.size() > SIZE ? v.take(1) : v.append(i))
                            .size()),
                    () -> {
                        same(7L, atom.get().first());
                        atom.set(LongVector.of(store, 7));
                        store.removeAtom("atom");
                    });
        }
    },
    LETTERS {
        @Override
        Probe begin(Store store) {
            Mailbox mailbox = Mailbox.unbounded(store);
            LongVector stone = LongVector.of(store, 1, 2);
            return new Probe(
                    i -> {
                        mailbox.trySendValue(List.of(stone, stone));
                        mailbox.trySendValue(stone);
                        mailbox.trySendValue(5L);
                        try (Letter letter = mailbox.poll()) {
                            use(letter == null ? 0 : letter.open().hashCode());
                        }
                    },
                    () -> {
                        same(3L, stone.sum());
                        mailbox.close();
                    });
        }
    },
    LETTERS_OF_A_NAME {
        @Override
        Probe begin(Store store) {
            Mailbox mailbox = Mailbox.named(store, "box");
            LongVector stone = LongVector.of(store, 1, 2);
            return new Probe(
                    i -> {
                        mailbox.trySendValue(stone);
                        mailbox.trySendValue(5L);
                        mailbox.trySend(Letter.of(store, List.of(stone, LONG)));
                        try (Letter letter = mailbox.poll()) {
                            use(letter == null ? 0 : letter.open().hashCode());
                        }
                    },
                    () -> {
                        same(3L, stone.sum());
                        same(true, mailbox.trySendValue("last"));
                        Object last = null;
                        for (Letter letter = mailbox.poll(); letter != null; letter = mailbox.poll()) {
                            last = letter.open();
                        }
                        same("last", last);
                        Mailbox.remove(store, "box");
                    });
        }
    },
    SCOPES {
        @Override
        Probe begin(Store store) {
            LongVector kept = LongVector.from(store, LongStream.range(0, SIZE));
            return new Probe(
                    i -> {
                        try (Scope scope = store.scope()) {
                            LongVector work = kept.update(i, i).append(i).update(i / 2, 1);
                            use(scope.keep(work).size() + work.sum());
                        }
                    },
                    () -> same((long) SIZE * (SIZE - 1) / 2, kept.sum()));
        }
    };

    static final int SIZE = 100;
    private static final long LARGE = 1L << 40;
    private static final String LONG = "a text that is too long to lie in its slot ";

    record Pair(long number, String text) {}

    /** A step, to be done again and again with numbers less than {@link #SIZE}, and a look at what must have stayed as it was. */
    record Probe(Step step, Runnable check) {}

    @FunctionalInterface
    interface Step {
        void run(int i);
    }

    abstract Probe begin(Store store);

    /** The version, written to its store: a small one is on the heap alone until then. */
    @SuppressWarnings("unchecked") // of the class of version
    private static <V extends Version> V stored(V version) {
        return (V) AbstractVersion.of(version).foldedVersion();
    }

    private static List<String> texts() {
        return IntStream.range(0, SIZE).mapToObj(i -> LONG + i).toList();
    }

    private static Map<Long, Long> numbers() {
        return LongStream.range(0, SIZE).boxed().collect(java.util.stream.Collectors.toMap(i -> i, i -> i));
    }

    private static void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }

    private static void use(long result) {
        if (result == Long.MIN_VALUE) {
            throw new AssertionError("no operation returns this");
        }
    }
}
