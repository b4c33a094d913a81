package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// C-20: somebody guesses ingest keys, a thousand a second. Who has one is served as before.
///
/// Who guesses, who has a key and the server share a machine. So it is measured, too, what as many
/// requests cost that nobody guesses for: the same with the right key and no spans.
public final class WrongKeys implements Fault {
  private static final int A_SECOND = 1_000;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;
  private static final int SPANS = 10;
  private static final long NANOS_BETWEEN_POSTS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double MOST_TIMES = 2;
  private static final String WRONG = request("not-the-key-but-as-long-as-one");
  private static final String RIGHT = request(SkepServer.API_KEY);

  private final List<Posts> alone = new ArrayList<>();
  private final List<Posts> besideRight = new ArrayList<>();
  private final List<Posts> besideWrong = new ArrayList<>();
  private long spans = 1;

  /// How long posts took, in milliseconds, and how busy the server was meanwhile.
  private record Posts(double p50, double p99, double most, double cpuSeconds) {}

  @Override
  public String name() {
    return "wrong-keys";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      beside(scene, client, server, RIGHT, "200");
      beside(scene, client, server, WRONG, "401");
      Footprint footprint = Footprint.before(server);
      for (int round = 0; round < ROUNDS; round++) {
        alone.add(posts(scene, client, server));
        besideRight.add(beside(scene, client, server, RIGHT, "200"));
        besideWrong.add(beside(scene, client, server, WRONG, "401"));
      }
      footprint.judge(scene);
    }
    judge(scene);
  }

  private void judge(Scene scene) {
    scene.measured(
        "Requests a second, with the right key or a wrong one", "%,d".formatted(A_SECOND));
    scene.measured("Each figure", "median of " + ROUNDS + " runs of " + SECONDS + " s");
    scene.measured("A post alone: p50, p99, most", latencies(alone));
    scene.measured("Beside requests with the right key and no spans", latencies(besideRight));
    scene.measured("Beside requests with a wrong key", latencies(besideWrong));
    double p99 = median(besideWrong, Posts::p99);
    scene.measured(
        "p99 of each run", p99s(alone) + "; " + p99s(besideRight) + "; " + p99s(besideWrong));
    scene.measured(
        "p99 beside wrong keys ÷ alone", "%.2f".formatted(p99 / median(alone, Posts::p99)));
    double times = p99 / median(besideRight, Posts::p99);
    scene.measured("p99 beside wrong keys ÷ beside right ones", "%.2f".formatted(times));
    scene.measured(
        "Server's CPU for a request with the right key, with a wrong one",
        "%.2f ms, %.2f ms".formatted(cpuMillis(besideRight), cpuMillis(besideWrong)));
    scene.require(times < MOST_TIMES, "who has a key waited %.2f times as long".formatted(times));
  }

  private double cpuMillis(List<Posts> rounds) {
    double more = median(rounds, Posts::cpuSeconds) - median(alone, Posts::cpuSeconds);
    return more * 1_000 / (A_SECOND * SECONDS);
  }

  private Posts beside(Scene scene, Client client, SkepServer server, String request, String status)
      throws IOException, InterruptedException {
    try (Callers callers = Callers.start(server.port(), request, A_SECOND)) {
      Posts posts = posts(scene, client, server);
      Map<String, Integer> answers = callers.end();
      int all = answers.values().stream().mapToInt(Integer::intValue).sum();
      scene.require(
          all > A_SECOND * SECONDS * 9 / 10 && answers.getOrDefault(status, 0) == all,
          "of " + all + " others, " + answers + " were answered");
      return posts;
    }
  }

  private Posts posts(Scene scene, Client client, SkepServer server)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    double cpu = server.java().cpuSeconds();
    long start = System.nanoTime();
    long due = start;
    while (due - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      Answer answer = client.postProtobuf(MadeSpans.traces(spans, SPANS));
      spans += SPANS;
      scene.require(answer.status() == 200, "who has the key was answered " + answer.status());
      millis.add(answer.millis());
      due = Math.max(due + NANOS_BETWEEN_POSTS, System.nanoTime());
    }
    cpu = server.java().cpuSeconds() - cpu;
    millis.sort(null);
    int last = millis.size() - 1;
    return new Posts(millis.get(last / 2), millis.get(last * 99 / 100), millis.getLast(), cpu);
  }

  private static String request(String key) {
    String body = "{\"resourceSpans\":[]}";
    return "POST "
        + Client.PATH
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: "
        + key
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String latencies(List<Posts> rounds) {
    return "%.1f, %.1f, %.1f ms"
        .formatted(
            median(rounds, Posts::p50), median(rounds, Posts::p99), median(rounds, Posts::most));
  }

  private static String p99s(List<Posts> rounds) {
    return String.join(", ", rounds.stream().map(one -> "%.1f".formatted(one.p99())).toList());
  }

  private static double median(List<Posts> rounds, ToDoubleFunction<Posts> figure) {
    return rounds.stream().mapToDouble(figure).sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
  }
}
