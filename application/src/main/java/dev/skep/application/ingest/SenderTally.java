package dev.skep.application.ingest;

import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Resource;
import java.util.EnumMap;
import java.util.Map;

/// What one batch holds of one sender, while it is being counted.
final class SenderTally {
  final Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
  Resource last = Resource.UNKNOWN;
  int received;
  int sampledOut;
  int rateLimited;
  int unavailable;

  void reject(Rejection reason, int spans) {
    received += spans;
    rejected.merge(reason, (long) spans, Long::sum);
  }

  void unavailable(int spans) {
    received += spans;
    unavailable += spans;
  }
}
