package dev.skep.bootstrap;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Gives memory back to the system when nothing has been asked for, and nothing has come, for a
/// while: a store of traces sits beside what it watches, and most of the time it rests.
///
/// Java keeps some twice the heap that it needs, so that it collects seldom. That is worth its
/// memory while there is work, and not at rest. So at rest other values hold for the two flags that
/// say how much of the heap may lie free; as soon as there is work again, the usual ones do.
final class MemoryAtRest implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final int LOOKS = 6;
  // Watching itself and the keeping of segments take some of it.
  private static final long NEXT_TO_NOTHING = 2L << 20;
  private static final long WORTH_A_COLLECTION = 8L << 20;

  private final LongSupplier allocated;
  private final Heap heap;
  private long before;
  private long givenBackAt;
  private int quietLooks;
  private boolean atRest;

  /// @param allocated how many bytes have been asked for since the start
  MemoryAtRest(LongSupplier allocated, Heap heap) {
    this.allocated = allocated;
    this.heap = heap;
  }

  /// Java's heap.
  interface Heap {
    /// Keeps little that is free, from now on.
    void rest();

    /// Gives back what is not needed.
    void giveBack();

    /// Keeps as much as usual, from now on.
    void work();
  }

  /// Begins to look, for as long as the process lives.
  static void watch() {
    var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    var flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      var heap = HeapFlags.of(flags);
      var memory = new MemoryAtRest(threads::getTotalThreadAllocatedBytes, heap);
      Thread.ofVirtual().name("memory-at-rest").start(memory);
    } catch (IllegalArgumentException e) {
      // The heap of another Java, which has no such flags, sees to itself.
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// To be called again and again, at equal distances.
  void look() {
    long now = allocated.getAsLong();
    quietLooks = now - before < NEXT_TO_NOTHING ? quietLooks + 1 : 0;
    before = now;
    if (quietLooks == 0 && atRest) {
      atRest = false;
      heap.work();
    } else if (quietLooks >= LOOKS) {
      if (!atRest) {
        atRest = true;
        heap.rest();
      }
      if (now - givenBackAt >= WORTH_A_COLLECTION) {
        heap.giveBack();
        givenBackAt = allocated.getAsLong();
        before = givenBackAt;
      }
    }
  }

  /// The flags of the process.
  private record HeapFlags(HotSpotDiagnosticMXBean flags, String least, String most)
      implements Heap {
    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    static HeapFlags of(HotSpotDiagnosticMXBean flags) {
      return new HeapFlags(
          flags, flags.getVMOption(LEAST_FREE).getValue(), flags.getVMOption(MOST_FREE).getValue());
    }

    @Override
    public void rest() {
      flags.setVMOption(LEAST_FREE, "0");
      flags.setVMOption(MOST_FREE, "5");
    }

    /// What the first collection finds to be softly reachable, or has to run a cleaner for, is
    /// there for the second one.
    @Override
    public void giveBack() {
      System.gc();
      System.gc();
    }

    @Override
    public void work() {
      flags.setVMOption(MOST_FREE, most);
      flags.setVMOption(LEAST_FREE, least);
    }
  }
}
