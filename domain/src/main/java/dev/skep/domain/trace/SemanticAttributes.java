package dev.skep.domain.trace;

/// The attribute names that Skep itself reads.
///
/// Source: OpenTelemetry semantic conventions.
public final class SemanticAttributes {
  /// Logical name of the service (resource).
  public static final String SERVICE_NAME = "service.name";

  /// What groups services; names of services are unique within it (resource).
  public static final String SERVICE_NAMESPACE = "service.namespace";

  private SemanticAttributes() {}
}
