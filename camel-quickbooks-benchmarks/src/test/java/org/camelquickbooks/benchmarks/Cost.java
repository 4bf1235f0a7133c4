package org.camelquickbooks.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What this process spends: CPU time over all its threads, and bytes allocated by all of them, also those that are gone.
 * Bytes are the heap's growth between collections.
 */
final class Cost {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final AtomicLong collected = new AtomicLong();
    private long startCpu;
    private long startHeap;

    Cost() {
        NotificationListener listener = (notification, handback) -> {
            if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
                var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                collected.addAndGet(used(info.getGcInfo().getMemoryUsageBeforeGc())
                        - used(info.getGcInfo().getMemoryUsageAfterGc()));
            }
        };
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
    }

    private static long used(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> pool.getKey().contains("Eden")
                        || pool.getKey().contains("Survivor")
                        || pool.getKey().contains("Old")
                        || pool.getKey().contains("Tenured"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    void start() {
        System.gc();
        settle();
        startHeap = heap() + collected.get();
        startCpu = SYSTEM.getProcessCpuTime();
    }

    /** Nanoseconds of CPU time since the start. */
    long cpuNanos() {
        return SYSTEM.getProcessCpuTime() - startCpu;
    }

    /** Bytes allocated since the start. */
    long bytes() {
        settle();
        return heap() + collected.get() - startHeap;
    }

    /** Collections are told of by another thread, a little later. */
    private void settle() {
        long before;
        do {
            before = collected.get();
            for (int i = 0; i < 100; i++) {
                Thread.yield();
            }
        } while (before != collected.get());
    }
}
