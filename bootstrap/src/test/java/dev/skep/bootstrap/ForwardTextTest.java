package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardTextTest {
  @ParameterizedTest
  @CsvSource({
    "http://other:3051/api/traces/otlp, http://other:3051/api/traces/otlp/v1/traces",
    "http://other:3051/api/traces/otlp/, http://other:3051/api/traces/otlp/v1/traces",
    "https://otlp.example.com, https://otlp.example.com/v1/traces",
    "https://otlp.example.com/v1/traces, https://otlp.example.com/v1/traces",
    "http://[::1]:4318, http://[::1]:4318/v1/traces",
  })
  void an_endpoint_is_a_base_or_the_whole_address(String text, String address) {
    assertThat(ForwardText.endpoint(text)).contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otlp.example.com",
        "grpc://otlp.example.com",
        "http://",
        "http://user:secret@otlp.example.com",
        "http://otlp.example.com/?key=secret",
        "http://otlp.example.com/#x",
        "http://otlp example.com"
      })
  void what_is_no_address_or_holds_a_secret_is_none(String text) {
    assertThat(ForwardText.endpoint(text)).isEmpty();
  }

  @Test
  void headers_are_written_as_exporters_write_them() {
    assertThat(ForwardText.headers("X-API-Key=a+b=, Authorization=Basic%20YTpi ,"))
        .contains(Map.of("X-API-Key", "a+b=", "Authorization", "Basic YTpi"));
    assertThat(ForwardText.headers("")).contains(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "=value",
        "a b=c",
        "Host=other",
        "content-type=x",
        "a=%zz",
        "a=b%0d%0ac:d"
      })
  void headers_that_make_no_sense_are_none(String text) {
    assertThat(ForwardText.headers(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:3051/v1/traces, 0.0.0.0, true",
    "http://localhost:3051/v1/traces, 0.0.0.0, true",
    "http://127.0.0.1:3051/v1/traces, 127.0.0.1, true",
    "http://127.0.0.1:3051/v1/traces, 127.0.0.2, false",
    "http://127.0.0.1:3052/v1/traces, 0.0.0.0, false",
    "http://192.0.2.1:3051/v1/traces, 0.0.0.0, false",
    "http://nowhere.invalid:3051/v1/traces, 0.0.0.0, false",
  })
  void an_endpoint_that_leads_back_is_found(URI endpoint, String host, boolean loop) {
    assertThat(ForwardLoop.is(endpoint, host, 3051)).isEqualTo(loop);
  }
}
