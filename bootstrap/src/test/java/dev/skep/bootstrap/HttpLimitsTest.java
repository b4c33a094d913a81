package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.otlp.ArrivalLimits;
import dev.skep.otlp.DepartureLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every limit of the port is reached on a real socket: what just fits is served, what does not is
/// refused.
final class HttpLimitsTest {
  private static final HttpLimits SMALL =
      new HttpLimits(
          3,
          Duration.ofMillis(1500),
          new ArrivalLimits(
              Duration.ofMillis(400), Duration.ofMillis(900), Duration.ofMillis(1400)),
          DepartureLimits.USUAL,
          Duration.ofSeconds(1));
  private static final int MAX_BODY = 1000;
  private static final int ANSWER_MILLIS = 20_000;

  @TempDir static Path folder;
  private static SkepApplication skep;

  @BeforeAll
  static void start() {
    Map<String, String> environment =
        Map.of(
            "TRACES_HOST", "127.0.0.1",
            "TRACES_PORT", "0",
            "TRACES_DATA_DIR", folder.toString(),
            "TRACES_INGESTION_ENABLED", "true",
            "TRACES_INGESTION_API_KEY", "secret",
            "TRACES_INGEST_MAX_BODY", String.valueOf(MAX_BODY));
    var settings = ((SettingsReport.Usable) Settings.from(environment, 1L << 30)).settings();
    skep = SkepApplication.start(settings, SMALL, "test", Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @Test
  void a_request_line_may_have_4096_bytes_and_not_one_more() throws IOException {
    String least = "GET /health/live? HTTP/1.1";
    String longest = least.replace("?", "?" + "a".repeat(4096 - least.length()));

    assertThat(status(longest + "\r\nHost: localhost\r\n\r\n")).isEqualTo(200);
    assertThat(status(longest.replace("?", "?a") + "\r\nHost: localhost\r\n\r\n")).isEqualTo(414);
  }

  @Test
  void headers_may_have_16_kib_and_not_more() throws IOException {
    String request = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Filler: %s\r\n\r\n";

    assertThat(status(request.formatted("a".repeat(16_000)))).isEqualTo(200);
    assertThat(status(request.formatted("a".repeat(16_400)))).isEqualTo(431);
  }

  @Test
  void a_body_may_be_as_large_as_the_setting_says_and_not_one_byte_more() throws IOException {
    assertThat(status(post(MAX_BODY))).isEqualTo(200);
    assertThat(status(post(MAX_BODY + 1))).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/observe",
        "/observe/health",
        "/observe/config/values",
        "/observe/log/loggers",
        "/observe/info",
        "/observe/metrics",
        "/health",
        "/openapi"
      })
  void nothing_is_served_that_the_server_brings_along(String path) throws IOException {
    assertThat(status("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEqualTo(404);
  }

  @Test
  void one_connection_too_many_waits_until_another_ends() throws IOException {
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < SMALL.connections(); i++) {
      open.add(connect());
    }
    try (Socket late = connect()) {
      late.getOutputStream().write(ascii("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      late.setSoTimeout(200);
      assertThatThrownBy(() -> late.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      open.getFirst().close();

      late.setSoTimeout(ANSWER_MILLIS);
      assertThat(statusLine(late)).isEqualTo("HTTP/1.1 200");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void a_connection_without_a_request_ends() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(ascii("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));

      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(all).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /health/li",
        "GET /health/live HTTP/1.1|Hos",
        "POST /somewhere HTTP/1.1|Host: localhost|Content-Length: 9||abc",
        "POST /api/traces/otlp HTTP/1.1|Host: localhost|X-API-Key: secret|Content-Length: 9||{",
        "GET /health/live HTTP/1.1|Host: localhost||GET /health/live HTTP/1.1|Hos",
      })
  void a_sender_that_falls_silent_loses_its_connection(String begin) throws IOException {
    assertThat(untilClosed(begin, "")).doesNotEndWith("{\"accepted\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health/live?",
        "GET /health/live HTTP/1.1|Host: localhost|X-Filler: ",
        "POST /login HTTP/1.1|Host: localhost|Content-Length: 900||",
      })
  void a_sender_that_drips_loses_its_connection(String begin) throws IOException {
    assertThat(untilClosed(begin, "x")).doesNotStartWith("HTTP/1.1 200");
  }

  @Test
  void the_operator_is_told_all_of_them_in_one_line() {
    assertThat(HttpLimits.USUAL.inWords(64L << 20))
        .isEqualTo(
            "body 64 MiB, headers 16 KiB, request line 4 KiB, 4,096 connections, idle 30 s,"
                + " next byte 10 s, headers 30 s, request 60 s, answer 20 s and 16 KiB/s, stop 8 s,"
                + " 8 searches, 4 of one reader, 16 downloads, 4 of one reader");
  }

  private static String post(int bytes) {
    String json = "{\"resourceSpans\":[]}";
    return "POST /api/traces/otlp HTTP/1.1\r\nHost: localhost\r\nX-API-Key: secret\r\n"
        + "Content-Type: application/json\r\nContent-Length: "
        + bytes
        + "\r\n\r\n"
        + json
        + " ".repeat(bytes - json.length());
  }

  /// All that comes until the server closes; fails when it does not.
  ///
  /// @param begin with a bar for each end of a line
  /// @param drip what is sent again and again after it
  private static String untilClosed(String begin, String drip) throws IOException {
    var answer = new StringBuilder();
    long end = System.nanoTime() + Duration.ofMillis(ANSWER_MILLIS).toNanos();
    try (Socket socket = connect()) {
      socket.setSoTimeout(100);
      socket.getOutputStream().write(ascii(begin.replace("|", "\r\n")));
      while (System.nanoTime() < end) {
        try {
          int next = socket.getInputStream().read();
          if (next < 0) {
            return answer.toString();
          }
          answer.append((char) next);
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write(ascii(drip));
        }
      }
    } catch (SocketException e) {
      // Reset under the drip.
      return answer.toString();
    }
    throw new AssertionError("still open after: " + begin);
  }

  private static int status(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(ascii(request));
      return Integer.parseInt(statusLine(socket).substring("HTTP/1.1 ".length()));
    }
  }

  private static String statusLine(Socket socket) throws IOException {
    byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(start, StandardCharsets.US_ASCII);
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), skep.port());
    socket.setSoTimeout(ANSWER_MILLIS);
    return socket;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
