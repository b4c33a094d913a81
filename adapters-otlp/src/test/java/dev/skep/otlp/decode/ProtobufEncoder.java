package dev.skep.otlp.decode;

import dev.skep.domain.trace.Span;
import dev.skep.otlp.encode.ExportRequests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
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
      request.mergeFrom(ExportRequests.of(List.of(span)));
    }
    return request.build();
  }
}
