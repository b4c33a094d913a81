package dev.skep.persistence.segment;

import java.util.List;

/// The segments that there are at one moment. As long as the view is open, none of their files goes
/// away.
public final class SegmentsView implements AutoCloseable {
  private final List<Segment> segments;
  private final List<Lease> leases;

  SegmentsView(List<Segment> segments, List<Lease> leases) {
    this.segments = List.copyOf(segments);
    this.leases = List.copyOf(leases);
  }

  /// Newest first.
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public void close() {
    leases.forEach(Lease::release);
  }
}
