package dev.cairn.docs;

// tag::first[]
import dev.cairn.PMap;
import dev.cairn.PVector;

public class FirstProgram {
    record Order(String customer, int amount) {}

    public static void main(String[] args) {
        PVector<Order> orders = PVector.of(new Order("Ann", 20), new Order("Bob", 5));
        PVector<Order> more = orders.append(new Order("Ann", 12));
        System.out.println(orders.size()); // 2
        System.out.println(more.size()); // 3

        PMap<String, Integer> totals = PMap.empty();
        for (Order order : more) {
            totals = totals.merge(order.customer(), order.amount(), Integer::sum);
        }
        System.out.println(totals.get("Ann")); // 32
        System.out.println(totals.remove("Ann").size()); // 1
        System.out.println(totals.size()); // 2
    }
}
// end::first[]
