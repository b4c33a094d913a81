package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.Decoding.one;
import static dev.skep.otlp.decode.Decoding.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import org.junit.jupiter.api.Test;

/// What is too large in a span is cut, at the same place in both encodings, and it is told.
final class LargeSpansTest {
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
    var span = Decoding.protobufSpan();
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

  private static String text(String text) {
    return "{\"stringValue\":\"" + text + "\"}";
  }

  private static AnyValue value(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static byte[] withValue(AnyValue value) {
    return request(
        Decoding.protobufSpan()
            .addAttributes(KeyValue.newBuilder().setKey("a").setValue(value))
            .build());
  }

  private static byte[] request(io.opentelemetry.proto.trace.v1.Span span) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }
}
