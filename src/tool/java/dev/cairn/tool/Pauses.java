package dev.cairn.tool;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The pauses of the garbage collector during a run, without concurrent phases. */
final class Pauses implements NotificationListener, AutoCloseable {
    private long count;
    private long millis;
    private long longest;

    Pauses() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter && !isConcurrent(collector.getName())) {
                emitter.addNotificationListener(this, null, null);
            }
        }
    }

    private static boolean isConcurrent(String collector) {
        return collector.contains("Concurrent") || collector.endsWith("Cycles");
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            long duration = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getDuration();
            count++;
            millis += duration;
            longest = Math.max(longest, duration);
        }
    }

    @Override
    public void close() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter && !isConcurrent(collector.getName())) {
                try {
                    emitter.removeNotificationListener(this);
                } catch (ListenerNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    synchronized Lengths lengths() {
        return new Lengths(count, millis, longest);
    }

    /**
     * The length of the pauses.
     *
     * @param millis their sum, in milliseconds
     * @param longest the longest, in milliseconds
     */
    record Lengths(long count, long millis, long longest) {
        static String millis(long millis) {
            return String.format(Locale.ROOT, "%,d ms", millis);
        }
    }
}
