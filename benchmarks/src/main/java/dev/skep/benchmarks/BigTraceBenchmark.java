package dev.skep.benchmarks;

import dev.skep.benchmarks.process.Machine;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.process.Stopwatch;
import dev.skep.benchmarks.traffic.BigTrace;
import dev.skep.benchmarks.traffic.BigTrace.Shape;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `bigtrace`: posts traces of very many spans in odd shapes and walks through their pages.
final class BigTraceBenchmark {
  private static final int WARM_UP = 30;

  private final int spans;
  private final int calls;
  private final SkepServer.Setup setup;
  private final String tmp;

  private BigTraceBenchmark(Options options) {
    spans = (int) options.number("spans", 100_000, 1_000, 1_000_000);
    calls = (int) options.number("calls", 100, 5, 10_000);
    setup = IngestBenchmark.serverSetup(options, "512m");
    tmp = options.text("tmp", "");
  }

  static void run(Options options) throws IOException, InterruptedException {
    BigTraceBenchmark benchmark = new BigTraceBenchmark(options);
    options.refuseOthers();
    benchmark.run();
  }

  private void run() throws IOException, InterruptedException {
    try (Workspace workspace = new Workspace(tmp)) {
      Report report = new Report("bigtrace");
      report.text("Machine", "machine", Machine.description());
      report.number("Load average before", "loadBefore", Machine.load().orElse(-1), ".1f");
      report.count("Spans of each trace", "spans", spans);
      Path log = workspace.file("server.log");
      try (SkepServer server = SkepServer.start(setup, workspace.folder("data"), log);
          HttpClient http = HttpClient.newHttpClient()) {
        List<BigTrace> traces = traces();
        for (BigTrace trace : traces) {
          System.err.println("posting a " + trace.shape().label() + " ...");
          post(server, http, trace);
        }
        BigTrace small = BigTrace.of(Shape.TREE, spans / 10, traces.size() + 1);
        post(server, http, small);
        server.awaitQuiet();
        warmUp(server, http, small, report);
        walk(server, http, traces, report);
      }
      report.print(System.out);
    }
  }

  private List<BigTrace> traces() {
    List<BigTrace> traces = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      traces.add(BigTrace.of(shape, spans, traces.size() + 1));
    }
    return traces;
  }

  /// The first page that is ever asked of a Java that was just started, and some more, so that the
  /// rest is not about Java's compilers.
  private static void warmUp(SkepServer server, HttpClient http, BigTrace trace, Report report)
      throws IOException, InterruptedException {
    String page = page(trace);
    First first = First.of(server, http, page);
    report.number(
        String.format(Locale.ROOT, "A trace of %,d, the first page of all", trace.spans()),
        "coldMillis",
        first.millis(),
        ",.0f ms");
    try (Asking asking = new Asking(server, 0, WARM_UP, Duration.ofSeconds(20))) {
      asking.ask(new Query("page", n -> page));
      asking.ask(new Query("window", n -> page + "/rows?fold=none&row=" + n * 200));
    }
  }

  private static String page(BigTrace trace) {
    return "/traces/" + trace.traceId();
  }

  /// The first answer to a question.
  private record First(double millis, int bytes, int status) {
    static First of(SkepServer server, HttpClient http, String path)
        throws IOException, InterruptedException {
      long before = System.nanoTime();
      HttpResponse<byte[]> first =
          http.send(
              HttpRequest.newBuilder(server.address(path)).build(), BodyHandlers.ofByteArray());
      return new First((System.nanoTime() - before) / 1e6, first.body().length, first.statusCode());
    }
  }

  private static void post(SkepServer server, HttpClient http, BigTrace trace)
      throws IOException, InterruptedException {
    for (byte[] body : trace.bodies()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(server.address("/v1/traces"))
                  .header("Content-Type", "application/json")
                  .header("X-API-Key", SkepServer.API_KEY)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode() + ": " + answer.body());
      }
    }
  }

  private void walk(SkepServer server, HttpClient http, List<BigTrace> traces, Report report)
      throws IOException, InterruptedException {
    Stopwatch watch = new Stopwatch(server.java().pid(), ProcessHandle.current().pid());
    report.section(
        "First opening; then p50, p95 and size of the page, of windows, of searches within");
    Map<String, Object> values = new LinkedHashMap<>();
    report.value("shapes", values);
    for (BigTrace trace : traces) {
      Shape shape = trace.shape();
      System.err.println("walking through the " + shape.label() + " ...");
      String page = page(trace);
      First first = First.of(server, http, page);
      report.row(
          shape.label() + ", first opening",
          String.format(
              Locale.ROOT,
              "%8.0f ms %28.1f kB   status %d",
              first.millis(),
              first.bytes() / 1e3,
              first.status()));
      Map<String, Object> ofShape = new LinkedHashMap<>();
      values.put(shape.label(), ofShape);
      ofShape.put("firstMillis", first.millis());
      ofShape.put("firstBytes", (long) first.bytes());
      try (Asking asking = new Asking(server, 5, calls, Duration.ofSeconds(30))) {
        add(report, ofShape, shape, asking, new Query("page", n -> page));
        add(
            report,
            ofShape,
            shape,
            asking,
            new Query(
                "window", n -> page + "/rows?fold=none&row=" + n * 7919L % spans / 200 * 200));
        add(
            report,
            ofShape,
            shape,
            asking,
            new Query("search", n -> page + "?find=step%20" + n % 50));
        add(
            report,
            ofShape,
            shape,
            asking,
            new Query("span", n -> page + "?span=" + BigTrace.spanId(1 + n * 7919 % spans)));
      }
    }
    report.section("Meanwhile");
    report.number("Cores taken by others", "coresOfOthers", watch.coresOfOthers(), ".2f");
    report.number("Resident, most", "residentMib", server.java().peakResidentMib(), ",.0f MiB");
  }

  private static void add(
      Report report, Map<String, Object> values, Shape shape, Asking asking, Query query)
      throws IOException, InterruptedException {
    Asking.Outcome outcome = asking.ask(query);
    String name = shape.label() + ", " + query.name();
    if (outcome.calls() == 0) {
      report.row(name, "not answered: status " + outcome.status());
      return;
    }
    double p50 = outcome.latencies().millis(0.5);
    double p95 = outcome.latencies().millis(0.95);
    report.row(
        name,
        String.format(
            Locale.ROOT,
            "%8.1f %8.1f ms %19.1f kB   %d calls",
            p50,
            p95,
            outcome.bytes() / 1e3,
            outcome.calls()));
    values.put(query.name(), Map.of("p50Millis", p50, "p95Millis", p95, "bytes", outcome.bytes()));
  }
}
