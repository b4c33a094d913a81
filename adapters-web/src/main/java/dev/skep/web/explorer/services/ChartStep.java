package dev.skep.web.explorer.services;

import dev.skep.domain.calls.Minutes;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The traces behind one step of a chart, as an address names them in a few characters: there are
/// many such links on a page. `/step?service=nginx&at=29562600-5e` leads to the failing traces of
/// the five minutes from the 29,562,600th since 1970 on; `s` at the end means the slowest first.
final class ChartStep {
  static final String PATH = "/step";
  static final String FAILING = "e";
  static final String SLOWEST = "s";

  private static final String SERVICE = "service";
  private static final String AT = "at";
  private static final Pattern STEP = Pattern.compile("([0-9]{1,8})-([0-9]{1,7})([es]?)");

  private ChartStep() {}

  /// What the addresses of a service's steps begin with; when and which follows.
  static String prefix(String service) {
    return UrlQuery.EMPTY.with(SERVICE, service).at(PATH) + "&" + AT + "=";
  }

  static String at(long firstMinute, long minutes) {
    return firstMinute + "-" + minutes;
  }

  /// Where such an address leads; to the service's traces of the usual time when it makes no sense.
  static String target(UrlQuery address) {
    String service = address.first(SERVICE);
    Matcher step = STEP.matcher(address.first(AT));
    if (!step.matches()) {
      return new CallPaths(UrlQuery.EMPTY).calls(service);
    }
    long first = Long.parseLong(step.group(1));
    var range =
        new TimeRange.Between(
            start(first), start(first + Math.max(1, Long.parseLong(step.group(2)))));
    var paths = new CallPaths(range.in(UrlQuery.EMPTY));
    return switch (step.group(3)) {
      case FAILING -> paths.failing(service);
      case SLOWEST -> paths.slowest(service);
      default -> paths.calls(service);
    };
  }

  private static Instant start(long minute) {
    return UnixNano.toInstant(Minutes.startOf(minute));
  }
}
