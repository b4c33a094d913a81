package dev.skep.domain.trace;

/// What sent a span: a service instance on a host, described by attributes.
///
/// Source: OTLP `ResourceSpans.resource` and `ResourceSpans.schema_url` (empty when none was sent).
///
/// @param droppedAttributesCount how many attributes are missing here: those that the sender left
///   out and those over Skep's limits
public record Resource(Attributes attributes, long droppedAttributesCount, String schemaUrl) {
  /// Nothing is known of the sender.
  public static final Resource UNKNOWN = new Resource(Attributes.NONE, 0, "");

  /// The service name of a resource that does not say one as text.
  public static final String UNKNOWN_SERVICE = "unknown";

  public static Resource of(Attributes attributes) {
    return new Resource(attributes, 0, "");
  }

  /// The text of `service.name`, or [#UNKNOWN_SERVICE].
  public String serviceName() {
    return attributes.text(SemanticAttributes.SERVICE_NAME).orElse(UNKNOWN_SERVICE);
  }
}
