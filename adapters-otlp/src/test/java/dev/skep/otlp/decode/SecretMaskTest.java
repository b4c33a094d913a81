package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a span may say of a password, and what of an address with one in it.
final class SecretMaskTest {
  private static final AttributeValue MASKED = AttributeValue.of("REDACTED");

  private final SecretMask mask = SecretMask.on();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization",
        "http.request.header.authorization",
        "http.request.header.proxy-authorization",
        "http.request.header.cookie",
        "http.response.header.set-cookie",
        "http.response.header.set_cookie",
        "http.request.header.x-api-key",
        "http.request.header.x_api_key",
        "X-Api-Key",
        "password",
        "db.password",
        "USER_PASSWORD",
        "userPassword",
        "token",
        "accessToken",
        "csrftoken",
        "client_secret"
      })
  void a_value_under_such_a_key_is_masked(String key) {
    AttributeValue list =
        new AttributeValue.ArrayValue(List.of(AttributeValue.of("a"), AttributeValue.of("b")));

    assertThat(mask.of(key, AttributeValue.of("s3cret"))).isEqualTo(MASKED);
    assertThat(mask.of(key, list)).isEqualTo(new AttributeValue.ArrayValue(List.of(MASKED)));
    assertThat(mask.of(key, new AttributeValue.BytesValue(new byte[] {1}))).isEqualTo(MASKED);
    assertThat(mask.of(key, new AttributeValue.MapValue(Attributes.NONE))).isEqualTo(MASKED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gen_ai.usage.input_tokens",
        "token.count",
        "http.request.method",
        "passwordless",
        "process.pwd",
        "author",
        "cookies",
        "",
        "-"
      })
  void a_value_under_another_key_is_kept(String key) {
    assertThat(mask.of(key, AttributeValue.of("as it is")))
        .isEqualTo(AttributeValue.of("as it is"));
  }

  @Test
  void numbers_truth_values_and_nothing_are_no_secrets() {
    for (AttributeValue value :
        List.of(
            AttributeValue.of(17),
            AttributeValue.of(1.5),
            AttributeValue.of(true),
            AttributeValue.of(""),
            AttributeValue.EMPTY)) {
      assertThat(mask.of("token", value)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://shop.example/a?b=c&token=abc&d=e | https://shop.example/a?b=c&token=REDACTED&d=e",
        "/login?password=p%20q#top | /login?password=REDACTED#top",
        "/a?access_token=x;api-key=y | /a?access_token=REDACTED;api-key=REDACTED",
        "/a?p%61ssword=x&user[password]=y | /a?p%61ssword=REDACTED&user[password]=REDACTED",
        "/a?user%5Bpassword%5D=y | /a?user%5Bpassword%5D=REDACTED",
        "/back#access_token=x&state=1 | /back#access_token=REDACTED&state=1",
        "/a?token=x=y=z | /a?token=REDACTED",
        "https://s3.example/o?X-Amz-Signature=1&sig=2 |"
            + " https://s3.example/o?X-Amz-Signature=REDACTED&sig=REDACTED",
        "https://me:pw@shop.example/?a=b@c | https://REDACTED@shop.example/?a=b@c",
        "/a?token=&b=1 | /a?token=&b=1",
        "/a?q=token&tokens=5&design=1 | /a?q=token&tokens=5&design=1",
        "/token=abc/page | /token=abc/page",
        "/a?%zz=1&token=2 | /a?%zz=1&token=REDACTED",
        "http:// | http://",
        "?#&;= | ?#&;="
      })
  void secrets_within_addresses_are_masked_and_nothing_else(String sent, String kept) {
    for (String key : List.of("url.full", "http.url", "http.target")) {
      assertThat(mask.of(key, AttributeValue.of(sent))).isEqualTo(AttributeValue.of(kept));
    }
    assertThat(mask.of("url.path", AttributeValue.of(sent))).isEqualTo(AttributeValue.of(sent));
  }

  @Test
  void a_query_needs_no_question_mark() {
    assertThat(mask.of("url.query", AttributeValue.of("token=1&a=2")))
        .isEqualTo(AttributeValue.of("token=REDACTED&a=2"));
    assertThat(mask.of("url.query", AttributeValue.of("?a=2&token=1")))
        .isEqualTo(AttributeValue.of("?a=2&token=REDACTED"));
  }

  @Test
  void both_encodings_are_masked_at_every_depth_and_each_time_again() {
    String attributes =
        "{\"key\":\"password\",\"value\":{\"stringValue\":\"p\"}},{\"key\":\"form\",\"value\":"
            + "{\"kvlistValue\":{\"values\":[{\"key\":\"token\",\"value\":{\"stringValue\":\"t\"}}]}}}";
    String body = Decoding.span("\"attributes\":[" + attributes + "]");
    Attributes expected =
        Attributes.builder()
            .put("password", MASKED)
            .put("form", new AttributeValue.MapValue(Attributes.of("token", MASKED)))
            .build();
    OtlpDecoder json = new JsonDecoder(mask);
    OtlpDecoder protobuf = new ProtobufDecoder(1 << 20, mask);
    var hexIds =
        body.replace(
            "\"t\",\"spanId\":\"s\"",
            "\"" + "1".repeat(32) + "\",\"spanId\":\"" + "2".repeat(16) + "\"");
    byte[] asJson = hexIds.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] asProtobuf = ProtobufEncoder.encode(Decoding.spans(Decoding.json(hexIds)));

    // Three times, so that what was remembered is seen as well.
    for (int i = 0; i < 3; i++) {
      assertThat(Decoding.spans(Decoding.decode(json, asJson)).getFirst().attributes())
          .isEqualTo(expected);
      assertThat(Decoding.spans(Decoding.decode(protobuf, asProtobuf)).getFirst().attributes())
          .isEqualTo(expected);
    }
  }
}
