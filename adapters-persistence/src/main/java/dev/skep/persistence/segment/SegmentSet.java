package dev.skep.persistence.segment;

import dev.skep.application.StorageUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which segments there are at this moment, and who still reads those that there were. For all
/// threads.
final class SegmentSet {
  // By number, newest first.
  private final SortedMap<Long, Member> members = new TreeMap<>(Comparator.reverseOrder());
  private boolean closed;
  private volatile boolean awaited;

  /// The segments as they are now. One that is being replaced is there once, as it was or as it
  /// will be.
  synchronized SegmentsView view() {
    if (closed) {
      throw new StorageUnavailableException("The store is closing.");
    }
    List<Lease> leases = new ArrayList<>();
    for (Member member : members.values()) {
      member.lease.acquire();
      leases.add(member.lease);
    }
    return new SegmentsView(all(), leases);
  }

  /// Newest first.
  synchronized List<Segment> all() {
    return members.values().stream().map(member -> member.segment).toList();
  }

  /// Those that are full and not sealed, oldest first.
  synchronized List<LiveSegment> full() {
    return all().stream()
        .skip(1)
        .filter(LiveSegment.class::isInstance)
        .map(LiveSegment.class::cast)
        .toList()
        .reversed();
  }

  /// The one that is written to.
  synchronized LiveSegment open() {
    return (LiveSegment) all().getFirst();
  }

  synchronized boolean isEmpty() {
    return members.isEmpty();
  }

  synchronized boolean contains(long number) {
    return members.containsKey(number);
  }

  /// Adds a segment, or lets it take the place of the one with the same number.
  void put(Segment segment) {
    Member before;
    synchronized (this) {
      before = members.put(segment.number(), new Member(segment));
      notifyAll();
    }
    if (before != null) {
      before.lease.release();
    }
  }

  /// Takes a segment away. Its file stays.
  void remove(long number) {
    release(take(number));
  }

  /// Takes a segment away, and its file as soon as nobody reads it any more.
  void removeWithFile(SealedSegment segment) {
    Member member = take(segment.number());
    if (member != null) {
      member.file = segment.file();
    }
    release(member);
  }

  /// Waits until fewer segments than this are full and not sealed, or for so long.
  synchronized void awaitFullBelow(int count, long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    try {
      while (full().size() >= count && !closed && left > 0) {
        awaited = true;
        wait(Math.max(1, left / 1_000_000));
        left = deadline - System.nanoTime();
      }
    } finally {
      awaited = false;
    }
  }

  /// Whether somebody is in [#awaitFullBelow].
  boolean isAwaited() {
    return awaited;
  }

  /// Takes all segments away.
  void close() {
    List<Member> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(members.values());
      members.clear();
      notifyAll();
    }
    all.forEach(SegmentSet::release);
  }

  private synchronized @Nullable Member take(long number) {
    return members.remove(number);
  }

  private static void release(@Nullable Member member) {
    if (member != null) {
      member.lease.release();
    }
  }

  private static final class Member {
    private final Segment segment;
    private final Lease lease = new Lease(this::end);
    // Of a segment that is to go with its file.
    private volatile @Nullable Path file;

    Member(Segment segment) {
      this.segment = segment;
    }

    private void end() {
      try {
        segment.close();
        Path leaving = file;
        if (leaving != null) {
          Files.deleteIfExists(leaving);
          Files.deleteIfExists(Path.of(leaving + "-wal"));
          Files.deleteIfExists(Path.of(leaving + "-shm"));
        }
      } catch (SQLException | IOException e) {
        throw new StorageUnavailableException("A segment could not be closed.", e);
      }
    }
  }
}
