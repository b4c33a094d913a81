package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Requests made to hurt end soon, in spans that are cut or in a plain no.
final class HostileRequestsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

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
  void a_text_of_30_MB_is_cut_and_its_size_is_told() {
    int size = 30_000_000;
    Span fromJson = one(soon(() -> Decoding.json(Decoding.value(text("x".repeat(size))))));
    Span fromProtobuf = one(soon(() -> Decoding.protobuf(withValue(value("x".repeat(size))))));

    assertThat(fromProtobuf.attributes()).isEqualTo(fromJson.attributes());
    assertThat(fromJson.attributes().text("a").orElseThrow())
        .hasSizeLessThan(SpanLimits.TEXT_BYTES + 40)
        .startsWith("xxx")
        .endsWith("x… [cut: 30000000 bytes]");
  }

  @Test
  void texts_are_cut_between_characters_at_the_same_place_in_both_encodings() {
    for (String character : new String[] {"x", "ü", "€", "🚀"}) {
      for (String before : new String[] {"", "a", "ab", "abc"}) {
        String text = before + character.repeat(SpanLimits.TEXT_BYTES);
        Span fromJson = one(Decoding.json(Decoding.value(text(text))));
        Span fromProtobuf = one(Decoding.protobuf(withValue(value(text))));

        assertThat(fromProtobuf.attributes()).isEqualTo(fromJson.attributes());
        assertThat(fromJson.attributes().text("a").orElseThrow())
            .startsWith(before + character)
            .doesNotContain("\ufffd");
      }
    }
  }

  @Test
  void texts_up_to_the_limit_stay_whole() {
    String longest = "x".repeat(SpanLimits.TEXT_BYTES);

    assertThat(Decoding.spans(Decoding.json(Decoding.value(text(longest)))))
        .allSatisfy(span -> assertThat(span.attributes().text("a")).hasValue(longest));
    assertThat(Decoding.spans(Decoding.protobuf(withValue(value(longest)))))
        .allSatisfy(span -> assertThat(span.attributes().text("a")).hasValue(longest));
  }

  @Test
  void a_key_of_a_megabyte_is_cut() {
    String key = "k".repeat(1_000_000);
    String json = Decoding.span("\"attributes\":[{\"key\":\"" + key + "\",\"value\":{}}]");

    assertThat(one(Decoding.json(json)).attributes().keys().getFirst())
        .isEqualTo("k".repeat(SpanLimits.KEY_BYTES) + "… [cut: 1000000 bytes]");
  }

  @Test
  void of_half_a_million_attributes_the_first_1024_stay_and_the_others_are_counted() {
    StringBuilder json = new StringBuilder();
    var span = span();
    for (int i = 0; i < 500_000; i++) {
      json.append(i == 0 ? "" : ",").append("{\"key\":\"").append(i).append("\"}");
      span.addAttributes(KeyValue.newBuilder().setKey(Integer.toString(i)));
    }
    Span fromJson = one(soon(() -> Decoding.json(Decoding.span("\"attributes\":[" + json + "]"))));
    Span fromProtobuf = one(soon(() -> Decoding.protobuf(request(span.build()))));

    assertThat(fromJson.attributes().size()).isEqualTo(1024);
    assertThat(fromJson.dropped().attributes()).isEqualTo(500_000 - 1024);
    assertThat(fromProtobuf.attributes()).isEqualTo(fromJson.attributes());
    assertThat(fromProtobuf.dropped()).isEqualTo(fromJson.dropped());
  }

  @Test
  void of_too_many_events_and_links_the_first_1024_stay_and_the_others_are_counted() {
    String many = "[" + "{},".repeat(1499) + "{}]";

    Span span =
        one(
            Decoding.json(
                Decoding.span(
                    "\"events\":"
                        + many
                        + ",\"links\":"
                        + many
                        + ",\"droppedLinksCount\":4294967295")));

    assertThat(span.events()).hasSize(1024);
    assertThat(span.links()).hasSize(1024);
    assertThat(span.dropped().events()).isEqualTo(476);
    assertThat(span.dropped().links()).isEqualTo(0xffff_ffffL);
  }

  @Test
  void of_too_many_elements_the_first_1024_stay_and_a_note() {
    String json = "{\"arrayValue\":{\"values\":[" + "{\"intValue\":1},".repeat(4999) + "{}]}}";
    var array = ArrayValue.newBuilder();
    for (int i = 0; i < 5000; i++) {
      array.addValues(AnyValue.newBuilder().setIntValue(1));
    }

    Span span = one(Decoding.json(Decoding.value(json)));

    var values = (AttributeValue.ArrayValue) span.attributes().get("a").orElseThrow();
    assertThat(values.values()).hasSize(1025);
    assertThat(values.values().getLast()).isEqualTo(ValueElements.TOO_MANY);
    assertThat(
            one(Decoding.protobuf(withValue(AnyValue.newBuilder().setArrayValue(array).build())))
                .attributes())
        .isEqualTo(span.attributes());
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

  private static DecodeResult soon(Supplier<DecodeResult> decoding) {
    return assertTimeoutPreemptively(SOON, decoding::get);
  }

  private static Span one(DecodeResult result) {
    DecodeResult.Decoded decoded = Decoding.decoded(result);
    assertThat(decoded.spans()).hasSize(1);
    return decoded.spans().getFirst();
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

  private static String text(String text) {
    return "{\"stringValue\":\"" + text + "\"}";
  }

  private static AnyValue value(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
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
    byte[] span = joined(span().build().toByteArray(), head(9, attribute.length), attribute);
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

  private static byte[] withValue(AnyValue value) {
    return request(span().addAttributes(KeyValue.newBuilder().setKey("a").setValue(value)).build());
  }

  private static io.opentelemetry.proto.trace.v1.Span.Builder span() {
    return io.opentelemetry.proto.trace.v1.Span.newBuilder()
        .setTraceId(
            ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8}))
        .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
  }

  private static byte[] request(io.opentelemetry.proto.trace.v1.Span span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }
}
