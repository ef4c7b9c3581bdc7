package dev.cairn.bench.mixed;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The document: a list of customers with their addresses and orders, and products by their names. Most of its maps have three to
 * eight entries, and most of its lists one to five elements. Random, and the same at each call.
 */
final class Shop {
    /** Makes a document of some megabytes. */
    static final int CUSTOMERS = 6_000;

    private static final int CUSTOMERS_TO_A_PRODUCT = 8;
    private static final String[] CITIES = {"Bergen", "Lisboa", "Kyoto", "Göteborg", "Quito", "Accra", "Hobart"};
    private static final String[] TAGS = {"new", "regular", "wholesale", "abroad", "newsletter", "late"};

    private final Random random = new Random(42);
    private final JsonGenerator out;
    private final int products;

    private Shop(JsonGenerator out, int products) {
        this.out = out;
        this.products = products;
    }

    /** The document as JSON, with so many customers. */
    static byte[] json(int customers) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new Shop(out, 1 + customers / CUSTOMERS_TO_A_PRODUCT).write(customers);
        }
        return text.toByteArray();
    }

    private void write(int customers) {
        out.writeStartObject();
        out.writeName("customers");
        out.writeStartArray();
        for (int i = 0; i < customers; i++) {
            customer(i);
        }
        out.writeEndArray();
        out.writeName("products");
        out.writeStartObject();
        for (int i = 0; i < products; i++) {
            out.writeName(product(i));
            out.writeStartObject();
            text("title", "Product of the number " + i);
            decimal("price", 500);
            out.writeName("stock");
            out.writeStartObject();
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                number(CITIES[j], random.nextInt(1_000));
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void customer(int number) {
        out.writeStartObject();
        number("id", 10_000 + number);
        text("name", "Customer " + Integer.toString(random.nextInt(1 << 24), Character.MAX_RADIX));
        text("email", "c" + number + "@example.org");
        out.writeName("active");
        out.writeBoolean(random.nextBoolean());
        decimal("balance", 10_000);
        out.writeName("address");
        address();
        out.writeName("tags");
        out.writeStartArray();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            out.writeString(TAGS[random.nextInt(TAGS.length)]);
        }
        out.writeEndArray();
        out.writeName("orders");
        out.writeStartArray();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            order();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void address() {
        out.writeStartObject();
        text("street", "Street " + random.nextInt(1_000));
        text("city", CITIES[random.nextInt(CITIES.length)]);
        text("zip", Integer.toString(random.nextInt(10_000, 100_000)));
        out.writeName("geo");
        out.writeStartObject();
        decimal("lat", 90);
        decimal("lon", 180);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void order() {
        out.writeStartObject();
        number("id", random.nextInt(10_000_000));
        text("date", "2026-%02d-%02d".formatted(random.nextInt(1, 13), random.nextInt(1, 29)));
        decimal("total", 2_000);
        out.writeName("lines");
        out.writeStartArray();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            out.writeString(product(random.nextInt(products)));
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String product(int number) {
        return "product-%05d".formatted(number);
    }

    private void text(String key, String value) {
        out.writeName(key);
        out.writeString(value);
    }

    private void number(String key, long value) {
        out.writeName(key);
        out.writeNumber(value);
    }

    /** With two decimals. */
    private void decimal(String key, int bound) {
        out.writeName(key);
        out.writeNumber(random.nextInt(100 * bound) / 100.0);
    }
}
