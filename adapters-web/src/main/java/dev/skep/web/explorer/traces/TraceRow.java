package dev.skep.web.explorer.traces;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.UrlQuery;
import java.util.List;

/// One trace in the list, in words.
///
/// @param bar as long as the duration's share of the slowest in view, split by service
/// @param moreServices `+2` for the services that have no chip, named in `moreTitle`; or empty
/// @param errors how many spans are in error, or empty for none
public record TraceRow(
    String href,
    String start,
    String startIso,
    List<SourceBadge> sources,
    String service,
    String color,
    String operation,
    List<ServiceBar> bar,
    String duration,
    String durationExact,
    String spans,
    List<ServiceChip> services,
    String moreServices,
    String moreTitle,
    String errors) {
  private static final int CHIPS = 4;
  private static final int LONGEST_SERVICE = 48;
  private static final int LONGEST_OPERATION = 160;

  /// A service with the link that narrows the search to it.
  public record ServiceChip(String name, String color, String href) {}

  static TraceRow of(TraceSummary trace, long slowestNanos, Times times, UrlQuery search) {
    List<String> services = trace.services();
    int chips = Math.min(services.size(), CHIPS);
    List<String> rest = services.subList(chips, services.size());
    return new TraceRow(
        TracePaths.trace(trace.traceId().value()),
        times.time(trace.start()),
        Formats.iso(trace.start()),
        trace.sources().stream().map(SourceBadge::of).toList(),
        VisibleText.line(trace.rootServiceName(), LONGEST_SERVICE),
        ServiceColor.of(trace.rootServiceName()),
        VisibleText.line(trace.rootSpanName(), LONGEST_OPERATION),
        ServiceBar.of(trace, slowestNanos),
        Formats.duration(trace.durationNano()),
        Formats.exact(trace.durationNano()),
        Formats.count(trace.spanCount()),
        services.subList(0, chips).stream().map(name -> chip(name, search)).toList(),
        rest.isEmpty() ? "" : "+" + rest.size(),
        VisibleText.line(String.join(", ", rest), 400),
        trace.errorCount() == 0 ? "" : Formats.count(trace.errorCount()));
  }

  private static ServiceChip chip(String name, UrlQuery search) {
    return new ServiceChip(
        VisibleText.line(name, LONGEST_SERVICE),
        ServiceColor.of(name),
        TracePaths.service(search, name));
  }
}
