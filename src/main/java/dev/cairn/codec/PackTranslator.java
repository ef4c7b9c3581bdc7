package dev.cairn.codec;

/**
 * Copies the bytes of a {@link Packer}, and replaces the numbers that have a meaning only where they were made: those of classes, of
 * constants and of kinds of collections. Runs no user code.
 */
final class PackTranslator {
    private final PackReader in;
    private final PackWriter out = new PackWriter();
    private final Numbers numbers;
    private int next;

    /** The numbers to write. Those to read are of this process. */
    interface Numbers {
        /** The number of a record's or enum's class. */
        default int type(NumberedClass known) {
            return known.number;
        }

        /** The number of a constant. */
        default int constant(NumberedClass known, int ordinal) {
            return ordinal;
        }

        /** The number of the kind of the collection that is the part {@code index}. */
        default int kind(int index, int kind) {
            return kind;
        }
    }

    private PackTranslator(byte[] bytes, Numbers numbers) {
        this.in = new PackReader(bytes);
        this.numbers = numbers;
    }

    /** {@code bytes}, which follow the tag, with other numbers. */
    static byte[] translate(byte tag, byte[] bytes, Numbers numbers) {
        PackTranslator translator = new PackTranslator(bytes, numbers);
        translator.body((byte) (tag & ~Tags.WITH_PARTS));
        return translator.out.bytes();
    }

    private int count() {
        int count = (int) in.getCount();
        out.putCount(count);
        return count;
    }

    private void value() {
        byte tag = in.getByte();
        out.putByte(tag);
        body(tag);
    }

    private void values(int count) {
        for (int i = 0; i < count; i++) {
            value();
        }
    }

    private void body(byte tag) {
        switch (tag) {
            case Tags.NULL -> {}
            case Tags.DOUBLE -> out.putWord(in.getWord());
            case Tags.TEXT, Tags.LINK -> out.putText(in.getText());
            case Tags.ENUM -> {
                NumberedClass known = type();
                out.putCount(numbers.constant(known, (int) in.getCount()));
            }
            case Tags.RECORD -> values(type().components());
            case Tags.LIST, Tags.LIST_WITH_NULLS, Tags.SET -> values(count());
            case Tags.MAP -> values(2 * count());
            case Tags.ENTRY -> values(2);
            case Tags.OPTIONAL -> value();
            case Tags.OBJECT -> next++;
            case Tags.COLLECTION -> out.putCount(numbers.kind(next++, (int) in.getCount()));
            default -> plain(tag);
        }
    }

    private NumberedClass type() {
        NumberedClass known = NumberedClass.of((int) in.getCount());
        out.putCount(numbers.type(known));
        return known;
    }

    private void plain(byte tag) {
        if (tag < Tags.TEXT) {
            out.putNumber(in.getNumber());
        } else {
            JdkValues.write(JdkValues.read(tag, in), out);
        }
    }
}
