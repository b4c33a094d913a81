package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallStatistics;
import dev.skep.domain.calls.Label;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.calls.Share;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;
import java.time.Instant;

/// One service in the table, in words.
///
/// @param href its page, or empty for those that are not kept apart
/// @param swatch class of its mark
/// @param p50Href and its like: the traces at and above that
record ServiceRow(
    String name,
    String href,
    String swatch,
    boolean called,
    Rate rate,
    String calls,
    String callsHref,
    Share errors,
    String errorsTitle,
    String errorsHref,
    String p50,
    String p50Href,
    String p95,
    String p95Href,
    String p99,
    String p99Href,
    Spark spark,
    Share waiting,
    String seen,
    String seenIso,
    SenderWords sender) {
  private static final int LONGEST = 60;
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.95;
  private static final double HIGHEST = 0.99;

  /// @param passed how much of the last step of its trend has passed, of 1
  static ServiceRow of(
      ServiceState state, double seconds, double passed, CallPaths paths, Instant now) {
    CallStatistics calls = state.calls();
    boolean called = calls.calls() > 0;
    boolean named = state.service() instanceof Label.Named;
    String name = state.service() instanceof Label.Named(String text) ? text : "";
    var links = paths.links();
    String shown = VisibleText.line(name, LONGEST);
    var last = state.lastSeen();
    Instant seen = UnixNano.toInstant(last.orElse(0));
    return new ServiceRow(
        named ? (shown.isEmpty() ? "(no name)" : shown) : "other services",
        named && !name.isEmpty() ? paths.service(name) : "",
        state.isThere() || called ? (named ? ServiceColor.of(name) : "is-silent") : "is-silent",
        called,
        Rate.of(calls.calls(), seconds),
        Formats.count(calls.calls(), "call"),
        named && called ? links.calls(name) : "",
        Share.of((double) calls.errors(), (double) calls.calls()),
        Formats.count(calls.errors(), "call") + " in error",
        named && calls.errors() > 0 ? links.failing(name) : "",
        quantile(calls, MEDIAN),
        named && called ? links.slow(name, calls.quantile(MEDIAN)) : "",
        quantile(calls, HIGH),
        named && called ? links.slow(name, calls.quantile(HIGH)) : "",
        quantile(calls, HIGHEST),
        named && called ? links.slow(name, calls.quantile(HIGHEST)) : "",
        Spark.of(state.trend(), passed),
        state.waiting() < 0 ? Share.UNKNOWN : Share.of(state.waiting(), 1),
        last.isEmpty() ? "–" : Elapsed.since(seen, now),
        last.isEmpty() ? "" : Formats.iso(seen),
        SenderWords.of(state));
  }

  static String quantile(CallStatistics calls, double share) {
    return calls.calls() == 0 ? "–" : Formats.duration(calls.quantile(share));
  }
}
