package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.RawExchange.Outcome;
import dev.skep.benchmarks.faults.RawExchange.Pieces;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/// D-31: what is hardly HTTP, and what is HTTP without end. None of it is served, none of it takes
/// more than a few megabytes, and nothing that is hidden in a request is taken for a second one.
public final class RawHttp implements Fault {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final long MOST_TAKEN_OF_STRANGERS = 8L << 20;
  private static final long MOST_TAKEN = 80L << 20;
  private static final long ENDLESS = 200L << 20;
  private static final String POST =
      "POST " + Client.PATH + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  private static final String KEY = "X-API-Key: " + SkepServer.API_KEY + "\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String HIDDEN = "GET /api/v1/status HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int FLOOD = 500;
  private static final String MARK = "M4RK\u001b[31m";
  private static final int MOST_LOG = 1 << 20;
  private static final String PIECE = "x".repeat(1 << 16);

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      client.postJson("{\"resourceSpans\":[]}");
      client.get("/traces");
      Footprint footprint = Footprint.before(server);
      for (Map.Entry<String, Pieces> exchange : withoutEnd().entrySet()) {
        boolean stranger = !exchange.getKey().contains("with a key");
        Outcome outcome = RawExchange.with(server.port(), exchange.getValue(), PATIENCE_MILLIS);
        scene.measured(
            exchange.getKey(),
            "%s, %,d KiB taken, %,.0f ms"
                .formatted(outcome.statuses(), outcome.taken() / 1024, outcome.millis()));
        long most = stranger ? MOST_TAKEN_OF_STRANGERS : MOST_TAKEN;
        scene.require(
            outcome.taken() <= most,
            "%s: %,d bytes were taken".formatted(exchange.getKey(), outcome.taken()));
        scene.require(
            outcome.closed(), "%s: the connection stays open".formatted(exchange.getKey()));
      }
      for (Map.Entry<String, String> exchange : broken().entrySet()) {
        Outcome outcome =
            RawExchange.with(
                server.port(), RawExchange.once(exchange.getValue()), PATIENCE_MILLIS / 3);
        boolean refused =
            outcome.statuses().size() <= 1
                && outcome.statuses().stream().allMatch(status -> status >= 400 && status < 500);
        scene.measured(
            exchange.getKey(),
            "%s%s".formatted(outcome.statuses(), outcome.closed() ? "" : ", waits"));
        scene.require(refused, "%s: answered %s".formatted(exchange.getKey(), outcome.statuses()));
      }
      pipelined(scene, server);
      flooded(scene, server);
      footprint.judge(scene);
      scene.require(
          client.get("/health/ready").status() == 200, "the server is not ready afterwards");
    }
  }

  private static Map<String, Pieces> withoutEnd() {
    Map<String, Pieces> all = new LinkedHashMap<>();
    for (String key : new String[] {"", KEY}) {
      String who = key.isEmpty() ? "" : ", with a key";
      all.put(
          "endless line of a chunk's size" + who,
          RawExchange.endless(POST + key + CHUNKED + "\r\n1;", PIECE, ENDLESS));
      all.put(
          "one chunk of 2 GiB" + who,
          RawExchange.endless(POST + key + CHUNKED + "\r\n7fffffff\r\n", PIECE, ENDLESS));
      all.put(
          "a body of 60 GB, announced" + who,
          RawExchange.endless(POST + key + "Content-Length: 60000000000\r\n\r\n", PIECE, ENDLESS));
      all.put(
          "chunks without end" + who,
          RawExchange.endless(
              POST + key + CHUNKED + "\r\n", "10000\r\n" + " ".repeat(0x10000) + "\r\n", ENDLESS));
      all.put(
          "trailers without end" + who,
          RawExchange.endless(
              POST + key + CHUNKED + "\r\n0\r\n", "A: b\r\n".repeat(1_000), ENDLESS));
    }
    for (String path : new String[] {"/traces", "/nothing", "/v1/metrics"}) {
      all.put(
          "the endless line to " + path,
          RawExchange.endless(
              "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "\r\n1;", PIECE, ENDLESS));
    }
    all.put("a request line without end", RawExchange.endless("GET /", PIECE, ENDLESS));
    all.put(
        "headers without end",
        RawExchange.endless("GET / HTTP/1.1\r\nHost: a\r\n", "A: b\r\n".repeat(1_000), ENDLESS));
    return all;
  }

  /// One request each that may be refused or not answered at all; a second answer would be one to
  /// what is hidden in it.
  private static Map<String, String> broken() {
    Map<String, String> all = new LinkedHashMap<>();
    String body = "\r\n0\r\n\r\n" + HIDDEN;
    all.put("chunk of size -1", POST + KEY + CHUNKED + "\r\n-1\r\n" + HIDDEN);
    all.put(
        "chunk of size 8000000000000000",
        POST + KEY + CHUNKED + "\r\n8000000000000000\r\n" + HIDDEN);
    all.put("two ways to say the length", POST + KEY + CHUNKED + "Content-Length: 4\r\n" + body);
    all.put("the same, other order", POST + KEY + "Content-Length: 4\r\n" + CHUNKED + body);
    all.put(
        "two lengths", POST + KEY + "Content-Length: 4\r\nContent-Length: 90\r\n\r\n{}  " + HIDDEN);
    all.put("a length that is none", POST + KEY + "Content-Length: +4\r\n\r\n{}  " + HIDDEN);
    all.put("chunked, but not last", POST + KEY + "Transfer-Encoding: chunked, x\r\n" + body);
    all.put(
        "a header line that goes on in the next",
        POST + KEY + "A: b\r\n Content-Length: 9\r\n" + CHUNKED + "X\r\n\r\n");
    all.put("a blank before the colon", POST + "X-API-Key : a\r\n\r\n");
    all.put("nothing of HTTP", "\u0000\u0001\u0002\u0003\r\n\r\n");
    all.put(
        "a hello of TLS",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n");
    all.put("HTTP/0.9", "GET /\r\n\r\n");
    all.put("HTTP/3.0", "GET / HTTP/3.0\r\nHost: a\r\n\r\n");
    all.put("a method that is none", "G{}T / HTTP/1.1\r\nHost: a\r\n\r\n");
    all.put("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    return all;
  }

  /// Bad requests by the hundred must not fill the log, nor write into it.
  private static void flooded(Scene scene, SkepServer server) throws IOException {
    for (int n = 0; n < FLOOD; n++) {
      RawExchange.with(
          server.port(),
          RawExchange.once(n % 2 == 0 ? MARK + " /\r\n\r\n" : "GET /" + MARK + " HTTP/1.1\r\n\r\n"),
          PATIENCE_MILLIS);
    }
    String log = Files.readString(scene.log());
    scene.measured(
        FLOOD + " bad requests more; then the log has", "%,d KiB".formatted(log.length() / 1024));
    scene.require(log.length() < MOST_LOG, "the log has %,d characters".formatted(log.length()));
    scene.require(!log.contains(MARK), "the log repeats what was sent");
  }

  private static void pipelined(Scene scene, SkepServer server) throws IOException {
    int count = 1_000;
    Outcome outcome =
        RawExchange.with(
            server.port(),
            RawExchange.once("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n".repeat(count)),
            PATIENCE_MILLIS);
    scene.measured(
        "1,000 requests at once on one connection",
        "%,d answers, %,.0f ms".formatted(outcome.statuses().size(), outcome.millis()));
    scene.require(
        outcome.statuses().size() == count && outcome.statuses().stream().allMatch(s -> s == 200),
        "of 1,000 requests on one connection %,d were answered"
            .formatted(outcome.statuses().size()));
  }
}
