package dev.skep.benchmarks.traffic;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;

/// Whole fields of OTLP's messages in protobuf's binary form, tag and length included. Concatenated
/// fields are a message, so these can be copied into one as they are.
final class Fields {
  private Fields() {}

  static byte[] name(String name) {
    return Span.newBuilder().setName(name).build().toByteArray();
  }

  static byte[] attribute(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  static byte[] attribute(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  private static byte[] attribute(String key, AnyValue.Builder value) {
    return Span.newBuilder()
        .addAttributes(KeyValue.newBuilder().setKey(key).setValue(value))
        .build()
        .toByteArray();
  }

  /// Beyla writes the status also when it says nothing.
  static byte[] unset() {
    return status(Status.getDefaultInstance());
  }

  static byte[] failed(String message) {
    return status(
        Status.newBuilder().setMessage(message).setCode(StatusCode.STATUS_CODE_ERROR).build());
  }

  private static byte[] status(Status status) {
    return Span.newBuilder().setStatus(status).build().toByteArray();
  }

  /// The resource of a `ResourceSpans`, its attributes being texts: key, value, key, value.
  static byte[] resource(String... keysAndValues) {
    Resource.Builder resource = Resource.newBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      resource.addAttributes(
          KeyValue.newBuilder()
              .setKey(keysAndValues[i])
              .setValue(AnyValue.newBuilder().setStringValue(keysAndValues[i + 1])));
    }
    return ResourceSpans.newBuilder().setResource(resource).build().toByteArray();
  }
}
