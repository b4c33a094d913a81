package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/// C-30: the pages of a trace of 100,000 spans, with hardly any heap. A page shows a window, so it
/// takes what the tree of the trace takes, and not what its spans do.
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
    SkepServer.Setup setup =
        new SkepServer.Setup(scene.setup().jar(), HEAP, scene.setup().jvmOptions());
    try (SkepServer server = scene.start(setup, scene.data());
        Client client = new Client(server)) {
      for (int from = 1; from < SPANS; from += PER_REQUEST) {
        Answer answer = client.postProtobuf(MadeSpans.request(spans(from)));
        scene.require(
            answer.status() == 200,
            "spans from %,d on: status %d".formatted(from, answer.status()));
      }
      String page = "/traces/" + MadeSpans.hexOfTrace(TRACE);
      for (String view :
          List.of(
              "",
              "?fold=none&row=90000",
              "/rows?fold=none&row=50000",
              "?view=flame",
              "?view=statistics",
              "?find=fault")) {
        Answer answer = client.get(page + view);
        scene.measured(
            "A trace of 100,000 spans" + (view.isEmpty() ? "" : ", " + view),
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
