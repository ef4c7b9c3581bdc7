package dev.cairn.message;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Either format, in bytes, as it comes from outside. */
interface ByteFormat {
    /** What the names of files in this format end with. */
    String ending();

    byte[] encode(Object value);

    Object decode(byte[] bytes);

    /** Nota, and Wota. */
    static List<ByteFormat> all(MessageOptions options) {
        return List.of(new NotaBytes(Nota.of(options)), new WotaBytes(Wota.of(options)));
    }

    record NotaBytes(Nota nota) implements ByteFormat {
        @Override
        public String ending() {
            return ".nota";
        }

        @Override
        public byte[] encode(Object value) {
            return nota.encode(value);
        }

        @Override
        public Object decode(byte[] bytes) {
            return nota.decode(bytes);
        }
    }

    record WotaBytes(Wota wota) implements ByteFormat {
        @Override
        public String ending() {
            return ".wota";
        }

        @Override
        public byte[] encode(Object value) {
            try (Arena arena = Arena.ofConfined()) {
                return wota.encode(value, arena).toArray(ValueLayout.JAVA_BYTE);
            }
        }

        @Override
        public Object decode(byte[] bytes) {
            return wota.decode(MemorySegment.ofArray(bytes));
        }
    }
}
