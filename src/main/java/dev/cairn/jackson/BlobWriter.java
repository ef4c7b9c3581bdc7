package dev.cairn.jackson;

import dev.cairn.Blob;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a blob of whole bytes as an array of these, which never is on the heap. */
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
            throw DatabindException.from(out, blob.length() + " bits are no bytes, or too many");
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
