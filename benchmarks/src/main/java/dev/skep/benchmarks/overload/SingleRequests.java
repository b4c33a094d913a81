package dev.skep.benchmarks.overload;

import dev.skep.benchmarks.load.Ending;
import dev.skep.benchmarks.load.Load;
import dev.skep.benchmarks.load.LoadDriver;
import dev.skep.benchmarks.traffic.Replay;
import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request at a time, with a pause before each.
public final class SingleRequests {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int OK = 200;

  private final TrafficFile traffic;
  private final Load load;
  private long seed;
  private long acceptedSpans;

  /// Posts nothing yet.
  ///
  /// @param load says where to
  /// @param seed others must not be used for the same server
  public SingleRequests(TrafficFile traffic, Load load, long seed) {
    this.traffic = traffic;
    this.load = load;
    this.seed = seed;
  }

  /// What a single request takes when nothing else goes on: the median in milliseconds.
  public double usualMillis(int requests) throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      Thread.sleep(PAUSE.toMillis());
      millis.add(one().latencyNanos() / 1e6);
    }
    return millis.stream().sorted().toList().get(requests / 2);
  }

  /// The first answer with 200 that comes as quickly as this.
  ///
  /// @param seconds from the call to the answer
  public record Normal(double seconds, double millis) {}

  /// Tries until a request is answered with 200 within `millis`.
  public Optional<Normal> awaitNormal(double millis, Duration atMost)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < atMost.toNanos()) {
      Ending ending = one();
      double took = ending.latencyNanos() / 1e6;
      if (ending.status() == OK && took <= millis) {
        return Optional.of(new Normal((System.nanoTime() - start) / 1e9, took));
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return Optional.empty();
  }

  private Ending one() throws IOException {
    long now = System.currentTimeMillis() * 1_000_000;
    List<Ending> endings = new ArrayList<>();
    LoadDriver.run(load, new Replay(traffic, 1, now, seed++), endings::add);
    Ending ending = endings.getLast();
    acceptedSpans += ending.status() == OK ? ending.spans() : 0;
    return ending;
  }

  /// The spans of all that were answered with 200.
  public long acceptedSpans() {
    return acceptedSpans;
  }
}
