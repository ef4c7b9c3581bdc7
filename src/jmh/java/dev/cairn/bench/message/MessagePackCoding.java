package dev.cairn.bench.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** What JSON has, by MessagePack's own library, which leaves it to its user to walk over maps and lists. */
final class MessagePackCoding {
    private MessagePackCoding() {}

    static Coding<byte[]> coding() {
        return new Coding<>(MessagePackCoding::encode, MessagePackCoding::decode);
    }

    private static byte[] encode(Object value) {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            pack(packer, value);
            return packer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(MessagePacker packer, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> packer.packNil();
            case String text -> packer.packString(text);
            case Long number -> packer.packLong(number);
            case Double number -> packer.packDouble(number);
            case Boolean truth -> packer.packBoolean(truth);
            case List<?> list -> {
                packer.packArrayHeader(list.size());
                for (Object element : list) {
                    pack(packer, element);
                }
            }
            case Map<?, ?> map -> {
                packer.packMapHeader(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    packer.packString((String) entry.getKey());
                    pack(packer, entry.getValue());
                }
            }
            default -> throw new IllegalArgumentException("not of JSON: " + value);
        }
    }

    private static Object decode(byte[] bytes) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            return Objects.requireNonNull(unpack(unpacker));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object unpack(MessageUnpacker unpacker) throws IOException {
        return switch (unpacker.getNextFormat().getValueType()) {
            case NIL -> {
                unpacker.unpackNil();
                yield null;
            }
            case STRING -> unpacker.unpackString();
            case INTEGER -> (Long) unpacker.unpackLong();
            case FLOAT -> (Double) unpacker.unpackDouble();
            case BOOLEAN -> (Boolean) unpacker.unpackBoolean();
            case ARRAY -> unpackList(unpacker);
            case MAP -> unpackMap(unpacker);
            case BINARY, EXTENSION -> throw new IllegalArgumentException("not of JSON");
        };
    }

    private static List<@Nullable Object> unpackList(MessageUnpacker unpacker) throws IOException {
        int size = unpacker.unpackArrayHeader();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(unpack(unpacker));
        }
        return list;
    }

    private static Map<String, @Nullable Object> unpackMap(MessageUnpacker unpacker) throws IOException {
        int size = unpacker.unpackMapHeader();
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            map.put(unpacker.unpackString(), unpack(unpacker));
        }
        return map;
    }
}
