package dev.cairn.bench.message;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;

/** CBOR by Jackson. */
final class CborCoding {
    private static final CBORMapper MAPPER = CBORMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();

    private CborCoding() {}

    static Coding<byte[]> of(Class<?> type) {
        ObjectWriter writer = MAPPER.writer();
        ObjectReader reader = MAPPER.readerFor(type);
        return new Coding<>(writer::writeValueAsBytes, reader::readValue);
    }
}
