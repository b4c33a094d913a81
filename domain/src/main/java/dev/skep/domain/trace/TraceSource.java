package dev.skep.domain.trace;

import java.util.Locale;
import java.util.Optional;

/// Which door a span came through. It is given by the door, never guessed from the span.
///
/// Source: the specification, "Database Schema Change" and "Trace Explorer Source Filter".
public enum TraceSource {
  /// Skep's own page and API requests.
  HTTP,
  /// Skep's own background jobs.
  SCHEDULER,
  /// Everything received as OTLP, from Beyla or from any other exporter.
  EBPF;

  private final String slug = name().toLowerCase(Locale.ROOT);

  /// The name in lower case, as it is stored and as `?source=` takes it.
  public String slug() {
    return slug;
  }

  /// The source with this slug, or nothing.
  public static Optional<TraceSource> ofSlug(String slug) {
    for (TraceSource source : values()) {
      if (source.slug.equals(slug)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
