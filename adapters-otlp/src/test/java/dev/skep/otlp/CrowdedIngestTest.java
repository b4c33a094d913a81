package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.PROTOBUF;
import static dev.skep.otlp.DoorUnderTest.SEED_PATH;
import static dev.skep.otlp.DoorUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.WriteResult;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.otlp.decode.ProtobufEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is arriving shares room, and who finds none is to come again.
final class CrowdedIngestTest {
  private static final int CHUNK = 1024 * 1024;

  @Test
  void room_is_held_until_the_store_is_done_and_who_finds_none_is_to_come_again()
      throws InterruptedException, ExecutionException {
    CountDownLatch arrived = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    SpanWriter slow =
        spans -> {
          arrived.countDown();
          await(release);
          return new WriteResult(spans.size(), 0);
        };
    try (var door = DoorUnderTest.over(slow, 4 * 4_096);
        var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<byte[]>> first =
          senders.submit(() -> door.post(SEED_PATH, PROTOBUF, traces(1)));
      Future<HttpResponse<byte[]>> beyond =
          senders.submit(() -> door.post(SEED_PATH, PROTOBUF, traces(1)));
      arrived.await();

      var refused = door.post(SEED_PATH, PROTOBUF, traces(1));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(text(refused)).contains("Too much is being received at once");

      release.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(beyond.get().statusCode()).isEqualTo(200);
      assertThat(door.post(SEED_PATH, PROTOBUF, traces(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void of_many_large_bodies_at_once_each_is_stored_or_told_to_come_again()
      throws InterruptedException, ExecutionException {
    InMemoryStorage storage = new InMemoryStorage();
    byte[] body = ProtobufEncoder.encode(IntStream.range(1, 200).mapToObj(this::large).toList());
    assertThat(body.length).isGreaterThan(1_000_000);
    List<Future<Integer>> statuses = new ArrayList<>();
    try (var door = DoorUnderTest.over(storage, 8L * 1024 * 1024)) {
      try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 40; i++) {
          boolean chunked = i % 2 == 0;
          statuses.add(
              senders.submit(() ->
                  (chunked
                          ? door.postChunked(SEED_PATH, PROTOBUF, body)
                          : door.post(SEED_PATH, PROTOBUF, body))
                      .statusCode()));
        }
      }
      int stored = 0;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, 503);
        stored += status.get() == 200 ? 1 : 0;
      }
      assertThat(stored).isPositive();
      assertThat(door.figures().received()).isEqualTo(199L * stored);
      assertThat(door.figures().outcomes().total()).isEqualTo(199L * stored);
      assertThat(door.post(SEED_PATH, PROTOBUF, body).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void large_chunks_that_are_still_arriving_share_room_too() throws Exception {
    try (var door = DoorUnderTest.over(new InMemoryStorage(), 4 * 65_536)) {
      try (Socket first = door.connect();
          Socket second = door.connect()) {
        beginChunk(first);
        // The door has it when it asks for the rest of the chunk, which no answer tells.
        Thread.sleep(1_000);
        beginChunk(second);

        assertThat(statusLine(second)).startsWith("HTTP/1.1 503");
        first.getOutputStream().write(new byte[CHUNK]);
        first.getOutputStream().write("\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(statusLine(first)).startsWith("HTTP/1.1 400");
      }
      try (Socket third = door.connect()) {
        beginChunk(third);
        third.getOutputStream().write(new byte[CHUNK]);
        third.getOutputStream().write("\r\n0\r\n\r\n".getBytes(UTF_8));
        assertThat(statusLine(third)).startsWith("HTTP/1.1 400");
      }
    }
  }

  @Test
  void requests_that_have_hardly_begun_hold_hardly_any_room() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (var door = DoorUnderTest.over(new InMemoryStorage(), 1024 * 1024)) {
      for (int i = 0; i < 40; i++) {
        Socket socket = door.connect();
        slow.add(socket);
        beginBody(socket);
      }
      // The door has them when it asks for the rest, which no answer tells.
      Thread.sleep(300);

      assertThat(door.post(SEED_PATH, PROTOBUF, traces(1)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static void beginBody(Socket socket) throws IOException {
    begin(socket, "Content-Length: 100000\n\nx");
  }

  private static void beginChunk(Socket socket) throws IOException {
    begin(socket, "Transfer-Encoding: chunked\n\n%x\n".formatted(CHUNK));
  }

  private static void begin(Socket socket, String rest) throws IOException {
    String head =
        """
        POST /api/traces/otlp HTTP/1.1
        Host: localhost
        X-API-Key: %s
        Content-Type: application/x-protobuf
        """
            .formatted(DoorUnderTest.KEY);
    socket.getOutputStream().write((head + rest).replace("\n", "\r\n").getBytes(UTF_8));
  }

  private static String statusLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] traces(int count) {
    return ProtobufEncoder.encode(
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> Spans.span(number).in(number).build())
            .toList());
  }

  private Span large(int number) {
    return Spans.span(number)
        .with(Attributes.builder().put("text", AttributeValue.of("x".repeat(8_000))).build())
        .build();
  }
}
