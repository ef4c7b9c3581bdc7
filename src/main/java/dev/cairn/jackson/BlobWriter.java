package dev.cairn.jackson;

import dev.cairn.Blob;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a blob of whole bytes as binary data, from a stream, so that the bytes are never in one array on the heap. */
final class BlobWriter extends StdSerializer<Blob> {
    BlobWriter() {
        super(Blob.class);
    }

    @Override
    public boolean isEmpty(SerializationContext context, Blob blob) {
        return blob.isEmpty();
    }

    @Override
    public void serialize(Blob blob, JsonGenerator out, SerializationContext context) {
        if (blob.length() % Byte.SIZE != 0 || blob.byteLength() > Integer.MAX_VALUE) {
            throw DatabindException.from(
                    out,
                    "a blob of " + blob.length() + " bits; Jackson writes whole bytes only, and at most 2,147,483,647");
        }
        out.writeBinary(blob.inputStream(), (int) blob.byteLength());
    }

    @Override
    public void serializeWithType(Blob blob, JsonGenerator out, SerializationContext context, TypeSerializer types) {
        WritableTypeId id = types.writeTypePrefix(out, context, types.typeId(blob, JsonToken.VALUE_EMBEDDED_OBJECT));
        serialize(blob, out, context);
        types.writeTypeSuffix(out, context, id);
    }
}
