package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.alloc.Groups;
import dev.cairn.internal.alloc.RowOwner;
import dev.cairn.internal.alloc.SizeClasses;
import dev.cairn.internal.alloc.SlabTable;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.image.ImageLoad;
import dev.cairn.internal.letter.LetterNode;
import dev.cairn.internal.life.Crew;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.NodeSpace;
import dev.cairn.internal.life.PinFile;
import dev.cairn.internal.life.RootCell;
import dev.cairn.internal.life.Roots;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.life.Writers;
import dev.cairn.internal.memory.ByteLocks;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Kind;
import dev.cairn.internal.node.MailboxNode;
import dev.cairn.internal.node.MapNode;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.node.ReferenceList;
import dev.cairn.internal.slot.Hash;
import dev.cairn.internal.trie.blob.BlobBase;
import dev.cairn.internal.trie.vector.VectorBase;
import dev.cairn.internal.trie.vector.VectorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constants of the code that docs/layout.md names, by class and name, whoever may see them. */
final class LayoutConstants {
    private static final Pattern TERM =
            Pattern.compile("(?:(\\d+) \\* )?(?:(\\d+)|start|(?:(log2)\\()?(\\w+)\\.(\\w+)\\)?)");

    private static final Map<String, Class<?>> CLASSES = Stream.of(
                    Stream.of(
                            ByteLocks.class,
                            Crew.class,
                            DescriptorTable.class,
                            Groups.class,
                            Hash.class,
                            Header.class,
                            Integer.class,
                            Kind.class,
                            MailboxNode.class,
                            MapNode.class,
                            Memory.class,
                            Node.class,
                            NodeSpace.class,
                            PinFile.class,
                            ReferenceList.class,
                            RootCell.class,
                            Roots.class,
                            SlabTable.class,
                            TypeLayout.class,
                            TypeLayout.Slot.class,
                            Superblock.class,
                            RowOwner.class,
                            VectorBase.class,
                            VectorType.class,
                            Writers.class),
                    hidden(
                            Codec.class,
                            "AnyCodec",
                            "EncodingCodec",
                            "NumberArrays",
                            "OctetsCodec",
                            "StringCodec",
                            "Tags",
                            "Text"),
                    hidden(LetterNode.class, "Lane", "PostNode", "Segment"),
                    hidden(NodeSpace.class, "Ledger"),
                    hidden(NodeSpace.class, "KindFigures"),
                    hidden(NodeSpace.class, "LedgerPage"),
                    hidden(NodeSpace.class, "RowPages"),
                    hidden(BlobBase.class, "BlobNode", "Rope"),
                    hidden(ImageLoad.class, "ImageFormat"))
            .flatMap(classes -> classes)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private LayoutConstants() {}

    /** Classes of the package of {@code neighbour} that only that package sees. */
    private static Stream<Class<?>> hidden(Class<?> neighbour, String... names) {
        return Stream.of(names).map(name -> {
            try {
                return Class.forName(neighbour.getPackageName() + "." + name);
            } catch (ClassNotFoundException e) {
                throw new LinkageError(name, e);
            }
        });
    }

    /** The class of this simple name. */
    static Class<?> type(String name) {
        Class<?> type = CLASSES.get(name);
        if (type == null) {
            throw new AssertionError("the document names no class " + name + " that this test knows");
        }
        return type;
    }

    /** The value of a constant; of a kind of nodes its number. */
    static long of(String type, String name) {
        Object value = Fields.ofClass(type(type), name);
        return value instanceof Kind kind ? kind.code() : ((Number) value).longValue();
    }

    /** Whether there is such a constant. */
    static boolean exists(String constant) {
        int dot = constant.indexOf('.');
        try {
            of(constant.substring(0, dot), constant.substring(dot + 1));
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The value of a sum of constants and numbers. */
    static long evaluate(String sum) {
        long value = 0;
        for (String term : sum.replace(" - ", " + -").split(" \\+ ", -1)) {
            value += term.startsWith("-") ? -term(term.substring(1)) : term(term);
        }
        return value;
    }

    private static long term(String text) {
        Matcher term = TERM.matcher(text);
        if (!term.matches()) {
            throw new AssertionError("not a constant: " + text);
        }
        long factor = term.group(1) == null ? 1 : Long.parseLong(term.group(1));
        if (term.group(2) != null) {
            return factor * Long.parseLong(term.group(2));
        }
        if (term.group(4) == null) {
            return 0;
        }
        long value = of(term.group(4), term.group(5));
        return factor * (term.group(3) == null ? value : Long.numberOfTrailingZeros(value));
    }

    /** What is wrong with the numbers of {@code document} that have names. */
    static List<String> faults(DocumentTables document) {
        List<String> faults = new ArrayList<>();
        for (DocumentTables.Table table : document.tables()) {
            if (table.hasNames()) {
                table.rows().forEach(row -> check(row, faults));
                checkThatRowsFollow(table.rows(), faults);
            }
        }
        return faults;
    }

    private static void check(DocumentTables.Row row, List<String> faults) {
        List<String> codes = row.codes();
        if (codes.isEmpty() || !DocumentTables.isNumber(row.first())) {
            faults.add("no name or no number: " + row);
            return;
        }
        check(codes.getFirst(), DocumentTables.number(row.first()), UnaryOperator.identity(), row, faults);
        if (codes.size() > 1) {
            check(codes.get(1), DocumentTables.number(row.get("bits")), LayoutConstants::ones, row, faults);
        }
    }

    /** How many bits a mask, or the largest value of a field, has. */
    private static long ones(long mask) {
        return Long.bitCount(mask);
    }

    private static void check(
            String code, long number, UnaryOperator<Long> measure, DocumentTables.Row row, List<String> faults) {
        try {
            long value = evaluate(code);
            if (measure.apply(value) != number) {
                faults.add(code + " is " + value + ": " + row);
            }
        } catch (LinkageError e) {
            faults.add("there is no " + code + ": " + row);
        }
    }

    /** Fields follow one another without a gap, and the bits of a word are 32 or 64 in all. */
    private static void checkThatRowsFollow(List<DocumentTables.Row> rows, List<String> faults) {
        for (int i = 0; i < rows.size(); i++) {
            DocumentTables.Row row = rows.get(i);
            String length = row.get("bytes") + row.get("bits");
            boolean isLast = i == rows.size() - 1;
            if (DocumentTables.isNumber(length) && DocumentTables.isNumber(row.first())) {
                long end = DocumentTables.number(row.first()) + DocumentTables.number(length);
                boolean follows = isLast
                        ? row.get("bits").isEmpty() || end == Long.SIZE
                        : end == DocumentTables.number(rows.get(i + 1).first());
                if (!follows) {
                    faults.add("does not end where the next one begins: " + row);
                }
            }
        }
    }

    /** The constants of {@code type} whose names match {@code pattern}. */
    static Set<String> names(Class<?> type, String pattern) {
        return Stream.of(type.getDeclaredFields())
                .map(field -> type.getSimpleName() + "." + field.getName())
                .filter(name -> name.matches(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The block sizes of a store with slabs of so many bytes. */
    static SizeClasses sizeClasses(int slabBytes) {
        return Fields.make(SizeClasses.class, slabBytes);
    }
}
