package dev.skep.benchmarks.traffic;

import static dev.skep.benchmarks.traffic.TrafficFile.LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// A traffic file played over and over, each round as new traffic: identifiers are XORed with a
/// mask of the round, times are moved on, so that one round follows the other and the last trace
/// starts before a given time. Shapes and sizes stay as they are.
public final class Replay implements Requests {
  private static final byte HAS_PARENT = 8;

  private final TrafficFile file;
  private final long requests;
  private final long spans;
  private final Round[] rounds;

  /// What makes a round differ from the file.
  private record Round(long traceHigh, long traceLow, long span, long shift) {}

  /// @param atLeast how many spans to play; the request that reaches it is played whole
  /// @param endNanos when the traffic ends, in nanoseconds since 1970
  /// @param seed decides on the masks
  public Replay(TrafficFile file, long atLeast, long endNanos, long seed) {
    this.file = file;
    long whole = Math.max(0, (atLeast - 1) / file.spans());
    int last = 0;
    long played = whole * file.spans();
    while (played < atLeast) {
      played += file.spansOf(last++);
    }
    spans = played;
    requests = whole * file.requests() + last;
    rounds = new Round[(int) whole + 1];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < rounds.length; i++) {
      long start = endNanos - (rounds.length - i) * file.coveredNanos();
      rounds[i] =
          new Round(
              random.nextLong(), random.nextLong(), random.nextLong(), start - file.startNanos());
    }
  }

  @Override
  public long requests() {
    return requests;
  }

  public long spans() {
    return spans;
  }

  /// When the first of the traffic starts, in nanoseconds since 1970.
  public long startNanos() {
    return file.startNanos() + rounds[0].shift();
  }

  @Override
  public int largestBody() {
    return file.largestBody();
  }

  @Override
  public int spansOf(long request) {
    return file.spansOf(inFile(request));
  }

  @Override
  public int copy(long request, MemorySegment target, long at) {
    int number = inFile(request);
    MemorySegment body = file.body(number);
    MemorySegment.copy(body, 0, target, at, body.byteSize());
    Round round = round(request);
    int count = file.spansOf(number);
    for (int span = 0; span < count; span++) {
      long ids = at + file.idsOf(number, span);
      mask(target, ids, round.traceHigh());
      mask(target, ids + 8, round.traceLow());
      mask(target, ids + 18, round.span());
      if (target.get(ValueLayout.JAVA_BYTE, ids + 27) == HAS_PARENT) {
        mask(target, ids + 28, round.span());
      }
      long times = at + file.timesOf(number, span);
      shift(target, times, round.shift());
      shift(target, times + 9, round.shift());
    }
    return (int) body.byteSize();
  }

  /// The trace id of a span as it is played: 32 hexadecimal digits.
  public String traceId(long request, int span) {
    int number = inFile(request);
    MemorySegment body = file.body(number);
    int ids = file.idsOf(number, span);
    Round round = round(request);
    return hex(body.get(LONG, ids) ^ round.traceHigh())
        + hex(body.get(LONG, ids + 8L) ^ round.traceLow());
  }

  private static String hex(long littleEndian) {
    return HexFormat.of().toHexDigits(Long.reverseBytes(littleEndian));
  }

  private int inFile(long request) {
    return (int) (request % file.requests());
  }

  private Round round(long request) {
    return rounds[(int) (request / file.requests())];
  }

  private static void mask(MemorySegment target, long at, long mask) {
    target.set(LONG, at, target.get(LONG, at) ^ mask);
  }

  private static void shift(MemorySegment target, long at, long by) {
    target.set(LONG, at, target.get(LONG, at) + by);
  }
}
