package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// C-30: the pages and downloads of a trace of 100,000 spans, with hardly any heap. A page shows a
/// window, a download is written while it is read; so both take what the tree of the trace takes,
/// and not what its spans do.
public final class SmallHeap implements Fault {
  private static final String HEAP = "64m";
  private static final int SPANS = 100_000;
  private static final int PER_REQUEST = 1_000;
  private static final long TRACE = 6;
  private static final double MOST_MILLIS = 5_000;

  @Override
  public String name() {
    return "small-heap";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start(scene.setup().withHeap(HEAP), scene.data());
        Client client = new Client(server)) {
      for (int from = 1; from < SPANS; from += PER_REQUEST) {
        Answer answer = client.postProtobuf(MadeSpans.request(spans(from)));
        scene.require(
            answer.status() == 200,
            "spans from %,d on: status %d".formatted(from, answer.status()));
      }
      String trace = "/traces/" + MadeSpans.hexOfTrace(TRACE);
      for (String view :
          List.of(
              trace,
              trace + "?fold=none&row=90000",
              trace + "/rows?fold=none&row=50000",
              trace + "?view=flame",
              trace + "?view=statistics",
              trace + "?find=fault",
              trace + ".txt?fold=none",
              "/api/v1" + trace,
              "/api/v1" + trace + "?format=otlp")) {
        Answer answer = client.get(view);
        scene.measured(
            view.replace(MadeSpans.hexOfTrace(TRACE), "{id}"),
            "%d after %,.0f ms, %,d KiB"
                .formatted(answer.status(), answer.millis(), answer.body().length() / 1024));
        scene.require(answer.status() == 200, "%s: status %d".formatted(view, answer.status()));
        scene.require(
            answer.millis() < MOST_MILLIS, "%s took %,.0f ms".formatted(view, answer.millis()));
      }
      scene.measured(
          "Most resident memory, with -Xmx" + HEAP,
          "%,.0f MiB".formatted(server.java().peakResidentMib()));
      scene.require(
          client.get("/health/ready").status() == 200, "the server is not ready afterwards");
    }
  }

  /// A tree with four below each.
  private static List<Span> spans(int from) {
    return IntStream.range(from, from + PER_REQUEST)
        .mapToObj(n -> MadeSpans.span(TRACE, n, (n + 2) / 4))
        .toList();
  }
}
