package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client sees of its connection, byte by byte.
final class ConnectionsIT {
  @TempDir static Path folder;
  private static SkepServer skep;

  @BeforeAll
  static void start() {
    skep = SkepServer.start(folder);
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/traces", "/health/live", "/no/such/page", "/api/v1/traces?limit=0"})
  void a_connection_ends_with_the_reply_when_the_client_asks_for_it(String path)
      throws IOException {
    String reply =
        wholeReply("GET %s HTTP/1.1|Host: localhost|Connection: close||".formatted(path));

    assertThat(reply).startsWith("HTTP/1.1 ").contains("Connection: close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense||",
        "GET /traces HTTP/1.1|Host: localhost|Transfer-Encoding: chunked|Content-Length: 3||abc",
        "GET /traces HTTP/1.1|Host: localhost|Content-Length: 3|Content-Length: 4||abcd",
      })
  void what_is_no_request_gets_no_page(String request) throws IOException {
    assertThat(wholeReply(request)).doesNotContain("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G{}T / HTTP/1.1|Host: localhost||",
        "G\u001b[31mT / HTTP/1.1|Host: localhost||",
        "G\0T / HTTP/1.1|Host: localhost||",
        "G\u00c4T / HTTP/1.1|Host: localhost||",
        " / HTTP/1.1|Host: localhost||",
        "GET  HTTP/1.1|Host: localhost||",
        "GET /%zz HTTP/1.1|Host: localhost||",
        "GET / HTTP/1.1|H{}st: localhost||",
        "GET / HTTP/1.1|Host: localhost|no colon||",
        "GET / HTTP/1.1|Host: [::1||",
        "GET / HTTP/1.1|Host: localhost|Content-Length: -1||",
      })
  void what_is_hardly_a_request_is_its_senders_fault(String request) throws IOException {
    assertThat(wholeReply(request)).matches("(?s)HTTP/1\\.1 4\\d\\d .*Connection: close.*");
  }

  @Test
  void a_method_is_looked_at_in_each_request_of_a_connection() throws IOException {
    String reply =
        wholeReply(
            "GET /health/live HTTP/1.1|Host: localhost||"
                + "M-SEARCH /health/live HTTP/1.1|Host: localhost||"
                + "G{}T / HTTP/1.1|Host: localhost||");

    assertThat(Pattern.compile("HTTP/1\\.1 [0-9]+").matcher(reply).results())
        .extracting(MatchResult::group)
        .containsExactly("HTTP/1.1 200", "HTTP/1.1 405", "HTTP/1.1 400");
  }

  /// Everything that comes until the server closes; fails when it does not.
  ///
  /// @param request with a bar for each end of a line
  private static String wholeReply(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), skep.address().getPort())) {
      socket.setSoTimeout(20_000);
      byte[] bytes = request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
      socket.getOutputStream().write(bytes);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
