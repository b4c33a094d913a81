package dev.skep.benchmarks.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Export requests in a file, mapped into memory.
///
/// The file holds each request as its length, 4 bytes, and its body. A second file, named the same
/// with `.sites` after it, starts with the start of the traffic and the time it covers, 8 bytes
/// each, in nanoseconds. Then follow for each request the number of its spans and for each span the
/// places of its ids and times in the body, 4 bytes each. All numbers are little-endian.
public final class TrafficFile implements AutoCloseable {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment bodies;
  private final MemorySegment sites;
  private int requests;
  private long spans;
  private int largest;
  private long[] bodyAt = new long[1024];
  private long[] sitesAt = new long[1024];

  private TrafficFile(Path file) throws IOException {
    bodies = map(file);
    sites = map(sitesOf(file));
    long at = 0;
    long site = 16;
    while (at < bodies.byteSize()) {
      if (requests == bodyAt.length) {
        bodyAt = Arrays.copyOf(bodyAt, 2 * requests);
        sitesAt = Arrays.copyOf(sitesAt, 2 * requests);
      }
      bodyAt[requests] = at;
      sitesAt[requests] = site;
      requests++;
      int length = bodies.get(INT, at);
      int count = sites.get(INT, site);
      largest = Math.max(largest, length);
      spans += count;
      at += 4L + length;
      site += 4 + 8L * count;
    }
  }

  public static TrafficFile open(Path file) {
    try {
      return new TrafficFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MemorySegment map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  /// Deletes a file and the one beside it, if they are there.
  public static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(sitesOf(file));
  }

  static Path sitesOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".sites");
  }

  public int requests() {
    return requests;
  }

  public long spans() {
    return spans;
  }

  /// The length of the longest body.
  public int largestBody() {
    return largest;
  }

  /// The length of all bodies.
  public long bytes() {
    return bodies.byteSize() - 4L * requests;
  }

  /// When the traffic starts, in nanoseconds since 1970.
  long startNanos() {
    return sites.get(LONG, 0);
  }

  long coveredNanos() {
    return sites.get(LONG, 8);
  }

  public int spansOf(int request) {
    return sites.get(INT, sitesAt[request]);
  }

  public MemorySegment body(int request) {
    long at = bodyAt[request];
    return bodies.asSlice(at + 4, bodies.get(INT, at));
  }

  /// See [RequestBody#idsOf].
  int idsOf(int request, int span) {
    return sites.get(INT, sitesAt[request] + 4 + 8L * span);
  }

  /// See [RequestBody#timesOf].
  int timesOf(int request, int span) {
    return sites.get(INT, sitesAt[request] + 8 + 8L * span);
  }

  @Override
  public void close() {
    arena.close();
  }
}
