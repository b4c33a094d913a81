package dev.skep.forward;

import dev.skep.application.FailureLog;
import dev.skep.application.Forwarding;
import dev.skep.application.port.SpanForwarder;
import dev.skep.domain.trace.Span;
import dev.skep.otlp.encode.ExportRequests;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Sends spans on as OTLP over HTTP: protobuf, compressed, one request at a time.
///
/// Whoever hands over spans pays for writing them as protobuf, so that what waits is counted in
/// bytes that are really there; everything else is done by one thread. What the other side cannot
/// take now is sent again, for as long as there is room for what comes meanwhile. Spans for which
/// there is no room are not written as protobuf.
public final class OtlpForwarder implements SpanForwarder {
  private static final Logger LOG = System.getLogger(OtlpForwarder.class.getName());

  private final ForwardSettings.To to;
  private final Pace pace;
  private final ForwardQueue queue;
  private final Exporter exporter;
  private final Function<List<Span>, List<Chunk>> encoder;
  private final FailureLog failures = new FailureLog(System::nanoTime);
  private final Thread sending = Thread.ofVirtual().name("forward").unstarted(this::work);
  private volatile String trouble = "";

  private OtlpForwarder(
      ForwardSettings.To to, Pace pace, Clock clock, Function<List<Span>, List<Chunk>> encoder) {
    this.to = to;
    this.pace = pace;
    this.encoder = encoder;
    this.queue = new ForwardQueue(to.queueBytes());
    this.exporter = new Exporter(to, pace.patience(), clock);
  }

  /// Begins to send.
  public static OtlpForwarder start(ForwardSettings.To to, Clock clock) {
    return start(to, Pace.USUAL, clock);
  }

  static OtlpForwarder start(ForwardSettings.To to, Pace pace, Clock clock) {
    return start(to, pace, clock, Chunk::of);
  }

  static OtlpForwarder start(
      ForwardSettings.To to, Pace pace, Clock clock, Function<List<Span>, List<Chunk>> encoder) {
    var forwarder = new OtlpForwarder(to, pace, clock, encoder);
    forwarder.sending.start();
    return forwarder;
  }

  @Override
  public void forward(List<Span> spans) {
    if (!queue.admits(spans.size())) {
      return;
    }
    List<Span> sendable = spans.stream().filter(ExportRequests::canCarry).toList();
    if (sendable.size() < spans.size()) {
      queue.addUnsendable(spans.size() - sendable.size());
    }
    try {
      queue.add(encoder.apply(sendable));
    } catch (RuntimeException e) {
      // They are stored, and their sender is to be told so whatever is the matter here.
      queue.addUnsendable(sendable.size());
      failures.add(LOG, "writing spans as protobuf to send them on", e);
    }
  }

  @Override
  public Forwarding state() {
    return queue.figures(to.endpoint().toString(), trouble);
  }

  @Override
  public void close() {
    queue.close();
    try {
      if (!sending.join(pace.goodbye())) {
        sending.interrupt();
        sending.join(pace.goodbye());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exporter.close();
    }
    long left = queue.dropAll();
    if (left > 0) {
      LOG.log(Level.WARNING, left + " spans were stored and not sent on to " + to.endpoint());
    }
  }

  private void work() {
    int failures = 0;
    try {
      for (Optional<List<Chunk>> chunks = queue.take(); chunks.isPresent(); chunks = queue.take()) {
        failures = send(chunks.get(), failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Sends these until they are taken, refused or in the way of what came since. Pauses after each
  /// attempt in vain: to compress one piece after the other for nobody would take the time of those
  /// who store.
  ///
  /// @param before how many attempts in a row were in vain until now
  /// @return how many are so now
  private int send(List<Chunk> chunks, int before) throws InterruptedException {
    for (int failures = before; ; ) {
      switch (exporter.post(chunks)) {
        case Attempt.Taken(long rejected) -> {
          tell(Level.INFO, "");
          queue.settle(rejected);
          return 0;
        }
        case Attempt.Refused(String why) -> {
          tell(Level.WARNING, why);
          queue.settle(Long.MAX_VALUE);
          return 0;
        }
        case Attempt.Later(String why, Duration wish) -> {
          tell(Level.WARNING, why);
          failures++;
          Duration pause = pace.pause(failures, ThreadLocalRandom.current());
          queue.pause((wish.compareTo(pause) > 0 ? wish : pause).toNanos());
          if (queue.isFull() || queue.isClosed()) {
            queue.drop();
            return failures;
          }
        }
      }
    }
  }

  /// Logs when it is another story than before.
  private void tell(Level level, String news) {
    if (!news.equals(trouble)) {
      trouble = news;
      LOG.log(
          level,
          news.isEmpty()
              ? "Spans are sent on to " + to.endpoint() + " again."
              : "Spans cannot be sent on: " + to.endpoint() + " " + news + ".");
    }
  }
}
