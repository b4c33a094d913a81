package dev.skep.bootstrap.system;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Turns an OTLP protobuf request into OTLP JSON with the library's own classes.
final class OtlpProtobuf {
  private OtlpProtobuf() {}

  static Map<String, Object> toJson(byte[] protobuf) {
    try {
      String json =
          JsonFormat.printer()
              .printingEnumsAsInts()
              .print(ExportTraceServiceRequest.parseFrom(protobuf));
      Map<String, Object> request = Json.object(json.getBytes(StandardCharsets.UTF_8));
      idsToHex(request);
      return request;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  // Protobuf's own JSON writes bytes as base64, OTLP's JSON writes ids as hexadecimal digits.
  private static void idsToHex(Object json) {
    if (json instanceof List<?> list) {
      list.forEach(OtlpProtobuf::idsToHex);
    }
    if (json instanceof Map<?, ?>) {
      Map<String, Object> object = Json.object(json);
      for (String id : List.of("traceId", "spanId", "parentSpanId")) {
        object.computeIfPresent(
            id,
            (key, base64) ->
                HexFormat.of().formatHex(Base64.getDecoder().decode(base64.toString())));
      }
      object.values().forEach(OtlpProtobuf::idsToHex);
    }
  }
}
