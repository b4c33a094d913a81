package dev.skep.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.benchmarks.process.SkepServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// The real program: requests and queries of all sorts get one of the answers that are meant for
/// them, and pages show what has been stored of it.
public final class HttpTarget implements FuzzTarget, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Integer> OF_INGEST = Set.of(200, 400, 413, 415);
  private static final Set<Integer> OF_READING = Set.of(200, 302, 400, 404, 422);
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":([0-9]+)");
  private static final Pattern TRACE_ID = Pattern.compile("\"traceId\":\"([^\"\\\\]+)\"");
  private static final String[] SORTS = {
    "newest", "oldest", "slowest", "most-spans", "most-errors", "'"
  };
  private static final String[] VIEWS = {
    "",
    "?view=flame",
    "?view=statistics",
    "?view=text",
    "?view=json",
    "?find=%00",
    "?zoom=1-2",
    ".txt"
  };

  private final Corpus corpus;
  private final SkepServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private long accepted;

  public HttpTarget(Corpus corpus, SkepServer server) {
    this.corpus = corpus;
    this.server = server;
  }

  @Override
  public String name() {
    return "http";
  }

  /// The spans that the server said it accepted.
  public long accepted() {
    return accepted;
  }

  @Override
  public Optional<String> check(long number) throws IOException, InterruptedException {
    RandomGenerator random = new SplittableRandom(~number);
    return random.nextInt(3) == 0 ? read(number, random) : post(number, random);
  }

  private Optional<String> post(long number, RandomGenerator random)
      throws IOException, InterruptedException {
    boolean json = random.nextBoolean();
    byte[] body = json ? JsonTarget.body(corpus, number) : ProtobufTarget.body(corpus, number);
    String type = json ? "application/json" : "application/x-protobuf";
    if (random.nextInt(30) == 0) {
      type = Texts.pick(random, new String[] {"text/plain", "application/json; a=\"b", "*/*", "x"});
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.address("/api/traces/otlp"))
            .timeout(PATIENCE)
            .header("X-API-Key", SkepServer.API_KEY)
            .header("Content-Type", type);
    if (random.nextInt(4) == 0) {
      request.header("Content-Encoding", "gzip");
      body = zipped(body, random);
    }
    HttpResponse<byte[]> answer =
        http.send(
            request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    String text = new String(answer.body(), UTF_8);
    if (answer.statusCode() == 200) {
      Matcher count = ACCEPTED.matcher(text);
      if (!count.find()) {
        return Optional.of("was answered 200 with \"" + text + "\"");
      }
      accepted += Long.parseLong(count.group(1));
    }
    return unlessIn(OF_INGEST, answer.statusCode(), "a request");
  }

  private static byte[] zipped(byte[] body, RandomGenerator random) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    for (int members = random.nextInt(8) == 0 ? 3 : 1; members > 0; members--) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
        gzip.write(body);
      }
    }
    byte[] bytes = zipped.toByteArray();
    return switch (random.nextInt(6)) {
      case 0 -> RawBytes.damaged(bytes, random);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 9));
      default -> bytes;
    };
  }

  private Optional<String> read(long number, RandomGenerator random)
      throws IOException, InterruptedException {
    String query = URLEncoder.encode(shortened(QueryTarget.text(number)), UTF_8);
    String search = "?sort=" + Texts.pick(random, SORTS) + "&range=all&limit=3&q=" + query;
    return switch (random.nextInt(4)) {
      case 0 -> get("/traces" + search);
      case 1 -> get("/search" + search + "&key=" + query + "&op=%3D&value=" + query);
      case 2 -> get("/api/v1/traces" + search);
      default -> anyTrace(number, random);
    };
  }

  /// One of the traces that there are, in one of its views.
  private Optional<String> anyTrace(long number, RandomGenerator random)
      throws IOException, InterruptedException {
    URI list = server.address("/api/v1/traces?limit=20&sort=" + SORTS[number % 2 == 0 ? 0 : 3]);
    String traces =
        http.send(HttpRequest.newBuilder(list).timeout(PATIENCE).build(), BodyHandlers.ofString())
            .body();
    Matcher ids = TRACE_ID.matcher(traces);
    for (int skipped = random.nextInt(20); skipped > 0 && ids.find(); skipped--) {
      // The one after these.
    }
    return ids.find()
        ? get("/traces/" + path(ids.group(1)) + Texts.pick(random, VIEWS))
        : Optional.empty();
  }

  /// Lines of requests are held to 4 KiB, and each unit may take nine bytes there.
  private static String shortened(String query) {
    return query.length() > 120 ? query.substring(0, 120) : query;
  }

  private static String path(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20");
  }

  private Optional<String> get(String path) throws IOException, InterruptedException {
    URI address = server.address(path);
    int status =
        http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                BodyHandlers.discarding())
            .statusCode();
    return unlessIn(OF_READING, status, "GET " + path);
  }

  private static Optional<String> unlessIn(Set<Integer> expected, int status, String what) {
    return expected.contains(status)
        ? Optional.empty()
        : Optional.of(what + " was answered with " + status);
  }

  @Override
  public void close() {
    http.close();
  }
}
