package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.BEYLA_PATH;
import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.KEY;
import static dev.skep.otlp.DoorUnderTest.PROTOBUF;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static dev.skep.otlp.DoorUnderTest.STANDARD_PATH;
import static dev.skep.otlp.DoorUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import dev.skep.application.StorageUnavailableException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way of saying no, and the order of the checks.
final class RefusalTest {
  private static final byte[] NOTHING = {};
  private static final byte[] EMPTY_REQUEST = "{\"resourceSpans\":[]}".getBytes(UTF_8);
  private static final String MARKER = "please-do-not-echo-me";

  @ParameterizedTest
  @ValueSource(strings = {SEED_PATH, BEYLA_PATH, STANDARD_PATH})
  void disabled_comes_before_everything_else(String path) {
    try (var door = DoorUnderTest.with(false, KEY)) {
      var response =
          door.send(
              door.to(path)
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofString(MARKER)));

      assertThat(response.statusCode()).isEqualTo(501);
      assertThat(text(response)).contains("\"code\":12").contains("not enabled");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SEED_PATH, BEYLA_PATH, STANDARD_PATH})
  void the_key_comes_before_the_media_type(String path) {
    try (var door = DoorUnderTest.open()) {
      var response =
          door.send(
              door.to(path)
                  .header("X-API-Key", MARKER)
                  .header("Content-Type", "text/plain")
                  .header("Content-Encoding", "br")
                  .POST(BodyPublishers.ofString(MARKER)));

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(text(response))
          .isEqualTo(
              "{\"error\":\"Invalid or missing API key\",\"code\":16,"
                  + "\"message\":\"Invalid or missing API key\"}");
    }
  }

  @Test
  void a_foreign_media_type_is_refused_before_its_size_is_looked_at() {
    try (var door = DoorUnderTest.open()) {
      var response = door.post(SEED_PATH, "text/" + MARKER, new byte[DoorUnderTest.MAX_BODY + 1]);

      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(text(response)).contains("application/json").doesNotContain(MARKER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip", "gzip,zstd", MARKER})
  void an_unknown_or_stacked_coding_is_refused_with_those_that_are_known(String coding) {
    try (var door = DoorUnderTest.open()) {
      var response = door.post(SEED_PATH, JSON, EMPTY_REQUEST, "Content-Encoding", coding);

      assertThat(response.statusCode()).isEqualTo(415);
      assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("gzip, zstd");
      assertThat(text(response)).doesNotContain(MARKER);
    }
  }

  @Test
  void a_sender_that_is_refused_while_it_still_sends_reads_why() {
    try (var door = DoorUnderTest.open()) {
      byte[] asLargeAsBeylas = new byte[1_300_000];
      byte[] larger = new byte[DoorUnderTest.MAX_BODY];

      for (int i = 0; i < 20; i++) {
        assertThat(door.postWithKey("wrong", asLargeAsBeylas).statusCode()).isEqualTo(401);
        assertThat(door.post(SEED_PATH, "text/plain", larger).statusCode()).isEqualTo(415);
        assertThat(door.post(SEED_PATH, JSON, larger).statusCode()).isEqualTo(400);
      }
    }
  }

  @Test
  void only_a_body_beyond_the_limit_is_too_large_whether_its_length_is_announced_or_not() {
    try (var door = DoorUnderTest.open()) {
      byte[] tooLarge = new byte[DoorUnderTest.MAX_BODY + 1];
      Arrays.fill(tooLarge, (byte) ' ');

      var announced = door.post(SEED_PATH, JSON, tooLarge);
      assertThat(announced.statusCode()).isEqualTo(413);
      assertThat(text(announced)).contains("too large");
      assertThat(door.postChunked(SEED_PATH, JSON, tooLarge).statusCode()).isEqualTo(413);

      var limit = Arrays.copyOf(tooLarge, DoorUnderTest.MAX_BODY);
      System.arraycopy(
          EMPTY_REQUEST, 0, limit, limit.length - EMPTY_REQUEST.length, EMPTY_REQUEST.length);
      assertThat(door.post(SEED_PATH, JSON, limit).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"resourceSpans\"",
        "[]",
        "{}",
        "{\"resourceSpans\":null}",
        "{\"resourceSpans\":{}}",
        "{\"resourceSpans\":\"x\"}",
        "{\"resource_spans\":[]}"
      })
  void json_without_the_array_is_refused_by_its_name(String body) {
    try (var door = DoorUnderTest.open()) {
      var response = door.postJson(body);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).contains("\"code\":3").contains("resourceSpans");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"resourceSpans\":[",
        "{\"resourceSpans\":[]",
        "{\"resourceSpans\":[]} {}",
        "{\"resourceSpans\":[]} please-do-not-echo-me",
        "{resourceSpans:[]}",
        "please-do-not-echo-me"
      })
  void broken_json_is_refused_without_an_echo(String body) {
    try (var door = DoorUnderTest.open()) {
      var response = door.postJson(body);

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).contains("\"code\":3").doesNotContain(MARKER);
    }
  }

  @Test
  void broken_protobuf_is_refused() {
    try (var door = DoorUnderTest.open()) {
      var response = door.post(SEED_PATH, PROTOBUF, "not valid protobuf data".getBytes(UTF_8));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).contains("Invalid protobuf payload");
    }
  }

  @Test
  void a_body_without_a_media_type_is_refused() {
    try (var door = DoorUnderTest.open()) {
      var response =
          door.send(door.to(SEED_PATH).header("X-API-Key", KEY).POST(BodyPublishers.noBody()));

      assertThat(response.statusCode()).isEqualTo(415);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void other_methods_are_not_allowed(String method) {
    try (var door = DoorUnderTest.open()) {
      for (String path : OtlpDoor.PATHS) {
        var response = door.send(door.to(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
      }
    }
  }

  @Test
  void a_store_that_cannot_take_spans_now_asks_to_try_again() {
    try (var door =
        DoorUnderTest.over(batch -> {
          throw new StorageUnavailableException("The disk is full");
        })) {
      var response = door.postJson(Bodies.SPECIFICATION_EXAMPLE);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(text(response)).contains("\"code\":14").contains("The disk is full");
    }
  }

  @Test
  void a_defect_asks_to_try_again_too_and_tells_only_an_id() {
    try (var door =
        DoorUnderTest.over(batch -> {
          throw new IllegalStateException(MARKER);
        })) {
      var response = door.postJson(Bodies.SPECIFICATION_EXAMPLE);

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(text(response)).contains("id in the log").doesNotContain(MARKER);
    }
  }

  @Test
  void on_the_standard_path_errors_have_the_encoding_of_the_request() throws IOException {
    try (var door = DoorUnderTest.open()) {
      HttpResponse<byte[]> response =
          door.send(
              door.to(STANDARD_PATH)
                  .header("Content-Type", PROTOBUF)
                  .POST(BodyPublishers.ofByteArray(NOTHING)));

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().allValues("Content-Type")).containsExactly(PROTOBUF);
      CodedInputStream status = CodedInputStream.newInstance(response.body());
      assertThat(status.readTag()).isEqualTo(1 << 3);
      assertThat(status.readInt32()).isEqualTo(16);
      assertThat(status.readTag()).isEqualTo(2 << 3 | 2);
      assertThat(status.readString()).isEqualTo("Invalid or missing API key");
      assertThat(status.isAtEnd()).isTrue();
    }
  }
}
