package dev.skep.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.reading.DownloadPlaces;
import dev.skep.otlp.ArrivalLimits;
import dev.skep.otlp.DepartureLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers who ask for much and take it a few bytes at a time, or not at all, on real sockets: they
/// hold nothing of the store, a few places, and these not for long.
@Timeout(120)
final class SlowReadersTest {
  private static final HttpLimits SMALL =
      new HttpLimits(
          200,
          Duration.ofSeconds(30),
          ArrivalLimits.USUAL,
          new DepartureLimits(Duration.ofMillis(1500), 64 * 1024),
          Duration.ofSeconds(1));
  private static final String ID = "0000000000000000000000000000abcd";
  private static final int SPANS = 24_000;
  private static final int PER_REQUEST = 8_000;
  // What the sockets of both sides hold.
  private static final long IN_BUFFERS = 1L << 20;

  @TempDir static Path folder;
  private static SkepApplication skep;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final List<String> LOGGED = Collections.synchronizedList(new ArrayList<>());
  private static final Handler LISTENER =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          LOGGED.add(record.getLevel() + " " + record.getMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> environment =
        Map.of(
            "TRACES_HOST", "127.0.0.1",
            "TRACES_PORT", "0",
            "TRACES_DATA_DIR", folder.toString(),
            "TRACES_EXPLORER_AUTH", "none",
            "TRACES_INGESTION_ENABLED", "true",
            "TRACES_INGESTION_API_KEY", "secret");
    var settings = ((SettingsReport.Usable) Settings.from(environment, 1L << 30)).settings();
    skep = SkepApplication.start(settings, SMALL, "test", Clock.systemUTC());
    for (int from = 1; from < SPANS; from += PER_REQUEST) {
      store(from);
    }
    Logger.getLogger("").addHandler(LISTENER);
  }

  @AfterAll
  static void stop() {
    Logger.getLogger("").removeHandler(LISTENER);
    skep.close();
    CLIENT.close();
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/traces/" + ID,
        "/api/v1/traces/" + ID + "?format=otlp",
        "/traces/" + ID + ".txt?fold=none"
      })
  void who_takes_nothing_is_cut_off_and_the_store_is_free_all_the_while(String path)
      throws Exception {
    long before = closed();
    Socket socket = ask(path);

    for (int i = 0; i < 3; i++) {
      Thread.sleep(200);
      assertThat(get("/api/v1/status")).contains("\"searches\":{\"running\":0,");
      assertThat(get("/traces?range=all")).contains(ID);
    }

    awaitClosed(before + 1);
    assertThat(take(socket, Long.MAX_VALUE)).isLessThan(IN_BUFFERS);
    assertThat(LOGGED).isEmpty();
  }

  @Test
  void who_takes_a_few_bytes_now_and_then_is_cut_off_too() throws Exception {
    long before = closed();
    Socket socket = ask("/api/v1/traces/" + ID);

    long taken = 0;
    while (closed() == before) {
      taken += take(socket, 1024);
      Thread.sleep(50);
    }

    assertThat(closed()).isEqualTo(before + 1);
    assertThat(take(socket, Long.MAX_VALUE)).isLessThan(IN_BUFFERS);
    assertThat(taken).isLessThan(IN_BUFFERS);
    assertThat(LOGGED).isEmpty();
  }

  @Test
  void who_takes_everything_at_a_modest_speed_gets_all_of_it() throws Exception {
    String whole = get("/api/v1/traces/" + ID);
    long before = closed();
    Socket socket = ask("/api/v1/traces/" + ID);

    long taken = 1;
    for (long more = -1; more != 0; taken += more) {
      more = take(socket, 64 * 1024);
      Thread.sleep(2);
    }

    assertThat(taken).isGreaterThan(whole.length());
    assertThat(closed()).isEqualTo(before);
  }

  @Test
  void there_are_few_downloads_at_once_and_one_more_waits_for_the_end_of_another()
      throws Exception {
    long before = closed();
    for (int i = 0; i < DownloadPlaces.MOST_OF_ONE; i++) {
      ask("/api/v1/traces/" + ID);
    }

    assertThat(get("/api/v1/traces/" + ID)).endsWith("]}");

    assertThat(closed()).isGreaterThan(before);
    awaitClosed(before + DownloadPlaces.MOST_OF_ONE);
  }

  /// Asks, and takes the first byte alone.
  private Socket ask(String path) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(2048);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), skep.port()));
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }

  /// How many bytes there are, up to so many; fewer only when the connection has ended.
  private static long take(Socket socket, long most) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[1024];
    try {
      InputStream in = socket.getInputStream();
      for (int read = 0; read >= 0 && bytes < most; bytes += Math.max(0, read)) {
        read = in.read(buffer);
      }
    } catch (SocketException e) {
      // Reset: it was closed by the server.
    }
    return bytes;
  }

  private static void awaitClosed(long count) throws Exception {
    for (int i = 0; i < 200 && closed() < count; i++) {
      Thread.sleep(100);
    }
    assertThat(closed()).isEqualTo(count);
  }

  private static long closed() throws Exception {
    String name = "skep_slow_connections_closed_total{while=\"reading\"} ";
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .sum();
  }

  private static String get(String path) throws Exception {
    return CLIENT
        .send(
            HttpRequest.newBuilder(address(path)).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8))
        .body();
  }

  private static URI address(String path) {
    return skep.address().resolve(path);
  }

  private static void store(int from) throws Exception {
    List<String> spans = new ArrayList<>();
    for (int i = from; i < from + PER_REQUEST; i++) {
      spans.add(
          """
          {"traceId":"%s","spanId":"%016x","name":"GET /%d","startTimeUnixNano":"%d",
          "attributes":[{"key":"text","value":{"stringValue":"%s"}}]}\
          """
              .formatted(ID, i, i, 1_700_000_000_000_000_000L + i, "x".repeat(100)));
    }
    String json =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}";
    var request =
        HttpRequest.newBuilder(address("/api/traces/otlp"))
            .header("X-API-Key", "secret")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }
}
