package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A program that names no codec and no store: records, enums, dates, lists of lists, beside the same with java.util. */
class WithoutCodecsTest {
    private static final int ORDERS = 5_000;

    enum Status {
        OPEN,
        PAID,
        SENT
    }

    sealed interface Payment permits Card, Transfer {}

    record Card(String number, Duration validFor) implements Payment {}

    record Transfer(@Nullable String note) implements Payment {}

    record Line(String article, int count, BigDecimal price) {}

    record Order(
            UUID id,
            String customer,
            LocalDate date,
            Status status,
            Payment payment,
            List<Line> lines,
            Optional<Line> gift) {}

    private static Order order(int n) {
        return new Order(
                new UUID(n * 77L, ~n * 13L),
                "customer " + n % 500,
                LocalDate.of(2020, 1, 1).plusDays(n % 2000),
                Status.values()[n % 3],
                n % 2 == 0 ? new Card("4000 " + n, Duration.ofDays(n)) : new Transfer(n % 3 == 0 ? null : "by post"),
                List.of(line(n), line(n + 1)),
                n % 5 == 0 ? Optional.of(line(n)) : Optional.empty());
    }

    private static Line line(int n) {
        return new Line("article " + n % 300, n % 7, BigDecimal.valueOf(n % 10_000, 2));
    }

    private static List<List<Integer>> row(int n) {
        return List.of(List.of(n, n + 1), List.of(), List.of(n));
    }

    @Test
    void recordsEnumsDatesAndListsOfListsAreKeptAndFound() {
        List<Order> list =
                IntStream.range(0, ORDERS).mapToObj(WithoutCodecsTest::order).toList();
        PVector<Order> orders = PVector.from(list);
        assertEquals(list, orders.asList());
        assertEquals(list.hashCode(), orders.hashCode());
        assertEquals(7, orders.asList().indexOf(order(7)));

        Map<UUID, Order> map = new HashMap<>();
        PMap<UUID, Order> byId = PMap.of(order(0).id(), order(0));
        for (Order order : list) {
            map.put(order.id(), order);
            byId = byId.put(order.id(), order);
        }
        assertEquals(map, byId.asMap());
        assertEquals(order(70), byId.get(order(70).id()));

        PMap<Status, PVector<Order>> byStatus = PMap.of(Status.OPEN, PVector.of(order(0)));
        for (Order order : orders.slice(1, 300)) {
            PVector<Order> known = byStatus.get(order.status());
            byStatus = byStatus.put(order.status(), known == null ? PVector.of(order) : known.append(order));
        }
        assertEquals(list.get(3), byStatus.get(Status.OPEN).get(1));

        PMap<List<List<Integer>>, LocalDate> rows = PMap.of(row(0), LocalDate.MIN, row(1), LocalDate.MAX);
        assertEquals(LocalDate.MAX, rows.get(row(1)));
        assertTrue(PSet.of(row(3), row(4)).contains(new ArrayList<>(row(4))));
        assertTrue(PSet.from(list).contains(order(99)));
        assertFalse(PSet.from(list).contains(order(ORDERS)));

        assertTrue(orders.isPortable() && byId.isPortable() && byStatus.isPortable(), "no object of it is on the heap");
        long bytes = Sharing.retained(orders).bytes() / ORDERS;
        System.out.println("An order of two lines: " + bytes + " bytes off the heap, none on it");
        assertTrue(bytes < 250, () -> bytes + " bytes an order");
    }
}
