package dev.skep.bootstrap.demo;

import java.time.Duration;

/// A machine of the estate, with one Beyla on it.
///
/// @param id what Beyla writes as `host.id`
/// @param flushEvery how often this machine's Beyla sends what it has seen. Two machines with
///   different rhythms are why a child may arrive before or after its parent.
record Host(String name, String id, Duration flushEvery) {
  /// When something that ended at `end` is sent, both in nanoseconds since the epoch.
  long flushAfter(long end) {
    var rhythm = flushEvery.toNanos();
    return Math.ceilDiv(end, rhythm) * rhythm;
  }
}
