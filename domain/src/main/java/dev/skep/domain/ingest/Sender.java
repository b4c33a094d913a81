package dev.skep.domain.ingest;

import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;

/// Who is held to a [SpanRate]: all services of one `service.namespace`, or a service without a
/// namespace.
///
/// @param name at most [#MAX_LENGTH] UTF-16 units of the namespace's or the service's name; those
///   that agree in so much are one sender
public record Sender(String name) {
  /// The longest name that is told apart from others.
  public static final int MAX_LENGTH = 128;

  public Sender {
    if (name.length() > MAX_LENGTH) {
      name = name.substring(0, MAX_LENGTH);
    }
  }

  /// The sender of what this resource made.
  public static Sender of(Resource resource) {
    return new Sender(
        resource
            .attributes()
            .text(SemanticAttributes.SERVICE_NAMESPACE)
            .filter(namespace -> !namespace.isBlank())
            .orElseGet(resource::serviceName));
  }
}
