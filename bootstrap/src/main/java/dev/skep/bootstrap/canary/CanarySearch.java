package dev.skep.bootstrap.canary;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Span;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// One search among the traces of a run, and which of them it must find.
///
/// @param name in a few words
/// @param parameters of `/traces` and `/api/v1/traces`, behind the question mark
/// @param oldestFirst whether they are to come in that order, and not newest first
record CanarySearch(
    String name, String parameters, boolean oldestFirst, Predicate<CanaryTrace> finds) {
  private static final int OPERATIONS = 4;

  /// Searches by everything that a search can be made by.
  ///
  /// @param run the value of [CanaryTraces#RUN]
  /// @param traces all of the run
  static List<CanarySearch> of(String run, List<CanaryTrace> traces) {
    List<CanarySearch> searches = new ArrayList<>();
    searches.add(everything(run));
    searches.add(
        new CanarySearch("oldest first", query(run, "") + "&sort=oldest", true, trace -> true));
    searches.add(
        search("service", run, "", "&source=ebpf&service=" + encoded(CanaryTraces.SERVICE)));
    for (String name : operations(traces)) {
      searches.add(
          search(
              "operation " + Differences.shown(name),
              run,
              "",
              "&operation=" + encoded(name),
              span -> span.name().equals(name)));
    }
    for (long code : new long[] {200, 404, 500}) {
      searches.add(
          search(
              CanaryTraces.CODE + " " + code,
              run,
              " && span." + CanaryTraces.CODE + " = " + code,
              "",
              span -> has(span, CanaryTraces.CODE, AttributeValue.of(code))));
    }
    for (String text : CanaryTraces.TEXTS) {
      searches.add(
          search(
              CanaryTraces.TEXT + " " + Differences.shown(text),
              run,
              " && span." + CanaryTraces.TEXT + " = " + quoted(text),
              "",
              span -> has(span, CanaryTraces.TEXT, AttributeValue.of(text))));
    }
    long some = traces.get(traces.size() / 2).durationNano();
    searches.add(
        new CanarySearch(
            "at least as long",
            query(run, "") + "&minDuration=" + some + "ns",
            false,
            trace -> trace.durationNano() >= some));
    searches.add(
        new CanarySearch(
            "at most as long",
            query(run, "") + "&maxDuration=" + some + "ns",
            false,
            trace -> trace.durationNano() <= some));
    searches.add(
        search(
            "long spans",
            run,
            " && duration > " + some / 2 + "ns",
            "",
            span -> durationNano(span) > some / 2));
    searches.add(
        new CanarySearch(
            "in error", query(run, "") + "&status=error", false, trace -> trace.errors() > 0));
    searches.add(
        new CanarySearch(
            "without error",
            query(run, "") + "&status=success",
            false,
            trace -> trace.errors() == 0));
    return searches;
  }

  /// Finds all traces of a run, newest first.
  static CanarySearch everything(String run) {
    return new CanarySearch("all of the run", query(run, ""), false, trace -> true);
  }

  /// Those that it must find, in order.
  ///
  /// @param traces by start
  List<CanaryTrace> expected(List<CanaryTrace> traces) {
    List<CanaryTrace> found = traces.stream().filter(finds).toList();
    return oldestFirst ? found : found.reversed();
  }

  private static CanarySearch search(String name, String run, String and, String parameters) {
    return search(name, run, and, parameters, span -> true);
  }

  private static CanarySearch search(
      String name, String run, String and, String parameters, Predicate<Span> span) {
    return new CanarySearch(
        name, query(run, and) + parameters, false, trace -> trace.spans().stream().anyMatch(span));
  }

  private static String query(String run, String and) {
    return "q="
        + encoded("{ span." + CanaryTraces.RUN + " = " + quoted(run) + and + " }")
        + "&range=all";
  }

  private static Set<String> operations(List<CanaryTrace> traces) {
    Set<String> names = new LinkedHashSet<>();
    for (CanaryTrace trace : traces) {
      for (Span span : trace.spans()) {
        if (names.size() < OPERATIONS) {
          names.add(span.name());
        }
      }
    }
    return names;
  }

  private static boolean has(Span span, String key, AttributeValue value) {
    return span.attributes().get(key).filter(value::equals).isPresent();
  }

  private static long durationNano(Span span) {
    Instant end = span.end() instanceof EndTime.At(Instant time) ? time : span.start();
    return Duration.between(span.start(), end).toNanos();
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\n", "\\n")
        + "\"";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
