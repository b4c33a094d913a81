package dev.skep.persistence.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The connections that wait for the next question, of all segments together: each holds a file
/// open and some memory, and there may be many segments. When there are too many, the one that has
/// waited longest is closed. For all threads.
public final class IdleConnections {
  // Each may take some 600 KiB beside the heap. A question about all segments opens those again
  // that did not find room here, each in half a millisecond.
  private static final long HEAP_FOR_ALL_ELSE = 64L << 20;
  private static final long HEAP_FOR_EACH = 4L << 20;
  private static final int FEWEST = 48;
  private static final int MOST = 192;

  private final int most;
  // The one that has waited longest first.
  private final Map<ReadConnection, Readers> owners = new LinkedHashMap<>();

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
    Optional<ReadConnection> latest = Optional.empty();
    for (Map.Entry<ReadConnection, Readers> entry : owners.entrySet()) {
      if (entry.getValue() == owner) {
        latest = Optional.of(entry.getKey());
      }
    }
    latest.ifPresent(owners::remove);
    return latest;
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
    owners.put(connection, owner);
    if (owners.size() <= most) {
      return Optional.empty();
    }
    Iterator<ReadConnection> longest = owners.keySet().iterator();
    ReadConnection removed = longest.next();
    longest.remove();
    return Optional.of(removed);
  }

  private synchronized List<ReadConnection> remove(Readers owner) {
    List<ReadConnection> removed = new ArrayList<>();
    owners.entrySet().removeIf(entry -> entry.getValue() == owner && removed.add(entry.getKey()));
    return removed;
  }
}
