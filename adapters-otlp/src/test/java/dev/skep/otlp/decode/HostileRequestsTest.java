package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.Decoding.one;
import static dev.skep.otlp.decode.Decoding.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Requests made to hurt end soon, in spans that are cut or in a plain no.
final class HostileRequestsTest {
  @Test
  void values_are_kept_to_a_depth_of_32_in_both_encodings() {
    for (int depth : new int[] {31, 32, 33, 100, 240}) {
      Span fromJson = one(Decoding.json(Decoding.value(nestedJson(depth))));
      Span fromProtobuf = one(Decoding.protobuf(nestedProtobuf(depth)));

      assertThat(fromProtobuf.attributes()).isEqualTo(fromJson.attributes());
      assertThat(depthOf(fromJson)).isEqualTo(Math.min(depth, 32));
      assertThat(fromJson.attributes().toString().contains("nested deeper than 32"))
          .isEqualTo(depth > 32);
    }
  }

  @Test
  void a_hundred_thousand_levels_are_cut_in_protobuf_and_refused_in_json() {
    assertThat(depthOf(one(soon(() -> Decoding.protobuf(nestedProtobuf(100_000)))))).isEqualTo(32);
    assertThat(soon(() -> Decoding.json(Decoding.value(nestedJson(100_000)))))
        .isInstanceOf(DecodeResult.Malformed.class);
    assertThat(soon(() -> Decoding.json("[".repeat(1_000_000))))
        .isInstanceOf(DecodeResult.Malformed.class);
    assertThat(soon(() -> Decoding.json("{\"x\":" + "[".repeat(1_000_000))))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void groups_within_groups_are_refused() {
    byte[] groups = new byte[1_000_000];
    Arrays.fill(groups, (byte) 0x0b);

    assertThat(soon(() -> Decoding.protobuf(groups))).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void spans_up_to_65536_are_read_and_one_more_refuses_the_request() {
    String span = "{\"traceId\":\"t\",\"spanId\":\"s\"},";

    assertThat(
            Decoding.spans(
                soon(() ->
                    Decoding.json(
                        Decoding.spans(
                            span.repeat(65_535) + "{\"traceId\":\"t\",\"spanId\":\"s\"}")))))
        .hasSize(65_536);
    assertThat(soon(() -> Decoding.json(Decoding.spans(span.repeat(65_536) + "{}"))))
        .isInstanceOf(DecodeResult.TooManySpans.class);
    byte[] emptySpans = new byte[2 * 1_000_000];
    for (int i = 0; i < emptySpans.length; i += 2) {
      emptySpans[i] = 2 << 3 | 2;
    }
    assertThat(soon(() -> Decoding.protobuf(enveloped(emptySpans))))
        .isInstanceOf(DecodeResult.TooManySpans.class);
  }

  @Test
  void five_million_empty_envelopes_are_an_empty_request() {
    byte[] envelopes = new byte[2 * 5_000_000];
    for (int i = 0; i < envelopes.length; i += 2) {
      envelopes[i] = 1 << 3 | 2;
    }

    assertThat(Decoding.spans(soon(() -> Decoding.protobuf(envelopes)))).isEmpty();
    assertThat(
            Decoding.spans(
                soon(() ->
                    Decoding.json("{\"resourceSpans\":[" + "{},".repeat(2_000_000) + "{}]}"))))
        .isEmpty();
  }

  @Test
  void numbers_that_would_take_for_ever_are_refused_at_once() {
    for (String number : new String[] {"1e999999999", "-1e999999999", "1e-999999999", "1e400"}) {
      for (String field : new String[] {"startTimeUnixNano", "flags", "kind"}) {
        var decoded =
            Decoding.decoded(
                soon(() -> Decoding.json(Decoding.span("\"" + field + "\":" + number))));
        assertThat(decoded.rejections().total()).as(field + " " + number).isEqualTo(1);
      }
      soon(() -> Decoding.json(Decoding.value("{\"doubleValue\":" + number + "}")));
    }
    assertThat(soon(() -> Decoding.json(Decoding.span("\"flags\":" + "1".repeat(1_000_000)))))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void a_field_name_of_a_megabyte_is_refused() {
    assertThat(soon(() -> Decoding.json("{\"" + "x".repeat(1_000_000) + "\":1}")))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void many_different_field_names_are_ignored() {
    StringBuilder json = new StringBuilder("{\"resourceSpans\":[]");
    for (int i = 0; i < 200_000; i++) {
      json.append(",\"f").append(i).append("\":0");
    }

    assertThat(Decoding.spans(soon(() -> Decoding.json(json + "}")))).isEmpty();
  }

  @Test
  void a_length_that_lies_is_refused_without_making_room_for_it() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeTag(1, 2);
    out.writeUInt32NoTag(Integer.MAX_VALUE);
    out.flush();

    assertThat(soon(() -> Decoding.protobuf(bytes.toByteArray())))
        .isInstanceOf(DecodeResult.Malformed.class);
    assertThat(soon(() -> Decoding.protobuf(new byte[] {10, -1, -1, -1, -1, 15})))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  private static int depthOf(Span span) {
    int depth = 0;
    AttributeValue value = span.attributes().get("a").orElseThrow();
    while (value instanceof AttributeValue.ArrayValue(var values) && !values.isEmpty()) {
      depth++;
      value = values.getFirst();
    }
    return depth;
  }

  private static String nestedJson(int depth) {
    return "{\"arrayValue\":{\"values\":[".repeat(depth) + "{}" + "]}}".repeat(depth);
  }

  /// Built from the inside by hand: the library's own writer would recurse.
  private static byte[] nestedProtobuf(int depth) {
    // Each level is an AnyValue with an ArrayValue with one value: two lengths and two tags.
    byte[][] heads = new byte[depth][];
    int size = 0;
    for (int i = depth - 1; i >= 0; i--) {
      byte[] inner = head(1, size);
      byte[] outer = head(5, size + inner.length);
      heads[i] = joined(outer, inner);
      size += heads[i].length;
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (byte[] head : heads) {
      value.writeBytes(head);
    }
    byte[] attribute = joined(new byte[] {10, 1, 'a'}, head(2, value.size()), value.toByteArray());
    byte[] span =
        joined(Decoding.protobufSpan().build().toByteArray(), head(9, attribute.length), attribute);
    return enveloped(joined(head(2, span.length), span));
  }

  private static byte[] head(int field, int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeTag(field, 2);
      out.writeUInt32NoTag(length);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /// A request with one resource and one scope of these contents.
  private static byte[] enveloped(byte[] scopeSpans) {
    byte[] resourceSpans = joined(head(2, scopeSpans.length), scopeSpans);
    return joined(head(1, resourceSpans.length), resourceSpans);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
