package dev.skep.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes the bodies of replies in both encodings.
///
/// Source: OTLP, "OTLP/HTTP Response"; the specification, "Response". `docs/adr/0005` tells why the
/// JSON body is the specification's and OTLP's at once.
final class ReplyBodies {
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NO_BYTES = {};

  // google.rpc.Status, written by hand: its generated class would be a dependency for two fields.
  private static final int STATUS_CODE_FIELD = 1;
  private static final int STATUS_MESSAGE_FIELD = 2;

  private ReplyBodies() {}

  static byte[] stored(OtlpEncoding encoding, Stored stored) {
    return switch (encoding) {
      case JSON -> json(json -> writeStored(json, stored));
      case PROTOBUF -> stored.isPartial() ? partialSuccess(stored) : NO_BYTES;
    };
  }

  static byte[] refused(OtlpEncoding encoding, Refusal refusal) {
    return switch (encoding) {
      case JSON -> json(json -> writeRefusal(json, refusal));
      case PROTOBUF -> status(refusal);
    };
  }

  /// What a sink answers: an export response that says nothing.
  static byte[] empty(OtlpEncoding encoding) {
    return switch (encoding) {
      case JSON -> "{}".getBytes(StandardCharsets.UTF_8);
      case PROTOBUF -> NO_BYTES;
    };
  }

  private static void writeStored(JsonGenerator json, Stored stored) throws IOException {
    json.writeNumberField("accepted", stored.accepted());
    if (stored.dropped() > 0) {
      json.writeNumberField("dropped", stored.dropped());
    }
    if (stored.isPartial()) {
      json.writeObjectFieldStart("partialSuccess");
      // A text, for that is how JSON writes protobuf's int64.
      json.writeStringField("rejectedSpans", Integer.toString(stored.rejected()));
      json.writeStringField("errorMessage", stored.message());
      json.writeEndObject();
    }
  }

  private static void writeRefusal(JsonGenerator json, Refusal refusal) throws IOException {
    json.writeStringField("error", refusal.message());
    json.writeNumberField("code", refusal.rpcCode());
    json.writeStringField("message", refusal.message());
  }

  private static byte[] partialSuccess(Stored stored) {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(stored.rejected())
                .setErrorMessage(stored.message()))
        .build()
        .toByteArray();
  }

  private static byte[] status(Refusal refusal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeInt32(STATUS_CODE_FIELD, refusal.rpcCode());
      out.writeString(STATUS_MESSAGE_FIELD, refusal.message());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] json(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }
}
