package dev.skep.benchmarks.load;

import dev.skep.benchmarks.traffic.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Posts one load, on the calling thread.
public final class LoadDriver {
  private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
  private static final long MILLI = 1_000_000;
  private static final long SLICE = 1_000_000;
  private static final int OK = 200;
  private static final int NO_ANSWER = 0;

  private final Load load;
  private final Requests traffic;
  private final Consumer<Ending> endings;
  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> idle = new ArrayDeque<>();

  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final List<Double> secondsPerMillion = new ArrayList<>();
  private final Latencies latencies;
  private long start;
  private long posted;
  private long answered;
  private long accepted;
  private long sliceStart;
  private long lastAnswer;

  private LoadDriver(Load load, Requests traffic, Consumer<Ending> endings, Selector selector) {
    this.load = load;
    this.traffic = traffic;
    this.endings = endings;
    this.selector = selector;
    latencies = new Latencies(Math.toIntExact(traffic.requests()));
  }

  /// Posts the traffic once, or as much of it as the load's time allows, and waits for the answers.
  ///
  /// @throws IOException if the server cannot be connected to, or does not answer for a minute
  public static LoadResult run(Load load, Requests traffic) throws IOException {
    return run(load, traffic, ending -> {});
  }

  /// The same.
  ///
  /// @param endings hears of each request that was posted and got an answer or lost its connection,
  ///   also when all of this ends with an exception
  public static LoadResult run(Load load, Requests traffic, Consumer<Ending> endings)
      throws IOException {
    try (Selector selector = Selector.open()) {
      LoadDriver driver = new LoadDriver(load, traffic, endings, selector);
      try {
        return driver.run();
      } finally {
        for (Connection connection : driver.connections) {
          connection.close();
        }
      }
    }
  }

  private LoadResult run() throws IOException {
    for (int i = 0; i < load.connections(); i++) {
      connections.add(new Connection(load, traffic.largestBody(), selector));
    }
    idle.addAll(connections);
    double cpu = threadCpuSeconds();
    start = System.nanoTime();
    sliceStart = start;
    lastAnswer = start;
    while (postWhatIsDue()) {
      await();
    }
    return new LoadResult(
        answered,
        accepted,
        statuses,
        latencies,
        (lastAnswer - start) / 1e9,
        secondsPerMillion,
        threadCpuSeconds() - cpu);
  }

  private static double threadCpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /// @return whether there is more to do
  private boolean postWhatIsDue() throws IOException {
    if (connections.isEmpty()) {
      throw new IOException("the server is gone");
    }
    long now = System.nanoTime();
    boolean more = posted < traffic.requests() && now - start < load.atMost().toNanos();
    while (more && !idle.isEmpty() && nextDue(now) <= now) {
      Connection connection = idle.pop();
      long request = posted++;
      try {
        connection.post(traffic, request, nextDueOf(request, now));
      } catch (IOException e) {
        lost(connection);
      }
      more = posted < traffic.requests();
      now = System.nanoTime();
    }
    return more || idle.size() < connections.size();
  }

  private long nextDue(long now) {
    return nextDueOf(posted, now);
  }

  private long nextDueOf(long request, long now) {
    return load.requestsPerSecond() == 0
        ? now
        : start + (long) (request * 1e9 / load.requestsPerSecond());
  }

  /// Waits for an answer, or until the next request is due.
  private void await() throws IOException {
    long now = System.nanoTime();
    if (idle.size() < connections.size() && now - lastAnswer > PATIENCE) {
      throw new IOException("no answer for a minute");
    }
    long wait = idle.isEmpty() ? 1_000 * MILLI : Math.min(nextDue(now) - now, 1_000 * MILLI);
    if (wait >= MILLI || posted == traffic.requests()) {
      selector.select(this::handle, Math.max(1, wait / MILLI));
    } else if (selector.selectNow(this::handle) == 0 && wait > 0) {
      LockSupport.parkNanos(Math.min(wait, MILLI / 10));
    }
  }

  private void handle(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      try {
        if (key.isWritable()) {
          connection.send();
        }
        if (key.isReadable() && connection.receive()) {
          settle(connection);
        }
      } catch (IOException e) {
        lost(connection);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void settle(Connection connection) throws IOException {
    Answer answer = connection.answer;
    idle.push(connection);
    count(connection, answer.status(), answer.hasRetryAfter(), answer.accepted());
    if (answer.status() == OK) {
      accept(connection.spans);
    }
    if (answer.isLast() || connection.isCutShort()) {
      connection.reconnect();
    }
  }

  /// The connection is gone, and with it the request that may be under way. When the server is
  /// gone, too, the other connections are still read to their ends: they may hold answers.
  private void lost(Connection connection) throws IOException {
    if (!idle.remove(connection)) {
      count(connection, NO_ANSWER, false, 0);
    }
    try {
      connection.reconnect();
      idle.push(connection);
    } catch (IOException e) {
      connection.close();
      connections.remove(connection);
    }
  }

  private void count(Connection connection, int status, boolean retryAfter, long acceptedSpans) {
    lastAnswer = System.nanoTime();
    long latency = lastAnswer - connection.due;
    latencies.add(latency);
    statuses.merge(status, 1L, Long::sum);
    answered++;
    endings.accept(
        new Ending(
            connection.request,
            connection.spans,
            status,
            retryAfter,
            acceptedSpans,
            connection.posted - connection.due,
            latency));
  }

  private void accept(int spans) {
    long slices = accepted / SLICE;
    accepted += spans;
    if (accepted / SLICE > slices) {
      secondsPerMillion.add((lastAnswer - sliceStart) / 1e9);
      sliceStart = lastAnswer;
    }
  }
}
