package dev.skep.benchmarks.traffic;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Traffic to be made.
///
/// @param spans how many, exactly
/// @param minutes the time they cover
/// @param spansPerRequest the most spans of one request
public record Traffic(long spans, int minutes, int spansPerRequest, long seed) {
  /// When all traffic starts, in nanoseconds since 1970: at no time in particular.
  private static final long START =
      Instant.parse("2026-01-15T00:00:00Z").getEpochSecond() * 1_000_000_000L;

  private static final double SPANS_PER_TRACE = 4.4;
  private static final int BUFFER = 1 << 20;

  public Traffic {
    if (spans < 1 || minutes < 1 || spansPerRequest < 3) {
      throw new IllegalArgumentException(
          "traffic needs a span, a minute, and requests of three spans at least");
    }
  }

  /// Writes the requests to `file` and where their spans stand to a file beside it; [TrafficFile]
  /// says how.
  public void writeTo(Path file) throws IOException {
    try (DataOutputStream bodies = buffered(file);
        DataOutputStream sites = buffered(TrafficFile.sitesOf(file))) {
      sites.writeLong(Long.reverseBytes(START));
      sites.writeLong(Long.reverseBytes(coveredNanos()));
      new Making(bodies, sites).run();
    }
    // Written back now, not while somebody takes the time of another's syncs.
    sync(file);
    sync(TrafficFile.sitesOf(file));
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private static DataOutputStream buffered(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  private static void writeInt(DataOutputStream out, int value) throws IOException {
    out.writeInt(Integer.reverseBytes(value));
  }

  private long coveredNanos() {
    return minutes * 60_000_000_000L;
  }

  /// The making of one file.
  private final class Making {
    private final Chance chance = new Chance(seed);
    private final Journeys journeys = new Journeys(chance);
    private final RequestBody body = new RequestBody(START);
    private final DataOutputStream bodies;
    private final DataOutputStream sites;
    private final List<MadeSpan> waiting = new ArrayList<>();
    private int waitingSpans;

    Making(DataOutputStream bodies, DataOutputStream sites) {
      this.bodies = bodies;
      this.sites = sites;
    }

    void run() throws IOException {
      double covered = coveredNanos();
      double jitter = Math.min(3 * covered * SPANS_PER_TRACE / spans, covered);
      long made = 0;
      while (made < spans) {
        double due = (double) made / spans * (covered - jitter);
        long start = (long) (due + chance.share() * jitter);
        List<MadeSpan> trace = atMost(spans - made, journeys.trace(start));
        for (MadeSpan span : trace) {
          send(span);
          made += span.spans();
        }
      }
      flush();
    }

    /// The whole trace, or of the very last one as much as is still wanted.
    private List<MadeSpan> atMost(long wanted, List<MadeSpan> trace) {
      if (trace.stream().mapToInt(MadeSpan::spans).sum() <= wanted) {
        return trace;
      }
      trace.forEach(MadeSpan::hideQueue);
      return trace.subList(0, (int) Math.min(wanted, trace.size()));
    }

    private void send(MadeSpan span) throws IOException {
      if (waitingSpans + span.spans() > spansPerRequest) {
        flush();
      }
      waiting.add(span);
      waitingSpans += span.spans();
    }

    private void flush() throws IOException {
      if (waiting.isEmpty()) {
        return;
      }
      body.encode(waiting);
      writeInt(bodies, body.length());
      bodies.write(body.bytes(), 0, body.length());
      writeInt(sites, body.spans());
      for (int span = 0; span < body.spans(); span++) {
        writeInt(sites, body.idsOf(span));
        writeInt(sites, body.timesOf(span));
      }
      waiting.clear();
      waitingSpans = 0;
    }
  }
}
