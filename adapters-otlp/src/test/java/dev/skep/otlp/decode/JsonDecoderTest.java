package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.Decoding.json;
import static dev.skep.otlp.decode.Decoding.spans;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.UnixNano;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What JSON allows and senders make of it.
final class JsonDecoderTest {
  @Test
  void a_span_of_nothing_but_its_ids_is_taken() {
    Span span = one("{\"traceId\":\"t\",\"spanId\":\"s\"}");

    assertThat(span.name()).isEmpty();
    assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL);
    assertThat(span.status().code()).isEqualTo(StatusCode.UNSET);
    assertThat(span.start()).isEqualTo(Instant.EPOCH);
    assertThat(span.end()).isEqualTo(EndTime.NONE);
    assertThat(span.parent()).isEqualTo(Parent.NONE);
    assertThat(span.serviceName()).isEqualTo("unknown");
  }

  @Test
  void null_stands_for_an_absent_field_everywhere() {
    Span span =
        one(
            """
            {"traceId":"t","spanId":"s","parentSpanId":null,"traceState":null,"flags":null,
             "name":null,"kind":null,"startTimeUnixNano":null,"endTimeUnixNano":null,
             "attributes":null,"events":null,"links":null,"status":null,
             "droppedAttributesCount":null}
            """);

    assertThat(span).isEqualTo(one("{\"traceId\":\"t\",\"spanId\":\"s\"}"));
    assertThat(
            spans(
                json(
                    """
                    {"resourceSpans":[null,{"resource":null,"scopeSpans":null},
                      {"resource":{"attributes":null},"scopeSpans":[null,{"scope":null,"spans":null}]}]}
                    """)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "1",
        "\"span\"",
        "[]",
        "{}",
        "{\"traceId\":\"t\"}",
        "{\"spanId\":\"s\"}",
        "{\"traceId\":1,\"spanId\":\"s\"}",
        "{\"traceId\":\"\",\"spanId\":\"s\"}",
        "{\"traceId\":\"t\",\"spanId\":[]}",
        "{\"traceId\":\"00000000000000000000000000000000\",\"spanId\":\"s\"}",
        "{\"traceId\":\"t\",\"spanId\":\"0000000000000000\"}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"name\":1}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"name\":{\"deep\":[{}]}}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"startTimeUnixNano\":\"soon\"}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"startTimeUnixNano\":-1}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"startTimeUnixNano\":\"18446744073709551616\"}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"endTimeUnixNano\":1.5}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"flags\":4294967296}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"kind\":true}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"status\":1}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"status\":{\"message\":1}}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":{}}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[null]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[1]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"key\":1}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"key\":\"a\",\"value\":\"b\"}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"value\":{\"intValue\":\"x\"}}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"value\":{\"boolValue\":\"true\"}}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"value\":{\"bytesValue\":\"!\"}}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"attributes\":[{\"value\":{\"arrayValue\":[]}}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"events\":[null]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"events\":[{\"timeUnixNano\":\"x\"}]}",
        "{\"traceId\":\"t\",\"spanId\":\"s\",\"links\":[7]}"
      })
  void a_bad_span_is_rejected_and_its_neighbours_are_taken(String bad) {
    String good = "{\"traceId\":\"t\",\"spanId\":\"good\"}";

    DecodeResult.Decoded decoded = Decoding.decoded(json(Decoding.spans(good, bad, good)));

    assertThat(decoded.spans()).hasSize(2);
    assertThat(decoded.rejections().total()).isEqualTo(1);
    assertThat(decoded.rejections().message()).endsWith("first at index 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceSpans\":[1]}",
        "{\"resourceSpans\":[{\"resource\":[]}]}",
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":\"x\"}}]}",
        "{\"resourceSpans\":[{\"schemaUrl\":1}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":{}}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":{}}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":{\"name\":1},\"spans\":[]}]}]}"
      })
  void a_wrong_type_around_the_spans_refuses_the_request(String body) {
    assertThat(json(body)).isInstanceOf(DecodeResult.Malformed.class);
  }

  @Test
  void a_wrong_type_before_the_spans_is_not_held_against_the_first_of_them() {
    assertThat(
            json(
                """
                {"resourceSpans":[{"schemaUrl":1,"scopeSpans":[{"spans":[
                  {"traceId":"t","spanId":"s"}]}]}]}
                """))
        .isInstanceOf(DecodeResult.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "'\"0\"', 0",
    "1700000000000000001, 1700000000000000001",
    "'\"1700000000000000001\"', 1700000000000000001",
    "1.7e18, 1700000000000000000",
    "'\"18446744073709551615\"', -1",
    "18446744073709551615, -1",
    "9223372036854775808, -9223372036854775808",
    "0.0, 0",
    "0e99, 0",
    "'\"0017\"', 17"
  })
  void times_keep_all_their_digits(String sent, long nanos) {
    assertThat(one(ids("\"startTimeUnixNano\":" + sent)).start())
        .isEqualTo(UnixNano.toInstant(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740993",
    "'\"9223372036854775807\"', 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "'\"-5\"', -5",
    "-0, 0",
    "1e3, 1000",
    "1.0, 1"
  })
  void integers_keep_all_their_digits(String sent, long number) {
    assertThat(value("{\"intValue\":" + sent + "}")).isEqualTo(AttributeValue.of(number));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "-0.0, -0.0",
    "1e308, 1e308",
    "'\"2.5\"', 2.5",
    "'\"NaN\"', NaN",
    "'\"Infinity\"', Infinity",
    "'\"-Infinity\"', -Infinity",
    "1e-999, 0.0"
  })
  void doubles_are_numbers_or_texts(String sent, double number) {
    assertThat(value("{\"doubleValue\":" + sent + "}")).isEqualTo(AttributeValue.of(number));
  }

  @ParameterizedTest
  @CsvSource({
    "0, INTERNAL",
    "1, INTERNAL",
    "2, SERVER",
    "5, CONSUMER",
    "6, INTERNAL",
    "-1, INTERNAL",
    "4294967298, INTERNAL",
    "'\"SPAN_KIND_SERVER\"', SERVER",
    "'\"SPAN_KIND_CLIENT\"', CLIENT",
    "'\"SPAN_KIND_PRODUCER\"', PRODUCER",
    "'\"SPAN_KIND_UNSPECIFIED\"', INTERNAL",
    "'\"server\"', INTERNAL"
  })
  void kinds_are_numbers_or_names(String sent, SpanKind kind) {
    assertThat(one(ids("\"kind\":" + sent)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "0, UNSET",
    "1, OK",
    "2, ERROR",
    "3, UNSET",
    "'\"STATUS_CODE_ERROR\"', ERROR",
    "'\"STATUS_CODE_OK\"', OK"
  })
  void status_codes_are_numbers_or_names(String sent, StatusCode code) {
    assertThat(one(ids("\"status\":{\"code\":" + sent + "}")).status().code()).isEqualTo(code);
  }

  @Test
  void ids_of_regular_length_meet_in_lower_case_and_others_stay_as_they_are() {
    Span span =
        one(
            """
            {"traceId":"ABCDEF0123456789abcdef0123456789","spanId":"ABCDEF0123456789",
             "parentSpanId":"FEDCBA9876543210","links":[
               {"traceId":"ABCDEF0123456789abcdef0123456789","spanId":"Span-7"},{}]}
            """);

    assertThat(span.traceId().value()).isEqualTo("abcdef0123456789abcdef0123456789");
    assertThat(span.spanId().value()).isEqualTo("abcdef0123456789");
    assertThat(span.parent()).isEqualTo(Parent.of(new SpanId("fedcba9876543210")));
    assertThat(span.links().getFirst().traceId()).isEqualTo("abcdef0123456789abcdef0123456789");
    assertThat(span.links().getFirst().spanId()).isEqualTo("Span-7");
    assertThat(span.links().getLast().traceId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"0000000000000000\"", "null"})
  void a_parent_of_zeros_is_none(String parent) {
    assertThat(one(ids("\"parentSpanId\":" + parent)).parent()).isEqualTo(Parent.NONE);
  }

  @Test
  void bytes_are_base64_in_either_alphabet_with_or_without_padding() {
    var bytes = new AttributeValue.BytesValue(new byte[] {-1, -2, -3, -4});

    assertThat(value("{\"bytesValue\":\"//79/A==\"}")).isEqualTo(bytes);
    assertThat(value("{\"bytesValue\":\"__79_A\"}")).isEqualTo(bytes);
  }

  @Test
  void unknown_fields_and_snake_case_are_ignored() {
    Span span =
        one(ids("\"start_time_unix_nano\":\"5\",\"new\":{\"a\":[1,{\"b\":2}]},\"name\":\"n\""));

    assertThat(span.start()).isEqualTo(Instant.EPOCH);
    assertThat(span.name()).isEqualTo("n");
  }

  @Test
  void exporters_of_2022_name_scopes_otherwise() {
    Span span =
        spans(
                json(
                    """
                    {"resourceSpans":[{"instrumentationLibrarySpans":[
                      {"spans":[{"traceId":"t","spanId":"s"}],
                       "instrumentationLibrary":{"name":"lib","version":"1"}}]}]}
                    """))
            .getFirst();

    assertThat(span.scope())
        .isEqualTo(
            new InstrumentationScope("lib", "1", InstrumentationScope.NONE.attributes(), 0, ""));
  }

  @Test
  void unpaired_surrogates_and_bytes_that_are_no_utf8_become_replacement_characters() {
    assertThat(value("{\"stringValue\":\"a\\ud800b\\udc00c\\ud83d\\ude80\\u0000\"}"))
        .isEqualTo(AttributeValue.of("a\ufffdb\ufffdc🚀\0"));

    String text = Decoding.value("{\"stringValue\":\"a#b\"}");
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    body[text.indexOf('#')] = (byte) 0xff;
    assertThat(spans(Decoding.decode(new JsonDecoder(), body)).getFirst().attributes().text("a"))
        .hasValue("a\ufffdb");
  }

  @Test
  void the_last_of_equal_keys_stands() {
    assertThat(
            one(ids(
                    "\"attributes\":[{\"key\":\"a\",\"value\":{\"intValue\":1}},"
                        + "{\"key\":\"a\",\"value\":{\"intValue\":2}}]"))
                .attributes()
                .get("a"))
        .hasValue(AttributeValue.of(2));
  }

  private static String ids(String fields) {
    return "{\"traceId\":\"t\",\"spanId\":\"s\"," + fields + "}";
  }

  private static Span one(String span) {
    return spans(json(Decoding.spans(span))).getFirst();
  }

  private static AttributeValue value(String anyValue) {
    return spans(json(Decoding.value(anyValue))).getFirst().attributes().get("a").orElseThrow();
  }
}
