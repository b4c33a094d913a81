package dev.skep.web.api;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What `/metrics` says of the machine that runs Skep's code. Names are those of Prometheus' own
/// library for Java where it has one.
final class JvmMetrics {
  private static final String GAUGE = "gauge";
  private static final String COUNTER = "counter";
  private static final double MILLIS = 1e3;

  private JvmMetrics() {}

  static void write(PrometheusText text) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    text.single("jvm_heap_used_bytes", GAUGE, "Heap in use, garbage included.", heap.getUsed());
    text.single("jvm_heap_max_bytes", GAUGE, "Heap that may be used.", heap.getMax());
    String count = "jvm_gc_collections_total";
    text.family(count, COUNTER, "Garbage collections.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample(count, Math.max(0, gc.getCollectionCount()), "gc", gc.getName());
    }
    String time = "jvm_gc_collection_seconds_total";
    text.family(time, COUNTER, "How long garbage collections took.");
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      text.sample(time, Math.max(0, gc.getCollectionTime()) / MILLIS, "gc", gc.getName());
    }
    text.single(
        "jvm_threads",
        GAUGE,
        "Threads of the operating system.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    text.single(
        "process_start_time_seconds",
        GAUGE,
        "When the process began.",
        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
  }
}
