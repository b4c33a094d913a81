package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.calls.CountedTime;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Rate, errors and latency of a service over time, as numbers of SVG in a plot of 100 by 110, and
/// as a table of the same.
///
/// @param rateLine and the lines of latency: points; a step without calls is a gap
/// @param rateHits and the other hits: for each step with something to see, what it says and where
///   its traces are
/// @param hitWidth of each
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
    List<Hit> rateHits,
    List<Hit> errorHits,
    List<Hit> latencyHits,
    String hitWidth,
    List<String> ticks,
    String stepWords,
    List<Step> steps) {
  private static final double HEIGHT = 110;
  private static final double TOP = 12;
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;
  private static final double HIGHEST = 0.99;
  private static final double SECONDS = 60;
  private static final double ENOUGH_OF_A_STEP = 0.5;
  private static final int LONGEST_LINK = 160;

  /// Calls in error.
  record Bar(String x, String y, String width, String height) {}

  /// A step of a chart that one can point at and press.
  record Hit(String href, String x, String title) {}

  /// One step in words.
  ///
  /// @param href the traces of the step
  /// @param x where it begins on a chart
  record Step(
      String time,
      String iso,
      String href,
      String x,
      String rate,
      String errors,
      String p50,
      String p95,
      String p99) {}

  /// @param now what of the last step is yet to come does not count
  static Charts of(SeriesQuery query, CallSeries series, String service, Times times, Instant now) {
    List<CallStatistics> steps = series.steps();
    double[] seconds = seconds(query, steps.size(), now);
    double[] rates = new double[steps.size()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = steps.get(i).calls() / seconds[i];
    }
    boolean isWhole = seconds[rates.length - 1] >= ENOUGH_OF_A_STEP * query.stepMinutes() * SECONDS;
    List<Double> drawn =
        Arrays.stream(rates)
            .limit(Math.max(1, isWhole ? rates.length : rates.length - 1))
            .boxed()
            .toList();
    double most = drawn.stream().mapToDouble(rate -> rate).max().orElse(0);
    double failed = steps.stream().mapToDouble(CallStatistics::errors).max().orElse(0);
    double slowest = extreme(steps, HIGHEST, true);
    double fastest = extreme(steps, MEDIAN, false);
    ToDoubleFunction<Double> scale =
        nanos ->
            slowest <= fastest
                ? 0.5
                : (Math.log(nanos) - Math.log(fastest)) / (Math.log(slowest) - Math.log(fastest));
    String line = most == 0 ? "" : line(drawn, rates.length, most);
    List<Step> table = table(query, steps, seconds, service, times);
    return new Charts(
        line.isEmpty() ? "" : area(line),
        line,
        Rate.of(most).words(),
        most == 0 ? "" : Rate.of(most / 2).words(),
        bars(steps, failed),
        failed == 0 ? "" : Formats.count((long) failed),
        failed < 2 ? "" : Formats.count(Math.round(failed / 2)),
        lines(steps, MEDIAN, scale),
        lines(steps, HIGH, scale),
        lines(steps, HIGHEST, scale),
        slowest > 0 ? Formats.duration((long) slowest) + ", log scale" : "",
        slowest > 0 ? Formats.duration((long) Math.sqrt(slowest * fastest)) : "",
        hits(table, "", step -> step.rate()),
        hits(
            table,
            ChartStep.FAILING,
            step -> step.errors().equals("0") ? "" : step.errors() + " in error"),
        hits(
            table,
            ChartStep.SLOWEST,
            step -> "p50 " + step.p50() + ", p95 " + step.p95() + ", p99 " + step.p99()),
        number(100.0 / steps.size()),
        ticks(query, times),
        Formats.duration(query.stepMinutes() * Minutes.NANOS_OF_ONE),
        table);
  }

  /// How much of each step has passed.
  private static double[] seconds(SeriesQuery query, int steps, Instant now) {
    double[] seconds = new double[steps];
    Arrays.fill(seconds, query.stepMinutes() * SECONDS);
    seconds[steps - 1] = Math.max(1, seconds[steps - 1] * CountedTime.passedOfLast(query, now));
    return seconds;
  }

  private static List<Hit> hits(List<Step> table, String which, Function<Step, String> words) {
    return table.stream()
        .filter(step -> !words.apply(step).isEmpty() && step.href().length() <= LONGEST_LINK)
        .map(step -> new Hit(step.href() + which, step.x(), step.time() + ": " + words.apply(step)))
        .toList();
  }

  private static String line(List<Double> rates, int steps, double most) {
    if (steps == 1) {
      return "0," + y(1) + " 100," + y(1);
    }
    var points = new StringBuilder();
    for (int i = 0; i < rates.size(); i++) {
      points
          .append(i == 0 ? "" : " ")
          .append(x(i, steps))
          .append(',')
          .append(y(rates.get(i) / most));
    }
    return points.toString();
  }

  /// What is below a line.
  private static String area(String line) {
    String first = line.substring(0, line.indexOf(','));
    String last = line.substring(line.lastIndexOf(' ') + 1, line.lastIndexOf(','));
    return first + ",110 " + line + " " + last + ",110";
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
              .append(number(Math.min(100, 100.0 * (i + 0.5) / steps.size() + 1)))
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
      SeriesQuery query,
      List<CallStatistics> steps,
      double[] seconds,
      String service,
      Times times) {
    List<Step> rows = new ArrayList<>();
    String prefix = ChartStep.prefix(service);
    for (int i = steps.size() - 1; i >= 0; i--) {
      CallStatistics calls = steps.get(i);
      if (calls.calls() > 0) {
        long first = query.range().first() + (long) i * query.stepMinutes();
        Instant from = start(first);
        rows.add(
            new Step(
                times.minute(from),
                Formats.iso(from),
                prefix + ChartStep.at(first, query.stepMinutes()),
                number(100.0 * i / steps.size()),
                Rate.of(calls.calls(), seconds[i]).words(),
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

  /// The middle of a step.
  private static String x(int step, int steps) {
    return number(100.0 * (step + 0.5) / steps);
  }

  private static String y(double share) {
    return number(HEIGHT - (HEIGHT - TOP) * Math.clamp(share, 0, 1));
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
