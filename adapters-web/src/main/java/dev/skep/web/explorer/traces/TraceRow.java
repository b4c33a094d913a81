package dev.skep.web.explorer.traces;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import java.util.List;
import java.util.function.UnaryOperator;

/// One trace in the list, in words.
///
/// @param bar as long as the duration's share of the slowest in view, split by service
/// @param moreServices `+2` for the services that have no chip, named in `moreTitle`; or empty
/// @param fewer `+4` for the services after the second, where there is room for two of them that
///   have a chip; or empty
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
    String fewer,
    String errors) {
  private static final int CHIPS = 4;
  private static final int FEW_CHIPS = 2;
  // What there is room for beside the number of the others.
  private static final int CHARACTERS_OF_CHIPS = 32;
  private static final int BYTES_OF_A_ROW = 430;
  private static final int BYTES_OF_ERRORS = 30;
  private static final int BYTES_OF_FEWER = 18;
  private static final int BYTES_OF_A_PART = 41;
  private static final int BYTES_OF_A_CHIP = 30;
  private static final int LONGEST_TITLE = 120;

  private static final int LONGEST_SERVICE = 48;
  private static final int LONGEST_OPERATION = 160;

  /// A service with the link that narrows the search to it; without, where the search is so long
  /// that a page of such links would be too.
  public record ServiceChip(String name, String color, String href) {
    private int bytes() {
      int ampersands = (int) href.chars().filter(c -> c == '&').count();
      return BYTES_OF_A_CHIP + name.length() + href.length() + ampersands * "amp;".length();
    }
  }

  /// @param narrowed the address of the search for only the traces with a service
  static TraceRow of(
      TraceSummary trace, long slowestNanos, Times times, UnaryOperator<String> narrowed) {
    List<String> services = trace.services();
    int chips = shown(services).size();
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
        services.subList(0, chips).stream().map(name -> chip(name, narrowed)).toList(),
        rest.isEmpty() ? "" : "+" + rest.size(),
        VisibleText.line(String.join(", ", rest), LONGEST_TITLE),
        chips >= FEW_CHIPS && services.size() > FEW_CHIPS
            ? "+" + (services.size() - FEW_CHIPS)
            : "",
        trace.errorCount() == 0 ? "" : Formats.count(trace.errorCount()));
  }

  /// The services of a trace that have a chip: the first few, as far as there is room.
  private static List<String> shown(List<String> services) {
    int characters = 0;
    for (int i = 0; i < services.size(); i++) {
      characters += Math.min(services.get(i).length(), LONGEST_SERVICE);
      if (i == CHIPS || (i > 0 && characters > CHARACTERS_OF_CHIPS)) {
        return services.subList(0, i);
      }
    }
    return services;
  }

  private static ServiceChip chip(String name, UnaryOperator<String> narrowed) {
    return new ServiceChip(
        VisibleText.line(name, LONGEST_SERVICE), ServiceColor.of(name), narrowed.apply(name));
  }

  /// About how many bytes this takes of a page.
  int bytes() {
    return BYTES_OF_A_ROW
        + service.length()
        + operation.length()
        + moreTitle.length()
        + (errors.isEmpty() ? 0 : BYTES_OF_ERRORS)
        + (fewer.isEmpty() ? 0 : BYTES_OF_FEWER)
        + bar.size() * BYTES_OF_A_PART
        + services.stream().mapToInt(ServiceChip::bytes).sum();
  }
}
