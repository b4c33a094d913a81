package dev.skep.persistence.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The connections that wait for the next question, of all segments together: each holds a file
/// open and some memory, and there may be many segments. When there are too many, any one of them
/// is closed. For all threads.
///
/// It is not the one that has waited longest: a question about all segments goes through them one
/// after the other, again and again, and that one would be the very next that it asks for.
public final class IdleConnections {
  // Each may take some 600 KiB beside the heap. A question about all segments opens those again
  // that did not find room here, each in half a millisecond.
  private static final long HEAP_FOR_ALL_ELSE = 64L << 20;
  private static final long HEAP_FOR_EACH = 4L << 20;
  private static final int FEWEST = 48;
  private static final int MOST = 192;

  private final int most;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Random random = new Random(0);

  /// Holds none yet.
  ///
  /// @param most how many may wait
  public IdleConnections(int most) {
    this.most = most;
  }

  /// As many as suit a process with so much memory: 112 with a heap of 512 MiB.
  ///
  /// @param maxHeap in bytes
  public static IdleConnections forHeap(long maxHeap) {
    return new IdleConnections(
        Math.clamp((maxHeap - HEAP_FOR_ALL_ELSE) / HEAP_FOR_EACH, FEWEST, MOST));
  }

  /// One of this owner's, which waits no longer.
  synchronized Optional<ReadConnection> take(Readers owner) {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      if (waiting.get(i).owner == owner) {
        return Optional.of(remove(i));
      }
    }
    return Optional.empty();
  }

  /// Lets a connection wait.
  void add(Readers owner, ReadConnection connection) throws SQLException {
    Optional<ReadConnection> tooMany = put(owner, connection);
    if (tooMany.isPresent()) {
      tooMany.get().close();
    }
  }

  /// Closes all of this owner's.
  void close(Readers owner) throws SQLException {
    for (ReadConnection connection : remove(owner)) {
      connection.close();
    }
  }

  /// How many may wait.
  int most() {
    return most;
  }

  private synchronized Optional<ReadConnection> put(Readers owner, ReadConnection connection) {
    Optional<ReadConnection> tooMany =
        waiting.size() < most ? Optional.empty() : Optional.of(remove(random.nextInt(most)));
    waiting.add(new Waiting(owner, connection));
    return tooMany;
  }

  /// The last one takes its place.
  private ReadConnection remove(int place) {
    Waiting last = waiting.removeLast();
    return place == waiting.size() ? last.connection : waiting.set(place, last).connection;
  }

  private synchronized List<ReadConnection> remove(Readers owner) {
    List<ReadConnection> removed =
        waiting.stream().filter(one -> one.owner == owner).map(Waiting::connection).toList();
    waiting.removeIf(one -> one.owner == owner);
    return removed;
  }

  private record Waiting(Readers owner, ReadConnection connection) {}
}
