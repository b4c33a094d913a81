package dev.skep.otlp;

import static dev.skep.otlp.BareHttp.answer;
import static dev.skep.otlp.BareHttp.send;
import static dev.skep.otlp.DoorUnderTest.BEYLA_PATH;
import static dev.skep.otlp.DoorUnderTest.KEY;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.otlp.UnreadBodyException.Sender;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a stranger's body costs: next to nothing. Spoken over bare sockets, for no client would
/// send such requests.
final class UnreadBodiesTest {
  private static final int MANY_MIB = 256 * 1024 * 1024;
  // What lies in the buffers of the two sockets, and what is read at once. Linux would let them
  // grow
  // to many MiB on a busy machine, so both have a size here, and are given twice of it.
  private static final long ON_THE_WAY = 2 * 2 * DoorUnderTest.SOCKET_BUFFER + 512 * 1024;
  // Unseen and unkept, so that its answer arrives.
  private static final long OF_A_STRANGER =
      Sender.STRANGER.mostBytes(DoorUnderTest.MAX_BODY) + ON_THE_WAY;
  private static final long OF_A_KEY_HOLDER =
      Sender.KEY_HOLDER.mostBytes(DoorUnderTest.MAX_BODY) + ON_THE_WAY;

  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/traces/otlp/v1/traces",
        "POST /api/traces/otlp/v1/metrics",
        "GET /api/traces/otlp",
        "GET /page",
        "POST /form",
        "GET /nowhere",
        "POST /nowhere",
        "POST /v1//traces"
      })
  void an_endless_chunk_size_line_is_cut_off(String request) throws IOException {
    byte[] line = new byte[64 * 1024];
    Arrays.fill(line, (byte) 'x');

    assertThat(taken(request, "Transfer-Encoding: chunked\r\n", "1;", line))
        .isLessThan(OF_A_STRANGER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/traces/otlp/v1/traces",
        "POST /v1/logs",
        "GET /page",
        "POST /form",
        "GET /nowhere"
      })
  void a_huge_chunk_is_not_taken(String request) throws IOException {
    assertThat(
            taken(request, "Transfer-Encoding: chunked\r\n", "40000000\r\n", new byte[64 * 1024]))
        .isLessThan(OF_A_STRANGER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/traces/otlp/v1/traces",
        "POST /v1/logs",
        "GET /page",
        "POST /form",
        "GET /nowhere"
      })
  void a_huge_announced_body_is_not_taken(String request) throws IOException {
    assertThat(taken(request, "Content-Length: 1000000000\r\n", "", new byte[64 * 1024]))
        .isLessThan(OF_A_STRANGER);
  }

  @Test
  void even_with_a_key_a_chunk_size_line_has_an_end() throws IOException {
    byte[] line = new byte[64 * 1024];
    Arrays.fill(line, (byte) 'x');
    String headers =
        "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-API-Key: "
            + KEY
            + "\r\n";

    assertThat(taken("POST " + BEYLA_PATH, headers, "1;", line)).isLessThan(OF_A_KEY_HOLDER);
  }

  @Test
  void even_with_a_key_a_chunk_beyond_the_limit_is_not_taken() throws IOException {
    String headers =
        "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-API-Key: "
            + KEY
            + "\r\n";

    assertThat(taken("POST " + BEYLA_PATH, headers, "40000000\r\n", new byte[64 * 1024]))
        .isLessThan(OF_A_KEY_HOLDER);
  }

  @Test
  void even_with_a_key_what_was_read_of_a_body_counts_with_what_is_thrown_away()
      throws IOException {
    String headers =
        "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-API-Key: "
            + KEY
            + "\r\n";
    byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(US_ASCII);

    assertThat(taken("POST " + BEYLA_PATH, headers, "", chunk))
        .isGreaterThan(DoorUnderTest.MAX_BODY)
        .isLessThan(OF_A_KEY_HOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "8000000000000000", "fffffffffffffffff", "x", ""})
  void a_chunk_whose_size_is_none_is_malformed_and_not_to_be_sent_again(String size)
      throws IOException {
    String headers =
        "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-API-Key: "
            + KEY
            + "\r\n";

    assertThat(answer(door, "POST " + BEYLA_PATH, headers, size + "\r\n{}\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void without_a_key_expect_continue_is_answered_401_and_nothing_else() throws IOException {
    String answer =
        answer(
            door,
            "POST " + BEYLA_PATH,
            "Content-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n",
            "");

    assertThat(answer).startsWith("HTTP/1.1 401 ").contains("Connection: close");
    assertThat(answer).doesNotContain("100 Continue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"POST /api/traces/otlp/v1/traces", "POST /v1/metrics", "GET /page", "GET /none"})
  void an_unread_body_is_never_taken_for_the_next_request(String request) throws IOException {
    String smuggled = "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n";

    String answer = answer(door, request, "Content-Length: 100000000\r\n", smuggled);

    assertThat(answer).contains("Connection: close");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  /// No handler of ours passes on what comes in; this is what holds if one did.
  @ParameterizedTest
  @ValueSource(strings = {"a%0d%0aX-Evil:%201", "a%0aX-Evil:%201", "a%0dX-Evil:%201", "a%00b"})
  void the_server_sends_no_header_with_a_line_break(String text) throws IOException {
    String answer = answer(door, "GET /echo?text=" + text, "Connection: close\r\n", "");

    assertThat(answer).startsWith("HTTP/1.1 ");
    assertThat(answer.lines()).noneMatch(line -> line.startsWith("X-Evil"));
    assertThat(answer).doesNotContain("HTTP/1.1 200", "\0");
  }

  /// Sends a request and then `more` without end; how many bytes the server took of it.
  private long taken(String request, String headers, String start, byte[] more) throws IOException {
    long taken = 0;
    try (Socket socket = door.connect()) {
      socket.setSendBufferSize(DoorUnderTest.SOCKET_BUFFER);
      send(socket, request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + start);
      OutputStream out = socket.getOutputStream();
      while (taken < MANY_MIB) {
        out.write(more);
        taken += more.length;
      }
    } catch (SocketException e) {
      // Closed by the server, as it should be.
    }
    return taken;
  }
}
