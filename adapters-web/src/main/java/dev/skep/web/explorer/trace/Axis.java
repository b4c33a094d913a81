package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Timeline;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of a trace's time that is drawn: places on it as percent, so that nothing has to be
/// measured in the browser.
///
/// @param from nanoseconds from the start of the trace
/// @param to after `from`
/// @param whole how long the trace is
record Axis(long from, long to, long whole) {
  private static final Pattern ZOOM = Pattern.compile("([0-9]{1,19})-([0-9]{1,19})");

  /// The whole trace, or what the address says of it: `zoom=FROM-TO` in nanoseconds.
  static Axis of(Anatomy trace, TraceState state) {
    long whole = Math.max(1, trace.duration());
    Matcher zoom = ZOOM.matcher(state.text(TraceState.ZOOM));
    if (zoom.matches()) {
      long from = nanos(zoom.group(1));
      long to = Math.min(nanos(zoom.group(2)), whole);
      if (from >= 0 && from < to) {
        return new Axis(from, to, whole);
      }
    }
    return new Axis(0, whole, whole);
  }

  private static long nanos(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  boolean isZoomed() {
    return from > 0 || to < whole;
  }

  /// What `zoom=` says of this axis; empty for the whole trace.
  String zoom() {
    return isZoomed() ? from + "-" + to : "";
  }

  /// An axis around the same middle, `factor` times as long.
  Axis scaled(double factor) {
    double middle = from + (to - from) / 2.0;
    double half = Math.max(1, (to - from) * factor / 2);
    long newFrom = (long) Math.max(0, middle - half);
    return new Axis(
        newFrom, (long) Math.clamp(middle + half, newFrom + 1.0, (double) whole), whole);
  }

  /// An axis that shows just this, with a little around it.
  static Axis around(Anatomy trace, int node) {
    long whole = Math.max(1, trace.duration());
    long margin = Math.max(1, trace.duration(node) / 20);
    long from = Math.max(0, trace.start(node) - margin);
    return new Axis(from, Math.clamp(trace.lastMoment(node) + margin, from + 1, whole), whole);
  }

  /// A place, 0 to 1; outside of that when it is not drawn.
  double place(long nanos) {
    return (double) (nanos - from) / (to - from);
  }

  /// Whether anything from `begin` to `end` is drawn.
  boolean shows(long begin, long end) {
    return end >= from && begin <= to;
  }

  String percent(long nanos) {
    return Timeline.percent(place(nanos));
  }

  /// The width of a bar from `begin` to `end`, or two pixels when it would be too thin to see.
  String width(long begin, long end) {
    return Timeline.width(Math.clamp(place(end), 0, 1) - Math.clamp(place(begin), 0, 1));
  }

  /// Whether a bar is so thin and so far right that it must be moved into view.
  boolean isAtTheEdge(long begin, long end) {
    return Timeline.isThin(Math.clamp(place(end), 0, 1) - place(begin)) && place(begin) > 0.99;
  }

  /// Names of the points at 0, 1/4, 1/2, 3/4 and the end.
  List<String> ticks() {
    long quarter = (to - from) / 4;
    return List.of(
        from == 0 ? "0" : Formats.duration(from),
        Formats.duration(from + quarter),
        Formats.duration(from + (to - from) / 2),
        Formats.duration(to - quarter),
        Formats.duration(to));
  }
}
