package dev.skep.web.explorer.text;

import dev.skep.domain.trace.TraceSource;

/// How a source is named on the page.
///
/// @param slug its value in `?source=`
/// @param label its name in the filter and in titles
/// @param word its name in a table
public record SourceBadge(String slug, String label, String word) {
  public static SourceBadge of(TraceSource source) {
    return switch (source) {
      case HTTP -> new SourceBadge(source.slug(), "HTTP Requests", "HTTP");
      case SCHEDULER -> new SourceBadge(source.slug(), "Background Jobs", "Job");
      case EBPF -> new SourceBadge(source.slug(), "eBPF (Apps)", "eBPF");
    };
  }

  public String badgeClass() {
    return "badge is-" + slug;
  }

  public String iconClass() {
    return "icon icon-" + slug;
  }
}
