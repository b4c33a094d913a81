package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallTrends;
import java.util.Arrays;
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
  private static final double ENOUGH = 0.25;

  /// @param passed how much of the last step has passed, of 1
  static Spark of(CallTrends.Trend trend, double passed) {
    double[] calls = trend.calls().stream().mapToDouble(Long::doubleValue).toArray();
    int steps = calls.length;
    double most = Arrays.stream(calls).max().orElse(0);
    if (most == 0) {
      return NONE;
    }
    // What is yet to come is no fewer calls.
    if (steps > 1) {
      calls[steps - 1] =
          passed < ENOUGH ? calls[steps - 2] : Math.min(most, calls[steps - 1] / passed);
    }
    var points = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      long y = Math.round(TOP + HEIGHT * (1 - calls[i] / most));
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
