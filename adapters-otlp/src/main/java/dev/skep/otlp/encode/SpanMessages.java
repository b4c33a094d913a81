package dev.skep.otlp.encode;

import com.google.protobuf.ByteString;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.UnixNano;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One span as OTLP's message. Counts and flags are unsigned 32-bit numbers there, times unsigned
/// 64-bit ones, which Java's `int` and `long` carry bit by bit.
final class SpanMessages {
  private static final Pattern BYTES = Pattern.compile("([0-9a-f]{2})*");

  private SpanMessages() {}

  static io.opentelemetry.proto.trace.v1.Span of(Span span) {
    var message =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(id(span.traceId().value()))
            .setSpanId(id(span.spanId().value()))
            .setTraceState(span.traceState())
            .setFlags((int) span.flags())
            .setName(span.name())
            .setKindValue(span.kind().number())
            .setStatus(
                Status.newBuilder()
                    .setCodeValue(span.status().code().number())
                    .setMessage(span.status().message()))
            .setStartTimeUnixNano(UnixNano.of(span.start()))
            .addAllAttributes(Values.attributes(span.attributes()))
            .setDroppedAttributesCount((int) span.dropped().attributes())
            .setDroppedEventsCount((int) span.dropped().events())
            .setDroppedLinksCount((int) span.dropped().links());
    if (span.parent() instanceof Parent.Of(var parent)) {
      message.setParentSpanId(id(parent.value()));
    }
    if (span.end() instanceof EndTime.At(var time)) {
      message.setEndTimeUnixNano(UnixNano.of(time));
    }
    span.events().forEach(event -> message.addEvents(of(event)));
    span.links().forEach(link -> message.addLinks(of(link)));
    return message.build();
  }

  private static io.opentelemetry.proto.trace.v1.Span.Event of(SpanEvent event) {
    return io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
        .setTimeUnixNano(UnixNano.of(event.time()))
        .setName(event.name())
        .addAllAttributes(Values.attributes(event.attributes()))
        .setDroppedAttributesCount((int) event.droppedAttributesCount())
        .build();
  }

  private static io.opentelemetry.proto.trace.v1.Span.Link of(SpanLink link) {
    return io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
        .setTraceId(id(link.traceId()))
        .setSpanId(id(link.spanId()))
        .setTraceState(link.traceState())
        .setFlags((int) link.flags())
        .addAllAttributes(Values.attributes(link.attributes()))
        .setDroppedAttributesCount((int) link.droppedAttributesCount())
        .build();
  }

  // The ids of JSON are texts, and some senders' are none of these bytes: a message has no place
  // for them.
  private static ByteString id(String text) {
    return BYTES.matcher(text).matches()
        ? ByteString.copyFrom(HexFormat.of().parseHex(text))
        : ByteString.EMPTY;
  }
}
