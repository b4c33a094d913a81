package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// C-20: somebody guesses ingest keys: ten thousand with 250 connections, each of which waits a
/// second for its answer: who has a key is served as before. And then a thousand a second, which
/// take cores and memory that nobody can have twice: who has a key is still served in the time that
/// a post may take when much is sent.
///
/// Who guesses, who has a key and the server share a machine. So it is measured, too, what as many
/// requests cost that nobody guesses for: the same with the right key and no spans.
public final class WrongKeys implements Fault {
  private static final int FEW = 250;
  private static final int MANY = 1_000;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 5;
  private static final int SPANS = 10;
  private static final long NANOS_BETWEEN_POSTS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final double MOST_TIMES = 2;
  private static final double MOST_MILLIS = 50;
  private static final String WRONG = request("not-the-key-but-as-long-as-one");
  private static final String RIGHT = request(SkepServer.API_KEY);

  private long spans = 1;

  /// How long posts took, in milliseconds, and how busy the server was meanwhile.
  private record Posts(double p50, double p99, double most, double cpuSeconds) {}

  /// The posts of all rounds: with nobody else, beside right keys and beside wrong ones.
  private record Rounds(List<Posts> alone, List<Posts> besideRight, List<Posts> besideWrong) {
    Rounds() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    double timesAlone() {
      return median(besideWrong, Posts::p99) / median(alone, Posts::p99);
    }

    double timesRight() {
      return median(besideWrong, Posts::p99) / median(besideRight, Posts::p99);
    }
  }

  @Override
  public String name() {
    return "wrong-keys";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException {
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      beside(scene, client, server, MANY, RIGHT, "200");
      beside(scene, client, server, MANY, WRONG, "401");
      Footprint footprint = Footprint.before(server);
      scene.measured("Each figure", "median of " + ROUNDS + " runs of " + SECONDS + " s");
      double timesAlone = rounds(scene, client, server, FEW).timesAlone();
      scene.require(
          timesAlone < MOST_TIMES,
          "beside ten thousand wrong keys who has one waited %.2f times as long"
              .formatted(timesAlone));
      double millis = median(rounds(scene, client, server, MANY).besideWrong, Posts::p99);
      scene.require(
          millis < MOST_MILLIS,
          "beside a thousand wrong keys a second who has one waited %.1f ms".formatted(millis));
      footprint.judge(scene);
    }
  }

  private Rounds rounds(Scene scene, Client client, SkepServer server, int aSecond)
      throws IOException, InterruptedException {
    var rounds = new Rounds();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.alone.add(posts(scene, client, server));
      rounds.besideRight.add(beside(scene, client, server, aSecond, RIGHT, "200"));
      rounds.besideWrong.add(beside(scene, client, server, aSecond, WRONG, "401"));
    }
    report(scene, aSecond, rounds);
    return rounds;
  }

  private static void report(Scene scene, int aSecond, Rounds rounds) {
    String with = "%,d a second: ".formatted(aSecond);
    scene.measured(with + "a post alone: p50, p99, most", latencies(rounds.alone));
    scene.measured(with + "beside the right key and no spans", latencies(rounds.besideRight));
    scene.measured(with + "beside a wrong key", latencies(rounds.besideWrong));
    scene.measured(
        with + "p99 of each run",
        p99s(rounds.alone) + "; " + p99s(rounds.besideRight) + "; " + p99s(rounds.besideWrong));
    scene.measured(
        with + "p99 beside wrong keys ÷ alone, ÷ beside right ones",
        "%.2f, %.2f".formatted(rounds.timesAlone(), rounds.timesRight()));
    scene.measured(
        with + "server's CPU for a request with the right key, with a wrong one",
        "%.2f ms, %.2f ms"
            .formatted(
                cpuMillis(aSecond, rounds.besideRight, rounds.alone),
                cpuMillis(aSecond, rounds.besideWrong, rounds.alone)));
  }

  private static double cpuMillis(int aSecond, List<Posts> beside, List<Posts> alone) {
    double more = median(beside, Posts::cpuSeconds) - median(alone, Posts::cpuSeconds);
    return more * 1_000 / (aSecond * SECONDS);
  }

  private Posts beside(
      Scene scene, Client client, SkepServer server, int aSecond, String request, String status)
      throws IOException, InterruptedException {
    try (Callers callers = Callers.start(server.port(), request, aSecond)) {
      Posts posts = posts(scene, client, server);
      Map<String, Integer> answers = callers.end();
      int all = answers.values().stream().mapToInt(Integer::intValue).sum();
      scene.require(
          all > aSecond * SECONDS * 9 / 10 && answers.getOrDefault(status, 0) == all,
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
