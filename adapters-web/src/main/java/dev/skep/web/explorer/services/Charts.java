package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Rate, errors and latency of a service over time, as numbers of SVG in a plot of 100 by 110, and
/// as a table of the same.
///
/// @param rateLine and the lines of latency: points; a step without calls is a gap
/// @param ticks the times at the left, in the middle, and at the right
/// @param steps the table, the newest step first
record Charts(
    String rateArea,
    String rateLine,
    String rateTop,
    String rateHalf,
    List<Bar> errors,
    String errorsTop,
    String errorsHalf,
    List<String> p50,
    List<String> p95,
    List<String> p99,
    String latencyTop,
    String latencyMiddle,
    List<String> ticks,
    String stepWords,
    List<Step> steps) {
  private static final double HEIGHT = 110;
  private static final double TOP = 12;
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;
  private static final double HIGHEST = 0.99;
  private static final double SECONDS = 60;

  /// Calls in error.
  record Bar(String x, String y, String width, String height) {}

  /// One step in words.
  ///
  /// @param href the traces of the step
  record Step(
      String time,
      String iso,
      String href,
      String rate,
      String errors,
      String p50,
      String p95,
      String p99) {}

  /// @param search where the traces of a step are found, whatever its time
  static Charts of(SeriesQuery query, CallSeries series, UrlQuery search, Times times) {
    List<CallStatistics> steps = series.steps();
    double seconds = query.stepMinutes() * SECONDS;
    double most = steps.stream().mapToDouble(CallStatistics::calls).max().orElse(0);
    double failed = steps.stream().mapToDouble(CallStatistics::errors).max().orElse(0);
    double slowest = extreme(steps, HIGHEST, true);
    double fastest = extreme(steps, MEDIAN, false);
    ToDoubleFunction<Double> scale =
        nanos ->
            slowest <= fastest
                ? 0.5
                : (Math.log(nanos) - Math.log(fastest)) / (Math.log(slowest) - Math.log(fastest));
    String line = most == 0 ? "" : line(steps, most);
    return new Charts(
        line.isEmpty() ? "" : "0,110 " + line + " 100,110",
        line,
        Rate.of((long) most, seconds).words(),
        most == 0 ? "" : Rate.of(Math.round(most / 2), seconds).words(),
        bars(steps, failed),
        failed == 0 ? "" : Formats.count((long) failed),
        failed < 2 ? "" : Formats.count(Math.round(failed / 2)),
        lines(steps, MEDIAN, scale),
        lines(steps, HIGH, scale),
        lines(steps, HIGHEST, scale),
        slowest > 0 ? Formats.duration((long) slowest) + ", log scale" : "",
        slowest > 0 ? Formats.duration((long) Math.sqrt(slowest * fastest)) : "",
        ticks(query, times),
        Formats.duration(query.stepMinutes() * Minutes.NANOS_OF_ONE),
        table(query, steps, search, times));
  }

  private static String line(List<CallStatistics> steps, double most) {
    var points = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      points
          .append(i == 0 ? "" : " ")
          .append(x(i, steps.size()))
          .append(',')
          .append(y(steps.get(i).calls() / most));
    }
    return steps.size() == 1 ? points + " 100," + y(1) : points.toString();
  }

  private static List<Bar> bars(List<CallStatistics> steps, double most) {
    List<Bar> bars = new ArrayList<>();
    double width = 100.0 / steps.size();
    for (int i = 0; i < steps.size(); i++) {
      long errors = steps.get(i).errors();
      if (errors > 0) {
        double height = Math.max(3, (HEIGHT - TOP) * errors / most);
        bars.add(
            new Bar(
                number(width * (i + 0.1)),
                number(HEIGHT - height),
                number(width * 0.8),
                number(height)));
      }
    }
    return bars;
  }

  /// One line for each run of steps with calls.
  private static List<String> lines(
      List<CallStatistics> steps, double share, ToDoubleFunction<Double> scale) {
    List<String> lines = new ArrayList<>();
    var points = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).calls() > 0) {
        String y = y(scale.applyAsDouble((double) Math.max(1, steps.get(i).quantile(share))));
        points.append(points.isEmpty() ? "" : " ").append(x(i, steps.size())).append(',').append(y);
        boolean isAlone =
            points.indexOf(" ") < 0 && (i + 1 == steps.size() || steps.get(i + 1).calls() == 0);
        if (isAlone) {
          points
              .append(' ')
              .append(number(Math.min(100, 100.0 * i / steps.size() + 1)))
              .append(',')
              .append(y);
        }
      } else if (!points.isEmpty()) {
        lines.add(points.toString());
        points.setLength(0);
      }
    }
    if (!points.isEmpty()) {
      lines.add(points.toString());
    }
    return lines;
  }

  private static double extreme(List<CallStatistics> steps, double share, boolean greatest) {
    var quantiles =
        steps.stream()
            .filter(each -> each.calls() > 0)
            .mapToDouble(each -> Math.max(1, each.quantile(share)));
    return (greatest ? quantiles.max() : quantiles.min()).orElse(0);
  }

  private static List<String> ticks(SeriesQuery query, Times times) {
    Minutes range = query.range();
    return List.of(
        times.minute(start(range.first())),
        times.minute(start(range.first() + range.count() / 2)),
        times.minute(start(range.end())));
  }

  private static List<Step> table(
      SeriesQuery query, List<CallStatistics> steps, UrlQuery search, Times times) {
    List<Step> rows = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      CallStatistics calls = steps.get(i);
      if (calls.calls() > 0) {
        Instant from = start(query.range().first() + (long) i * query.stepMinutes());
        Instant to = start(query.range().first() + (long) (i + 1) * query.stepMinutes());
        rows.add(
            new Step(
                times.minute(from),
                Formats.iso(from),
                new TimeRange.Between(from, to).in(search).at("/traces"),
                Rate.of(calls.calls(), query.stepMinutes() * SECONDS).words(),
                Formats.count(calls.errors()),
                ServiceRow.quantile(calls, MEDIAN),
                ServiceRow.quantile(calls, HIGH),
                ServiceRow.quantile(calls, HIGHEST)));
      }
    }
    return rows;
  }

  private static Instant start(long minute) {
    return UnixNano.toInstant(Minutes.startOf(minute));
  }

  private static String x(int step, int steps) {
    return number(steps == 1 ? 0 : 100.0 * step / (steps - 1));
  }

  private static String y(double share) {
    return number(HEIGHT - (HEIGHT - TOP) * Math.clamp(share, 0, 1));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
