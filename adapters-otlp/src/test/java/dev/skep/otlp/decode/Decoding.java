package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import dev.skep.domain.trace.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Decodes in one line.
final class Decoding {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Decoding() {}

  static DecodeResult protobuf(byte[] body) {
    return decode(new ProtobufDecoder(), body);
  }

  static DecodeResult json(String body) {
    return decode(new JsonDecoder(), body.getBytes(StandardCharsets.UTF_8));
  }

  static DecodeResult decode(OtlpDecoder decoder, byte[] body) {
    try {
      return decoder.decode(new ByteArrayInputStream(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The spans of a request in which nothing was wrong.
  static List<Span> spans(DecodeResult result) {
    DecodeResult.Decoded decoded = decoded(result);
    assertThat(decoded.rejections().message()).isEmpty();
    assertThat(decoded.cuts()).isZero();
    return decoded.spans();
  }

  static DecodeResult.Decoded decoded(DecodeResult result) {
    assertThat(result).isInstanceOf(DecodeResult.Decoded.class);
    return (DecodeResult.Decoded) result;
  }

  /// The only span of a request, of which something may have been cut.
  static Span one(DecodeResult result) {
    DecodeResult.Decoded decoded = decoded(result);
    assertThat(decoded.spans()).hasSize(1);
    return decoded.spans().getFirst();
  }

  /// What comes of something that could take for ever.
  static DecodeResult soon(Supplier<DecodeResult> decoding) {
    return assertTimeoutPreemptively(SOON, decoding::get);
  }

  /// The ids of a span, in protobuf.
  static io.opentelemetry.proto.trace.v1.Span.Builder protobufSpan() {
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}))
        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
  }

  /// A request of one span with these further fields, `"name":"x"` say.
  static String span(String fields) {
    return spans("{\"traceId\":\"t\",\"spanId\":\"s\"," + fields + "}");
  }

  /// A request of these spans.
  static String spans(String... spans) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}";
  }

  /// A request of one span with this `AnyValue` as its attribute `a`.
  static String value(String anyValue) {
    return span("\"attributes\":[{\"key\":\"a\",\"value\":" + anyValue + "}]");
  }
}
