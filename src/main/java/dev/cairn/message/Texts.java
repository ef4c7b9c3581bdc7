package dev.cairn.message;

/** The forms of strings and of arrays of bytes. */
final class Texts {
    static final Form TEXT = new Form.OfClass<>(String.class) {
        @Override
        void put(FormatWriter out, String value) {
            if (!out.putText(value)) {
                CHARS.write(out, value);
            }
        }

        @Override
        String take(FormatReader in, FormatType next) {
            return next == FormatType.TEXT ? in.text() : takeTagged(in, next);
        }
    };

    /** A string in which a surrogate stands alone, as its characters, 16 bits each. */
    static final Tag CHARS = new Tag("$chars", new Form.OfClass<>(String.class) {
        @Override
        void put(FormatWriter out, String value) {
            byte[] bytes = new byte[Character.BYTES * value.length()];
            for (int i = 0; i < value.length(); i++) {
                bytes[2 * i] = (byte) (value.charAt(i) >>> Byte.SIZE);
                bytes[2 * i + 1] = (byte) value.charAt(i);
            }
            OCTETS.write(out, bytes);
        }

        @Override
        String take(FormatReader in, FormatType next) {
            byte[] bytes = in.octets(next);
            if (bytes.length % Character.BYTES != 0) {
                throw in.fault("characters of 16 bits in " + bytes.length + " bytes");
            }
            char[] chars = new char[bytes.length / Character.BYTES];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) (bytes[2 * i] << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * i + 1]));
            }
            return new String(chars);
        }
    });

    static final Form OCTETS = new Form.OfClass<>(byte[].class) {
        @Override
        void put(FormatWriter out, byte[] value) {
            out.beginBlob((long) Byte.SIZE * value.length);
            out.putBytes(value, value.length);
        }

        @Override
        byte[] take(FormatReader in, FormatType next) {
            return next == FormatType.BLOB ? in.octets(next) : takeTagged(in, next);
        }
    };

    private Texts() {}
}
