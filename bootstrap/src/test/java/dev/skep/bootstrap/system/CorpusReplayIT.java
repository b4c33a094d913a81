package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Replays requests that real OpenTelemetry clients sent, and requests in Beyla's shape, as they
/// came over the wire. `corpus/index.json` tells where each is from.
final class CorpusReplayIT {
  // Set by the client itself, or for another server.
  private static final Set<String> NOT_REPLAYED =
      Set.of(
          "host", "connection", "content-length", "transfer-encoding", "expect", "accept-encoding");

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

  /// One recorded request.
  record Recorded(
      String file,
      String format,
      boolean gzip,
      boolean chunked,
      String path,
      List<List<String>> headers,
      long spans) {
    @Override
    public String toString() {
      return file;
    }

    byte[] body() throws IOException {
      return resource(file);
    }

    List<SpanFacts> sent() throws IOException {
      byte[] body = body();
      if (gzip) {
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
          body = unzipped.readAllBytes();
        }
      }
      return SpanFacts.ofOtlpJson(
          format.equals("json") ? Json.object(body) : OtlpProtobuf.toJson(body));
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void every_span_of_a_recorded_request_is_read_back_as_it_was_sent(Recorded recorded)
      throws Exception {
    HttpResponse<byte[]> response = replay(recorded);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"accepted\":" + recorded.spans() + "}");
    List<SpanFacts> sent = recorded.sent();
    assertThat(sent).hasSize((int) recorded.spans());
    assertThat(readBack(sent, "", SpanFacts::ofApi)).isEqualTo(sent);
    assertThat(readBack(sent, "?format=otlp", SpanFacts::ofOtlpJson)).isEqualTo(sent);
  }

  @Test
  void a_request_that_is_sent_twice_is_stored_once() throws Exception {
    Recorded recorded = corpus().getFirst();
    replay(recorded);
    replay(recorded);

    assertThat(readBack(recorded.sent(), "", SpanFacts::ofApi)).isEqualTo(recorded.sent());
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void a_trace_that_was_downloaded_as_otlp_changes_nothing_when_it_is_sent_back(Recorded recorded)
      throws Exception {
    replay(recorded);
    String traceId = recorded.sent().getFirst().traceId();
    HttpResponse<byte[]> downloaded = skep.get("/api/v1/traces/" + traceId + "?format=otlp");
    Map<String, Object> before = skep.trace(traceId, "");

    HttpResponse<byte[]> response =
        skep.post(new String(downloaded.body(), StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(skep.trace(traceId, "")).isEqualTo(before);
  }

  static List<Recorded> corpus() throws IOException {
    List<Recorded> corpus = new ArrayList<>();
    for (Map<String, Object> entry :
        Json.objects(Json.object(resource("index.json")).get("entries"))) {
      @SuppressWarnings("unchecked")
      var headers = (List<List<String>>) entry.get("headers");
      corpus.add(
          new Recorded(
              Json.text(entry.get("file")),
              Json.text(entry.get("format")),
              "gzip".equals(entry.get("encoding")),
              Boolean.TRUE.equals(entry.get("chunked")),
              Json.text(entry.get("path")),
              headers,
              (Long) entry.get("spans")));
    }
    assertThat(corpus).hasSizeGreaterThan(15);
    return corpus;
  }

  private static HttpResponse<byte[]> replay(Recorded recorded) throws Exception {
    byte[] body = recorded.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(skep.address().resolve(recorded.path()))
            .POST(
                recorded.chunked()
                    ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    for (List<String> header : recorded.headers()) {
      if (!NOT_REPLAYED.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
        request.header(header.getFirst(), header.getLast());
      }
    }
    request.setHeader("X-API-Key", SkepServer.KEY);
    return skep.send(request);
  }

  /// Reads the traces of these spans and keeps the spans that were sent with them.
  private static List<SpanFacts> readBack(
      List<SpanFacts> sent, String query, Function<Map<String, Object>, List<SpanFacts>> reader)
      throws Exception {
    Map<String, Set<String>> spanIds =
        sent.stream()
            .collect(
                Collectors.groupingBy(
                    SpanFacts::traceId,
                    TreeMap::new,
                    Collectors.mapping(SpanFacts::spanId, Collectors.toSet())));
    List<SpanFacts> found = new ArrayList<>();
    for (var entry : spanIds.entrySet()) {
      reader.apply(skep.trace(entry.getKey(), query)).stream()
          .filter(span -> entry.getValue().contains(span.spanId()))
          .forEach(found::add);
    }
    return SpanFacts.sorted(found);
  }

  private static byte[] resource(String file) throws IOException {
    try (InputStream stream = CorpusReplayIT.class.getResourceAsStream("/corpus/" + file)) {
      return stream.readAllBytes();
    }
  }
}
