package dev.cairn.bench.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.LongVector;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class MessagePlansTest {
    private static final int BYTES = 1 << 10;
    private static final int MESSAGES = 1000;

    @ParameterizedTest
    @EnumSource
    void anOperationIsABenchmarkMethod(Operation operation) {
        assertTrue(Arrays.stream(operation.benchmark().getMethods())
                .anyMatch(method ->
                        method.getName().equals(operation.label()) && method.isAnnotationPresent(Benchmark.class)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentIsReceived(Transport transport) {
        if (transport.supports(Operation.PASS, BYTES)) {
            Passing passing = transport.passing(BYTES);
            passing.send();
            Object passed = passing.receive();
            assertArrayEquals(Longs.array(BYTES), passed instanceof LongVector v ? v.toArray() : (long[]) passed);
        }
        if (transport.supports(Operation.ONE_SENDER, MESSAGES)) {
            Channel channel = transport.channel();
            assertEquals(Channel.NONE, channel.receive());
            LongStream.range(0, MESSAGES).forEach(channel::send);
            assertArrayEquals(
                    LongStream.range(0, MESSAGES).toArray(),
                    LongStream.range(0, MESSAGES).map(i -> channel.receive()).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void documentsReadBackEqual(Document document) {
        Object value = document.value();
        for (Transport transport : Transport.values()) {
            if (transport.supports(Operation.ENCODE, document.kilobytes())) {
                assertEquals(value, transport.coding().decoded(value), transport.label());
            }
        }
    }

    @Test
    void aQuickRunHasTheTrialsOfAFullOne() {
        assertEquals(MessagePlans.full(1).trials(), MessagePlans.quick().trials());
    }
}
