package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// What stands at the top of a trace's page.
///
/// @param id the trace id as it may be read; `rawId` as it may be copied
/// @param errors `6 errors`, or empty
/// @param notes what is odd about the trace, in words
public record TraceHead(
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
    List<String> notes) {
  static TraceHead of(
      Trace trace, TraceSummary summary, SpanTree tree, int duplicates, Times times) {
    String rawId = trace.id().value();
    return new TraceHead(
        VisibleText.line(summary.rootServiceName(), 120),
        ServiceColor.of(summary.rootServiceName()),
        VisibleText.line(summary.rootSpanName(), 300),
        summary.status().slug(),
        summary.errorCount() == 0 ? "" : Formats.count(summary.errorCount(), "error"),
        summary.sources().stream().map(SourceBadge::of).toList(),
        Formats.duration(summary.durationNano()),
        Formats.exact(summary.durationNano()),
        Formats.count(summary.spanCount()),
        Formats.count(summary.services().size()),
        VisibleText.line(String.join(", ", summary.services()), 400),
        Formats.count(tree.depth()),
        times.dayAndTime(summary.start()),
        Formats.iso(summary.start()),
        VisibleText.line(rawId),
        rawId,
        TracePaths.trace(rawId),
        TracePaths.json(rawId),
        notes(tree, duplicates));
  }

  private static List<String> notes(SpanTree tree, int duplicates) {
    List<String> oddities = new ArrayList<>();
    int roots = tree.count(Place.ROOT);
    int missing = tree.count(Place.PARENT_MISSING);
    int cut = tree.count(Place.CYCLE_CUT);
    if (roots + missing + cut > 1) {
      oddities.add(Formats.count(roots + missing + cut, "root"));
    }
    if (missing > 0) {
      oddities.add(Formats.count(missing, "parent") + " missing");
    }
    if (cut > 0) {
      oddities.add(Formats.count(cut, "cycle") + " cut");
    }
    if (duplicates > 0) {
      oddities.add(Formats.count(duplicates, "span") + " with the id of another one");
    }
    return oddities;
  }
}
