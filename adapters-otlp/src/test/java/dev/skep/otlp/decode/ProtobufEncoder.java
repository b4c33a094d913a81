package dev.skep.otlp.decode;

import com.google.protobuf.ByteString;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.UnixNano;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Writes spans as an export request in protobuf, through the generated classes: the other opinion
/// on what the bytes mean. Each span gets a resource and a scope of its own. Ids must be
/// hexadecimal.
public final class ProtobufEncoder {
  private ProtobufEncoder() {}

  public static byte[] encode(List<Span> spans) {
    return message(spans).toByteArray();
  }

  public static ExportTraceServiceRequest message(List<Span> spans) {
    var request = ExportTraceServiceRequest.newBuilder();
    for (Span span : spans) {
      request.addResourceSpans(resourceSpans(span));
    }
    return request.build();
  }

  private static ResourceSpans resourceSpans(Span span) {
    Resource resource = span.resource();
    return ResourceSpans.newBuilder()
        .setResource(
            io.opentelemetry.proto.resource.v1.Resource.newBuilder()
                .addAllAttributes(attributes(resource.attributes()))
                .setDroppedAttributesCount((int) resource.droppedAttributesCount()))
        .setSchemaUrl(resource.schemaUrl())
        .addScopeSpans(
            ScopeSpans.newBuilder()
                .setScope(
                    InstrumentationScope.newBuilder()
                        .setName(span.scope().name())
                        .setVersion(span.scope().version())
                        .addAllAttributes(attributes(span.scope().attributes()))
                        .setDroppedAttributesCount((int) span.scope().droppedAttributesCount()))
                .setSchemaUrl(span.scope().schemaUrl())
                .addSpans(span(span)))
        .build();
  }

  private static io.opentelemetry.proto.trace.v1.Span span(Span span) {
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
            .addAllAttributes(attributes(span.attributes()))
            .setDroppedAttributesCount((int) span.dropped().attributes())
            .setDroppedEventsCount((int) span.dropped().events())
            .setDroppedLinksCount((int) span.dropped().links());
    if (span.parent() instanceof Parent.Of(var parent)) {
      message.setParentSpanId(id(parent.value()));
    }
    if (span.end() instanceof EndTime.At(var time)) {
      message.setEndTimeUnixNano(UnixNano.of(time));
    }
    span.events().forEach(event -> message.addEvents(event(event)));
    span.links().forEach(link -> message.addLinks(link(link)));
    return message.build();
  }

  private static io.opentelemetry.proto.trace.v1.Span.Event event(SpanEvent event) {
    return io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
        .setTimeUnixNano(UnixNano.of(event.time()))
        .setName(event.name())
        .addAllAttributes(attributes(event.attributes()))
        .setDroppedAttributesCount((int) event.droppedAttributesCount())
        .build();
  }

  private static io.opentelemetry.proto.trace.v1.Span.Link link(SpanLink link) {
    return io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
        .setTraceId(id(link.traceId()))
        .setSpanId(id(link.spanId()))
        .setTraceState(link.traceState())
        .setFlags((int) link.flags())
        .addAllAttributes(attributes(link.attributes()))
        .setDroppedAttributesCount((int) link.droppedAttributesCount())
        .build();
  }

  private static List<KeyValue> attributes(Attributes attributes) {
    List<KeyValue> list = new ArrayList<>();
    attributes.forEach(
        (key, value) -> list.add(KeyValue.newBuilder().setKey(key).setValue(value(value)).build()));
    return list;
  }

  private static AnyValue value(AttributeValue value) {
    var message = AnyValue.newBuilder();
    switch (value) {
      case AttributeValue.StringValue(var text) -> message.setStringValue(text);
      case AttributeValue.BoolValue(var truth) -> message.setBoolValue(truth);
      case AttributeValue.IntValue(var number) -> message.setIntValue(number);
      case AttributeValue.DoubleValue(var number) -> message.setDoubleValue(number);
      case AttributeValue.ArrayValue(var values) -> {
        var array = ArrayValue.newBuilder();
        values.forEach(element -> array.addValues(value(element)));
        message.setArrayValue(array);
      }
      case AttributeValue.MapValue(var entries) ->
          message.setKvlistValue(KeyValueList.newBuilder().addAllValues(attributes(entries)));
      case AttributeValue.BytesValue bytes ->
          message.setBytesValue(ByteString.copyFrom(bytes.bytes()));
      case AttributeValue.EmptyValue() -> {}
    }
    return message.build();
  }

  private static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
