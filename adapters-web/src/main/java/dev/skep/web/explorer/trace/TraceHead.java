package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.trace.HttpExchange;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What stands at the top of a trace's page.
///
/// @param id the trace id as it may be read; `rawId` as it may be copied
/// @param errors `502, 6 errors`, or empty
/// @param notes what is odd about the trace, in words
/// @param fresh that it may still grow, in words; or empty
/// @param pinned whether it is kept; then `note` says why, and `pinnedAt` since when
record TraceHead(
    String service,
    String color,
    String operation,
    String status,
    String errors,
    List<SourceBadge> sources,
    String duration,
    String durationExact,
    String spans,
    String services,
    String serviceNames,
    String depth,
    String start,
    String startIso,
    String id,
    String rawId,
    String path,
    String json,
    String compare,
    List<String> notes,
    String fresh,
    boolean pinned,
    String note,
    String pinnedAt) {
  /// How long after its last span a trace is expected to grow: Beyla sends every 16 seconds.
  private static final Duration FRESH = Duration.ofSeconds(30);

  /// @param root the root's span, or nothing
  /// @param pins the pin of this trace, or nothing
  static TraceHead of(
      Anatomy trace, List<Span> root, List<PinnedTrace> pins, Instant now, Times times) {
    TraceSummary summary = trace.summary();
    String rawId = summary.traceId().value();
    String path = TracePaths.trace(rawId);
    return new TraceHead(
        VisibleText.line(summary.rootServiceName(), 120),
        ServiceColor.of(summary.rootServiceName()),
        VisibleText.line(summary.rootSpanName(), 300),
        summary.status().slug(),
        errors(summary, root),
        summary.sources().stream().map(SourceBadge::of).toList(),
        Formats.duration(summary.durationNano()),
        Formats.exact(summary.durationNano()),
        Formats.count(summary.spanCount()),
        Formats.count(summary.services().size()),
        VisibleText.line(String.join(", ", summary.services()), 400),
        Formats.count(trace.depth()),
        times.dayAndTime(summary.start()),
        Formats.iso(summary.start()),
        VisibleText.line(rawId),
        rawId,
        path,
        TracePaths.json(rawId),
        TracePaths.compare(rawId),
        notes(trace),
        fresh(summary, now),
        !pins.isEmpty(),
        pins.stream().map(pin -> VisibleText.line(pin.note())).findFirst().orElse(""),
        pins.stream().map(pin -> times.dayAndTime(pin.pinnedAt())).findFirst().orElse(""));
  }

  private static String errors(TraceSummary summary, List<Span> root) {
    if (summary.errorCount() == 0) {
      return "";
    }
    String status =
        root.stream()
            .map(span -> HttpExchange.of(span.attributes()).status())
            .filter(code -> code.matches("[1-5][0-9][0-9]"))
            .findFirst()
            .map(code -> code + ", ")
            .orElse("");
    return status + Formats.count(summary.errorCount(), "error");
  }

  private static List<String> notes(Anatomy trace) {
    Map<Place, Integer> places = new EnumMap<>(Place.class);
    int missing = 0;
    int twins = 0;
    for (int node = 0; node < trace.size(); node++) {
      if (trace.isMissing(node)) {
        missing++;
      } else {
        places.merge(trace.place(node), 1, Integer::sum);
        twins += trace.number(node) > 1 ? 1 : 0;
      }
    }
    int cut = places.getOrDefault(Place.CYCLE_CUT, 0);
    int roots =
        places.getOrDefault(Place.ROOT, 0) + places.getOrDefault(Place.PARENT_MISSING, 0) + cut;
    List<String> oddities = new ArrayList<>();
    if (roots > 1) {
      oddities.add(Formats.count(roots, "root"));
    }
    if (missing > 0) {
      oddities.add(Formats.count(missing, "missing parent"));
    }
    if (cut > 0) {
      oddities.add(Formats.count(cut, "cycle") + " cut");
    }
    if (twins > 0) {
      oddities.add(Formats.count(twins, "span") + " with the id of another one");
    }
    return oddities;
  }

  private static String fresh(TraceSummary summary, Instant now) {
    long age = UnixNano.position(now) - (summary.startPosition() + summary.durationNano());
    return age < 0 || age > FRESH.toNanos()
        ? ""
        : "Last span " + Elapsed.since(now.minusNanos(age), now) + ", may still grow";
  }
}
