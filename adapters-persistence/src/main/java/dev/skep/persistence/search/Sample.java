package dev.skep.persistence.search;

import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.WholeTrace;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.DroppedCounts;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.row.Operation;
import java.time.Instant;
import java.util.List;

/// A span of which only one thing is so. Thus the domain's own definition can be asked what a
/// condition says about an operation, a resource, or an attribute.
final class Sample {
  private static final TraceId TRACE = TraceId.of(0, 1);
  private static final SpanId SPAN = SpanId.of(1);

  private Sample() {}

  /// Whether a span of this operation meets the condition.
  static boolean meets(SpanCondition condition, Operation operation) {
    String service = operation.serviceName();
    return meets(
        condition,
        operation.name(),
        operation.kind(),
        operation.source(),
        Resource.of(Attributes.of(SemanticAttributes.SERVICE_NAME, AttributeValue.of(service))),
        Attributes.NONE);
  }

  /// Whether a span of this resource meets the condition.
  static boolean meets(SpanCondition condition, Resource resource) {
    return meets(condition, "", SpanKind.INTERNAL, TraceSource.HTTP, resource, Attributes.NONE);
  }

  /// Whether a span with this attribute meets the condition.
  static boolean meets(SpanCondition condition, String key, AttributeValue value) {
    return meets(
        condition,
        "",
        SpanKind.INTERNAL,
        TraceSource.HTTP,
        Resource.UNKNOWN,
        Attributes.of(key, value));
  }

  private static boolean meets(
      SpanCondition condition,
      String name,
      SpanKind kind,
      TraceSource source,
      Resource resource,
      Attributes attributes) {
    var span =
        new Span(
            TRACE,
            SPAN,
            Parent.NONE,
            "",
            0,
            name,
            kind,
            SpanStatus.UNSET,
            Instant.EPOCH,
            EndTime.NONE,
            attributes,
            List.of(),
            List.of(),
            DroppedCounts.NONE,
            resource,
            InstrumentationScope.NONE,
            source);
    return condition.matches(new WholeTrace(new Trace(TRACE, List.of(span))), 0);
  }
}
