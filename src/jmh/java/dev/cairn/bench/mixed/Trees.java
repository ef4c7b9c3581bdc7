package dev.cairn.bench.mixed;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The program: what is done with documents, the same for all libraries. */
record Trees(Nesting<Object, Object> nesting) {
    private static final JsonFactory JSON = new JsonFactory();

    /** The document of a JSON text. */
    Object read(byte[] json) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            in.nextToken();
            return value(in);
        }
    }

    private Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> map(in);
            case START_ARRAY -> vector(in);
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IllegalArgumentException("not in these documents: " + in.currentToken());
        };
    }

    private Object map(JsonParser in) {
        Nesting.MapFiller<Object> map = nesting.newMap();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, value(in));
        }
        return map.done();
    }

    private Object vector(JsonParser in) {
        Nesting.VectorFiller<Object> vector = nesting.newVector();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            vector.add(value(in));
        }
        return vector.done();
    }

    /** A sum over all keys and leaves, in whatever order they come. */
    long walk(Object document) {
        Walk walk = new Walk();
        walk.accept(document);
        return walk.sum;
    }

    private final class Walk implements BiConsumer<String, Object>, Consumer<Object> {
        private long sum;

        @Override
        public void accept(String key, Object value) {
            sum += key.length();
            accept(value);
        }

        @Override
        public void accept(Object value) {
            if (nesting.isMap(value)) {
                nesting.forEachEntry(value, this);
            } else if (nesting.isVector(value)) {
                nesting.forEachElement(value, this);
            } else {
                sum += value instanceof String text ? text.length() : value.hashCode();
            }
        }
    }

    /** The document with another leaf at the end of the edit's path. */
    Object edited(Object document, Edit edit) {
        return edited(document, edit, 0);
    }

    private Object edited(Object node, Edit edit, int depth) {
        if (depth == edit.path().length) {
            return edit.leaf();
        }
        return switch (edit.path()[depth]) {
            case String key -> nesting.with(node, key, edited(nesting.get(node, key), edit, depth + 1));
            case Integer index -> nesting.with(node, index, edited(nesting.get(node, index), edit, depth + 1));
            default -> throw new IllegalArgumentException("neither key nor index: " + edit.path()[depth]);
        };
    }

    /** The document as JSON text. */
    byte[] write(Object document) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            new Writing(out).accept(document);
        }
        return text.toByteArray();
    }

    private final class Writing implements BiConsumer<String, Object>, Consumer<Object> {
        private final JsonGenerator out;

        Writing(JsonGenerator out) {
            this.out = out;
        }

        @Override
        public void accept(String key, Object value) {
            out.writeName(key);
            accept(value);
        }

        @Override
        public void accept(Object value) {
            if (nesting.isMap(value)) {
                out.writeStartObject();
                nesting.forEachEntry(value, this);
                out.writeEndObject();
            } else if (nesting.isVector(value)) {
                out.writeStartArray();
                nesting.forEachElement(value, this);
                out.writeEndArray();
            } else {
                leaf(value);
            }
        }

        private void leaf(Object value) {
            switch (value) {
                case String text -> out.writeString(text);
                case Long number -> out.writeNumber(number);
                case Double number -> out.writeNumber(number);
                case Boolean truth -> out.writeBoolean(truth);
                default -> throw new IllegalArgumentException("not in these documents: " + value.getClass());
            }
        }
    }
}
