package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Decodes in one line.
final class Decoding {
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
