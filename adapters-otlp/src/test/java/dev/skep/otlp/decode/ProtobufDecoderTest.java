package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.Spans;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What protobuf allows and senders make of it.
final class ProtobufDecoderTest {
  @Test
  void no_bytes_are_an_empty_request() {
    assertThat(Decoding.spans(Decoding.protobuf(new byte[0]))).isEmpty();
  }

  @Test
  void ids_must_have_their_exact_length_and_not_be_zero() {
    for (int length : new int[] {0, 1, 8, 15, 17, 32, 100}) {
      assertThat(rejected(span().setTraceId(ones(length)))).contains("trace id");
    }
    for (int length : new int[] {0, 1, 7, 9, 16, 100}) {
      assertThat(rejected(span().setSpanId(ones(length)))).contains("span id");
    }
    assertThat(rejected(span().setTraceId(ByteString.copyFrom(new byte[16])))).contains("trace id");
    assertThat(rejected(span().setSpanId(ByteString.copyFrom(new byte[8])))).contains("span id");
  }

  @Test
  void a_parent_of_irregular_length_is_kept_as_the_digits_of_its_bytes() {
    assertThat(taken(span().setParentSpanId(ones(3))).parent())
        .isEqualTo(Parent.of(new SpanId("010101")));
    assertThat(taken(span().setParentSpanId(ones(0))).parent()).isEqualTo(Parent.NONE);
    assertThat(taken(span().setParentSpanId(ByteString.copyFrom(new byte[8]))).parent())
        .isEqualTo(Parent.NONE);
    assertThat(taken(span().setParentSpanId(ByteString.copyFrom(new byte[3]))).parent())
        .isEqualTo(Parent.NONE);
    assertThat(rejected(span().setParentSpanId(ones(33)))).contains("parent span id");
  }

  @Test
  void a_text_that_is_no_utf8_is_no_longer_than_others() {
    int most = SpanLimits.TEXT_BYTES / 3;
    for (int size : new int[] {most, most + 1, SpanLimits.TEXT_BYTES, 100_000}) {
      byte[] name = new byte[size];
      Arrays.fill(name, (byte) 0xff);
      var field =
          UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(name)).build();
      var fields = UnknownFieldSet.newBuilder().addField(Span.NAME_FIELD_NUMBER, field).build();

      var decoded =
          Decoding.decoded(Decoding.protobuf(request(span().setUnknownFields(fields).build())));

      assertThat(decoded.cuts()).isEqualTo(size == most ? 0 : 1);
      assertThat(decoded.spans().getFirst().name())
          .isEqualTo("\ufffd".repeat(most) + (size == most ? "" : "… [cut: " + size + " bytes]"));
    }
  }

  @Test
  void times_of_any_sort_are_kept() {
    var span = taken(span().setStartTimeUnixNano(-1).setEndTimeUnixNano(1));
    assertThat(span.start()).isEqualTo(Instant.parse("2554-07-21T23:34:33.709551615Z"));
    assertThat(span.endsBeforeStart()).isTrue();

    assertThat(taken(span()).start()).isEqualTo(Instant.EPOCH);
    assertThat(taken(span()).end()).isEqualTo(EndTime.NONE);
  }

  @Test
  void a_resource_that_comes_last_or_in_two_parts_counts_for_all_spans() throws IOException {
    byte[] spans =
        ResourceSpans.newBuilder()
            .addScopeSpans(ScopeSpans.newBuilder().addSpans(span()))
            .build()
            .toByteArray();
    ByteArrayOutputStream resourceSpans = new ByteArrayOutputStream();
    resourceSpans.write(resource("service.name", "nginx"));
    resourceSpans.write(spans);
    resourceSpans.write(resource("host.name", "edge"));
    var request =
        ExportTraceServiceRequest.newBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        1,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFrom(resourceSpans.toByteArray()))
                            .build())
                    .build())
            .build();

    var span = Decoding.spans(Decoding.protobuf(request.toByteArray())).getFirst();

    assertThat(span.serviceName()).isEqualTo("nginx");
    assertThat(span.resource().attributes().get("host.name")).hasValue(AttributeValue.of("edge"));
  }

  @Test
  void unknown_fields_of_every_wire_type_are_skipped() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(
                1000,
                UnknownFieldSet.Field.newBuilder()
                    .addVarint(1)
                    .addFixed32(2)
                    .addFixed64(3)
                    .addLengthDelimited(ones(5))
                    .addGroup(UnknownFieldSet.getDefaultInstance())
                    .build())
            // A known number with a type that is not its own is unknown too.
            .addField(5, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();

    assertThat(taken(span().setUnknownFields(unknown))).isEqualTo(taken(span()));
  }

  @Test
  void a_number_of_more_than_ten_bytes_is_no_protobuf() {
    for (int last : new int[] {0x01, 0x7f, 0x80, 0x81, 0xff}) {
      byte[] number = new byte[10];
      Arrays.fill(number, (byte) 0xff);
      number[9] = (byte) last;
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.write(15 << 3);
      body.writeBytes(number);
      body.writeBytes(request(span().build()));

      DecodeResult result = Decoding.protobuf(body.toByteArray());
      if (last < 0x80) {
        assertThat(Decoding.spans(result)).hasSize(1);
      } else {
        assertThat(result).isInstanceOf(DecodeResult.Malformed.class);
      }
    }
  }

  @Test
  void too_many_spans_are_told_before_damage_behind_them_and_not_before_damage_in_front() {
    byte[] spans = new byte[2 * (SpanLimits.SPANS_PER_REQUEST + 1)];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = 2 << 3 | 2;
    }
    byte[] damage = {1 << 3 | 2, 1, 7};

    assertThat(Decoding.protobuf(inResourceSpans(new byte[0], inScopeSpans(spans), damage)))
        .isInstanceOf(DecodeResult.TooManySpans.class);
    assertThat(Decoding.protobuf(inResourceSpans(damage, inScopeSpans(spans), new byte[0])))
        .isInstanceOf(DecodeResult.Malformed.class);
    assertThat(Decoding.protobuf(inResourceSpans(new byte[0], inScopeSpans(damage), damage)))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  private static byte[] inScopeSpans(byte[] content) {
    return lengthDelimited(2, content);
  }

  private static byte[] inResourceSpans(byte[] before, byte[] scopeSpans, byte[] behind) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(before);
    content.writeBytes(scopeSpans);
    content.writeBytes(behind);
    return lengthDelimited(1, content.toByteArray());
  }

  private static byte[] lengthDelimited(int field, byte[] content) {
    return UnknownFieldSet.newBuilder()
        .addField(
            field,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFrom(content))
                .build())
        .build()
        .toByteArray();
  }

  @Test
  void text_that_is_no_utf8_is_kept_with_replacement_characters() {
    byte[] request = request(span().setName("a~b").build());
    for (int i = 0; i < request.length; i++) {
      if (request[i] == '~') {
        request[i] = (byte) 0xff;
      }
    }

    assertThat(Decoding.spans(Decoding.protobuf(request)).getFirst().name()).isEqualTo("a\ufffdb");
  }

  @Test
  void a_request_cut_off_anywhere_but_between_resources_is_refused() {
    byte[] body = ProtobufEncoder.encode(List.of(Spans.span(1).build(), Spans.span(2).build()));
    int border = ProtobufEncoder.encode(List.of(Spans.span(1).build())).length;

    for (int length = 1; length < body.length; length++) {
      if (length != border) {
        assertThat(Decoding.protobuf(Arrays.copyOf(body, length)))
            .as("%s bytes", length)
            .isInstanceOf(DecodeResult.Malformed.class);
      }
    }
  }

  private static String rejected(Span.Builder span) {
    DecodeResult.Decoded decoded =
        Decoding.decoded(Decoding.protobuf(request(span().build(), span.build())));
    assertThat(decoded.spans()).hasSize(1);
    assertThat(decoded.rejections().total()).isEqualTo(1);
    return decoded.rejections().message();
  }

  private static dev.skep.domain.trace.Span taken(Span.Builder span) {
    return Decoding.spans(Decoding.protobuf(request(span.build()))).getFirst();
  }

  private static Span.Builder span() {
    return Span.newBuilder().setTraceId(ones(16)).setSpanId(ones(8));
  }

  private static byte[] request(Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(Arrays.asList(spans))))
        .build()
        .toByteArray();
  }

  private static byte[] resource(String key, String value) {
    var resource = Resource.newBuilder();
    resource.addAttributesBuilder().setKey(key).getValueBuilder().setStringValue(value);
    return ResourceSpans.newBuilder().setResource(resource).build().toByteArray();
  }

  private static ByteString ones(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 1);
    return ByteString.copyFrom(ones);
  }
}
