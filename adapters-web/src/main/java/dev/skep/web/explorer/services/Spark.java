package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallTrends;
import java.util.List;
import java.util.stream.IntStream;

/// A line of calls and ticks where some failed, in a picture of 100 by 22.
///
/// @param points of the line; empty for no picture
/// @param errors left edges of the ticks
record Spark(String points, List<String> errors) {
  static final Spark NONE = new Spark("", List.of());

  private static final double HEIGHT = 16;
  private static final double TOP = 2;
  private static final int WIDTH = 100;

  static Spark of(CallTrends.Trend trend) {
    int steps = trend.calls().size();
    long most = trend.calls().stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return NONE;
    }
    var points = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      long y = Math.round(TOP + HEIGHT * (1 - (double) trend.calls().get(i) / most));
      points.append(i == 0 ? "" : " ").append(x(i, steps)).append(',').append(y);
    }
    if (steps == 1) {
      points.append(" 100").append(points.substring(points.indexOf(",")));
    }
    List<String> errors =
        IntStream.range(0, steps)
            .filter(i -> trend.errors().get(i) > 0)
            .mapToObj(i -> Long.toString(Math.min(98, x(i, steps))))
            .toList();
    return new Spark(points.toString(), errors);
  }

  private static long x(int step, int steps) {
    return steps == 1 ? 0 : Math.round((double) WIDTH * step / (steps - 1));
  }
}
