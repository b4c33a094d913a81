package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.process.LiveHeap;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.util.OptionalLong;

/// What a server takes in memory while something befalls it.
///
/// The heap may be used up, for that is what it is for: Java gives memory to rubbish as long as
/// there is some. What else there is, and what stays, has a limit.
final class Footprint {
  // What Java takes besides its heap: its own code, compiled code, threads, SQLite. With a heap of
  // 256 MiB the whole may be 512 under full load, and so it may under attack.
  private static final double MOST_MIB_BESIDE_HEAP = 256;
  // Some buffers are kept for the next bodies.
  private static final double MOST_MIB_KEPT = 32;

  private final SkepServer server;
  private final OptionalLong before;

  private Footprint(SkepServer server, OptionalLong before) {
    this.server = server;
    this.before = before;
  }

  /// To be called when the server has answered a request of each sort, for the first one loads
  /// code.
  static Footprint before(SkepServer server) throws IOException, InterruptedException {
    return new Footprint(server, LiveHeap.bytes(server.java().pid()));
  }

  /// Says what was taken since, and whether it is too much.
  void judge(Scene scene) throws IOException, InterruptedException {
    double most = server.java().peakResidentMib();
    scene.measured(
        "Most resident memory, with -Xmx" + scene.setup().heap(), "%,.0f MiB".formatted(most));
    scene.require(
        most < scene.heapMib() + MOST_MIB_BESIDE_HEAP, "the server took %,.0f MiB".formatted(most));
    OptionalLong after = LiveHeap.bytes(server.java().pid());
    if (before.isPresent() && after.isPresent()) {
      double kept = (after.getAsLong() - before.getAsLong()) / (double) (1 << 20);
      scene.measured("Kept after a collection, more than before", "%,.1f MiB".formatted(kept));
      scene.require(kept < MOST_MIB_KEPT, "%,.0f MiB are kept".formatted(kept));
    }
  }
}
