package dev.skep.web.explorer.compare;

import dev.skep.web.explorer.compare.ComparedPath.Side;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.VisibleText;

/// One path in words and numbers.
///
/// @param service name of the service where it changes, else empty
/// @param countA, countB `×480` and `B ×6`, or empty
/// @param widthA, widthB bars, or empty
/// @param difference with its sign, or empty where one side is missing; then `only` says which
/// @param weight CSS class of the difference
/// @param usual `slower than 99.4 %`, or empty
public record CompareRow(
    int number,
    int level,
    String classes,
    String color,
    String service,
    boolean error,
    String name,
    String countA,
    String countB,
    String widthA,
    String widthB,
    String a,
    String aExact,
    String b,
    String bExact,
    String difference,
    String differenceExact,
    String weight,
    String only,
    String usual) {
  private static final int DEEPEST_INDENT = 12;
  private static final int LONGEST_NAME = 120;
  private static final long MILLISECOND = 1_000_000;
  private static final double MUCH = 0.3;
  private static final double LITTLE = 0.1;

  /// @param longest how long the longest bar is, in nanoseconds
  /// @param usual whether B is no trace but what is usual, of which not every path has a figure
  static CompareRow of(
      ComparedPath path, int number, String serviceAbove, long longest, boolean usual) {
    boolean missing = path.operation().isEmpty();
    String service = missing ? "" : path.operation().getFirst().service();
    String name = missing ? "missing parent" : path.operation().getFirst().name();
    Side a = path.a();
    Side b = path.b();
    long difference = path.difference();
    boolean both = a.isThere() && b.isThere();
    String only = both || usual ? "" : a.isThere() ? "only in A" : "only in B";
    return new CompareRow(
        number,
        path.level() + 1,
        classes(path, missing, only),
        missing ? "" : ServiceColor.of(service),
        service.equals(serviceAbove) ? "" : VisibleText.line(service, LONGEST_NAME),
        a.errors() > 0 || b.errors() > 0,
        VisibleText.line(name, LONGEST_NAME),
        a.count() > 1 ? "×" + Formats.count(a.count()) : "",
        saysHowMany(a, b) ? "B ×" + Formats.count(b.count()) : "",
        a.isThere() ? Timeline.width((double) a.nanos() / longest) : "",
        b.isThere() ? Timeline.width((double) b.nanos() / longest) : "",
        a.isThere() ? Formats.duration(a.nanos()) : "–",
        a.isThere() ? Formats.exact(a.nanos()) : "",
        b.isThere() ? Formats.duration(b.nanos()) : "–",
        b.isThere() ? Formats.exact(b.nanos()) : "",
        both && !missing ? signed(difference) : "",
        both && !missing ? Formats.exact(difference) : "",
        weight(path),
        missing ? "" : only,
        path.slowerThan() < 0 ? "" : Formats.percent(path.slowerThan()));
  }

  private static boolean saysHowMany(Side a, Side b) {
    return b.isThere() && b.count() != a.count() && Math.max(a.count(), b.count()) > 1;
  }

  /// With its sign: `+351 ms`, `−8.00 µs`.
  static String signed(long nanos) {
    return nanos > 0 ? "+" + Formats.duration(nanos) : Formats.duration(nanos);
  }

  private static String classes(ComparedPath path, boolean missing, String only) {
    var classes = new StringBuilder();
    if (missing) {
      classes.append("is-ghost");
    } else if (!only.isEmpty()) {
      classes.append(path.a().isThere() ? "is-only-a" : "is-only-b");
    }
    return classes.append(path.level() + 1 > DEEPEST_INDENT ? " is-deep" : "").toString().strip();
  }

  private static String weight(ComparedPath path) {
    double other = Math.max(1, path.b().nanos());
    long difference = path.difference();
    if (difference > MILLISECOND && difference / other > MUCH) {
      return "bad";
    }
    return Math.abs(difference) / other <= LITTLE ? "quiet" : "";
  }
}
