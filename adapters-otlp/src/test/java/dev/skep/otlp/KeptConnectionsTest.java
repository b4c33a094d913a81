package dev.skep.otlp;

import static dev.skep.otlp.BareHttp.answer;
import static dev.skep.otlp.BareHttp.readUntil;
import static dev.skep.otlp.BareHttp.send;
import static dev.skep.otlp.DoorUnderTest.BEYLA_PATH;
import static dev.skep.otlp.DoorUnderTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was read to its end leaves the connection fit for the next request. Spoken over bare
/// sockets, for a client would open another one unasked.
final class KeptConnectionsTest {
  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void with_a_key_expect_continue_is_answered_100_and_then_200() throws IOException {
    String body = "{\"resourceSpans\":[]}";
    try (Socket socket = door.connect()) {
      send(
          socket,
          "POST "
              + BEYLA_PATH
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\nExpect: 100-continue\r\nX-API-Key: "
              + KEY
              + "\r\n\r\n");
      assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");

      send(socket, body);
      assertThat(readUntil(socket, "{\"accepted\":0}")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void an_answer_of_headers_alone_has_nothing_behind_it() throws IOException {
    try (Socket socket = door.connect()) {
      send(
          socket,
          "HEAD "
              + BEYLA_PATH
              + " HTTP/1.1\r\n"
              + "Host: localhost\r\n\r\n"
              + "GET /page HTTP/1.1\r\n"
              + "Host: localhost\r\n\r\n");

      assertThat(readUntil(socket, "a page"))
          .matches("(?s)HTTP/1.1 405 .*?\r\n\r\nHTTP/1.1 200 .*a page");
    }
  }

  @Test
  void a_small_form_is_read_and_the_connection_stays_open() throws IOException {
    try (Socket socket = door.connect()) {
      for (int i = 0; i < 2; i++) {
        send(socket, "POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b");
        assertThat(readUntil(socket, "a=b")).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void metrics_of_announced_length_leave_the_connection_open() throws IOException {
    try (Socket socket = door.connect()) {
      for (int i = 0; i < 2; i++) {
        send(
            socket,
            "POST /api/traces/otlp/v1/metrics HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-protobuf\r\nContent-Length: 7\r\n\r\nmetrics");
        assertThat(readUntil(socket, "{}")).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void chunked_metrics_are_read_for_a_sender_with_a_key_only() throws IOException {
    String chunked = "Transfer-Encoding: chunked\r\n";

    String stranger = answer(door, "POST /v1/metrics", chunked, "3\r\nabc\r\n0\r\n\r\n");
    assertThat(stranger).startsWith("HTTP/1.1 200 OK").contains("Connection: close");

    try (Socket socket = door.connect()) {
      for (int i = 0; i < 2; i++) {
        send(
            socket,
            "POST /v1/metrics HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + KEY
                + "\r\n"
                + chunked
                + "\r\n3\r\nabc\r\n0\r\n\r\n");
        assertThat(readUntil(socket, "{}")).startsWith("HTTP/1.1 200 OK");
      }
    }
  }
}
