package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.UUID;

/** Immutable values of the JDK: numbers of any size, times and ids. Two are equal if and only if their bytes are. */
final class JdkValues {
    /** The classes. Two of them are not final; values of their subclasses do not count. */
    static final Set<Class<?>> CLASSES = Set.of(
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Instant.class,
            Duration.class,
            Period.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            ZoneOffset.class,
            Year.class,
            YearMonth.class,
            MonthDay.class);

    private JdkValues() {}

    /** The tag of {@code value}; {@link Tags#NULL} if it has another class. */
    static byte tag(Object value) {
        return switch (value) {
            case BigInteger n when n.getClass() == BigInteger.class -> Tags.BIG_INTEGER;
            case BigDecimal n when n.getClass() == BigDecimal.class -> Tags.BIG_DECIMAL;
            case UUID _ -> Tags.UNIQUE_ID;
            case Instant _ -> Tags.INSTANT;
            case LocalDate _ -> Tags.LOCAL_DATE;
            case LocalTime _ -> Tags.LOCAL_TIME;
            case LocalDateTime _ -> Tags.LOCAL_DATE_TIME;
            case ZonedDateTime _ -> Tags.ZONED_DATE_TIME;
            case OffsetDateTime _ -> Tags.OFFSET_DATE_TIME;
            case OffsetTime _ -> Tags.OFFSET_TIME;
            case Duration _ -> Tags.DURATION;
            case Period _ -> Tags.PERIOD;
            case ZoneOffset _ -> Tags.ZONE_OFFSET;
            case Year _ -> Tags.YEAR;
            case YearMonth _ -> Tags.YEAR_MONTH;
            case MonthDay _ -> Tags.MONTH_DAY;
            default -> Tags.NULL;
        };
    }

    /** Prepares {@code value}, which has this tag. */
    static Packed pack(byte tag, Object value) {
        PackWriter out = new PackWriter();
        write(value, out);
        return Packed.of(value, tag, out.bytes(), Packed.NO_PARTS);
    }

    static void write(Object value, PackWriter out) {
        switch (value) {
            case BigInteger n -> writeInteger(n, out);
            case BigDecimal n -> {
                out.putNumber(n.scale());
                writeInteger(n.unscaledValue(), out);
            }
            case UUID id -> {
                out.putWord(id.getMostSignificantBits());
                out.putWord(id.getLeastSignificantBits());
            }
            case Instant t -> writePair(t.getEpochSecond(), t.getNano(), out);
            case Duration d -> writePair(d.getSeconds(), d.getNano(), out);
            case Period p -> {
                writePair(p.getYears(), p.getMonths(), out);
                out.putNumber(p.getDays());
            }
            case LocalDate date -> out.putNumber(date.toEpochDay());
            case LocalTime time -> out.putCount(time.toNanoOfDay());
            case LocalDateTime t -> writeLocal(t, out);
            case OffsetTime t ->
                writePair(t.getOffset().getTotalSeconds(), t.toLocalTime().toNanoOfDay(), out);
            case OffsetDateTime t -> {
                writeLocal(t.toLocalDateTime(), out);
                write(t.getOffset(), out);
            }
            case ZonedDateTime t -> {
                writeLocal(t.toLocalDateTime(), out);
                write(t.getOffset(), out);
                out.putText(t.getZone().getId());
            }
            case ZoneOffset offset -> out.putNumber(offset.getTotalSeconds());
            case Year year -> out.putNumber(year.getValue());
            case YearMonth month -> writePair(month.getYear(), month.getMonthValue(), out);
            case MonthDay day -> writePair(day.getMonthValue(), day.getDayOfMonth(), out);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private static void writeInteger(BigInteger n, PackWriter out) {
        byte[] bytes = n.toByteArray();
        out.putCount(bytes.length);
        out.putBytes(bytes);
    }

    private static void writePair(long first, long second, PackWriter out) {
        out.putNumber(first);
        out.putNumber(second);
    }

    private static void writeLocal(LocalDateTime t, PackWriter out) {
        out.putNumber(t.toLocalDate().toEpochDay());
        out.putCount(t.toLocalTime().toNanoOfDay());
    }

    /** Reads a value of this tag. */
    static Object read(byte tag, PackReader in) {
        return switch (tag) {
            case Tags.BIG_INTEGER -> readInteger(in);
            case Tags.BIG_DECIMAL -> {
                int scale = in.getInt();
                yield new BigDecimal(readInteger(in), scale);
            }
            case Tags.UNIQUE_ID -> new UUID(in.getWord(), in.getWord());
            case Tags.INSTANT -> Instant.ofEpochSecond(in.getNumber(), in.getInt());
            case Tags.DURATION -> Duration.ofSeconds(in.getNumber(), in.getInt());
            case Tags.PERIOD -> Period.of(in.getInt(), in.getInt(), in.getInt());
            case Tags.LOCAL_DATE -> LocalDate.ofEpochDay(in.getNumber());
            case Tags.LOCAL_TIME -> LocalTime.ofNanoOfDay(in.getCount());
            case Tags.LOCAL_DATE_TIME -> readLocal(in);
            case Tags.OFFSET_TIME -> {
                ZoneOffset offset = readOffset(in);
                yield OffsetTime.of(LocalTime.ofNanoOfDay(in.getNumber()), offset);
            }
            case Tags.OFFSET_DATE_TIME -> OffsetDateTime.of(readLocal(in), readOffset(in));
            case Tags.ZONED_DATE_TIME -> {
                LocalDateTime local = readLocal(in);
                ZoneOffset offset = readOffset(in);
                yield ZonedDateTime.ofLocal(local, ZoneId.of(in.getText()), offset);
            }
            case Tags.ZONE_OFFSET -> readOffset(in);
            case Tags.YEAR -> Year.of(in.getInt());
            case Tags.YEAR_MONTH -> YearMonth.of(in.getInt(), in.getInt());
            case Tags.MONTH_DAY -> MonthDay.of(in.getInt(), in.getInt());
            default -> throw new IllegalArgumentException("there is no tag " + tag);
        };
    }

    private static BigInteger readInteger(PackReader in) {
        return new BigInteger(in.getBytes(Math.toIntExact(in.getCount())));
    }

    private static ZoneOffset readOffset(PackReader in) {
        return ZoneOffset.ofTotalSeconds(in.getInt());
    }

    private static LocalDateTime readLocal(PackReader in) {
        LocalDate date = LocalDate.ofEpochDay(in.getNumber());
        return date.atTime(LocalTime.ofNanoOfDay(in.getCount()));
    }
}
