package dev.skep.domain.anatomy;

/// How long each span was busy by itself: its duration without the time in which a child ran.
final class SelfTimes {
  private SelfTimes() {}

  static long[] of(Anatomy trace) {
    long[] self = new long[trace.size()];
    long[] coveredTo = new long[trace.size()];
    for (int node = 0; node < self.length; node++) {
      coveredTo[node] = trace.start(node);
      self[node] = trace.isMissing(node) ? 0 : trace.duration(node);
      int parent = trace.parent(node);
      if (parent != Anatomy.NONE && !trace.isMissing(parent)) {
        // Siblings come by start, so what is covered only grows at its end.
        long from = Math.max(coveredTo[parent], trace.start(node));
        long to = Math.min(trace.lastMoment(parent), trace.lastMoment(node));
        if (to > from) {
          self[parent] -= to - from;
          coveredTo[parent] = to;
        }
      }
    }
    return self;
  }
}
