package dev.skep.domain.trace;

/// The attribute names that Skep itself reads.
///
/// Source: OpenTelemetry semantic conventions.
public final class SemanticAttributes {
  /// Logical name of the service (resource).
  public static final String SERVICE_NAME = "service.name";

  private SemanticAttributes() {}
}
