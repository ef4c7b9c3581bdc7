package dev.cairn.bench.process;

/** A number that is put into a table; whoever receives it waits for a change, or looks all the time. */
final class TableSignal implements Signal {
    private static final long KEY = Values.key(0);

    private final Database table;
    private final boolean waits;
    private long last;

    TableSignal(Database table, boolean waits) {
        this.table = table;
        this.waits = waits;
    }

    /** The end of whoever receives: what the table has now is not received. */
    static TableSignal receiver(Database table, boolean waits) {
        TableSignal signal = new TableSignal(table, waits);
        table.snapshot();
        signal.last = Values.number(table.get(KEY));
        return signal;
    }

    @Override
    public void send(long number) {
        table.put(KEY, Values.value(number));
    }

    @Override
    public long receive() {
        while (true) {
            table.snapshot();
            long number = Values.number(table.get(KEY));
            if (number != last) {
                last = number;
                return number;
            }
            if (waits) {
                table.awaitChange();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
