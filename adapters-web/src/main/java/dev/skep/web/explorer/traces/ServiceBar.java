package dev.skep.web.explorer.traces;

import dev.skep.domain.trace.ServiceTime;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// One service's part of a trace's bar: its share of the time that all services worked by
/// themselves.
///
/// @param color its class, or `rest` for the services that have no part of their own
/// @param x where the part begins, in percent; empty for the left edge
public record ServiceBar(String color, String x, String width) {
  private static final double SMALLEST_SHARE = 0.02;
  private static final int MOST_PARTS = 8;

  /// The bar of a trace. Services with less than a fiftieth of the work have no part of their own,
  /// nor has any but the eight that worked most; and a bar too short to be split is the root's.
  static List<ServiceBar> of(TraceSummary trace, long slowestNanos) {
    double length = slowestNanos == 0 ? 0 : (double) trace.durationNano() / slowestNanos;
    double all = trace.serviceTimes().stream().mapToDouble(ServiceTime::selfNano).sum();
    List<ServiceTime> parts =
        Timeline.isThin(length) || all == 0
            ? List.of()
            : trace.serviceTimes().stream()
                .filter(time -> time.selfNano() / all >= SMALLEST_SHARE)
                .toList();
    if (parts.size() < 2) {
      String service = parts.isEmpty() ? trace.rootServiceName() : parts.getFirst().serviceName();
      return List.of(new ServiceBar(ServiceColor.of(service), "", Timeline.tenth(length)));
    }
    double shown = parts.stream().mapToDouble(ServiceTime::selfNano).sum();
    List<ServiceTime> largest =
        parts.stream()
            .sorted(Comparator.comparingLong(ServiceTime::selfNano).reversed())
            .limit(MOST_PARTS)
            .toList();
    List<ServiceBar> bar = new ArrayList<>();
    double x = 0;
    for (ServiceTime part : parts) {
      if (largest.contains(part)) {
        double width = length * part.selfNano() / shown;
        bar.add(
            new ServiceBar(ServiceColor.of(part.serviceName()), place(x), Timeline.tenth(width)));
        x += width;
      }
    }
    if (largest.size() < parts.size()) {
      bar.add(new ServiceBar("rest", place(x), Timeline.tenth(length - x)));
    }
    return bar;
  }

  private static String place(double x) {
    return x == 0 ? "" : Timeline.tenth(x);
  }
}
