package dev.skep.domain.trace;

/// The library that made a span. All parts may be empty: Beyla sends an empty scope.
///
/// Source: OTLP `ScopeSpans.scope` and `ScopeSpans.schema_url`.
///
/// @param droppedAttributesCount how many attributes are missing here
public record InstrumentationScope(
    String name,
    String version,
    Attributes attributes,
    long droppedAttributesCount,
    String schemaUrl) {
  /// A scope of which nothing was said.
  public static final InstrumentationScope NONE =
      new InstrumentationScope("", "", Attributes.NONE, 0, "");
}
