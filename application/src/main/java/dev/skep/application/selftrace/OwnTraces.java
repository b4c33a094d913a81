package dev.skep.application.selftrace;

import dev.skep.application.port.SpanWriter;
import dev.skep.application.port.WorkObserver.Work;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Records what Skep itself does as traces: requests of readers as source `http`, runs of jobs as
/// source `scheduler`. Only whoever begins a trace decides whether it is recorded; what is done on
/// the way becomes spans below it, and outside of any trace just happens.
///
/// Storing these traces is no part of any trace, so that none leads to another.
public final class OwnTraces implements AutoCloseable {
  private static final ScopedValue<OwnSpan> CURRENT = ScopedValue.newInstance();

  private final boolean recording;
  private final Resource resource;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final RandomGenerator random = new SecureRandom();
  private final Allowance requests;
  private final Allowance jobs;
  private final Outbox outbox = new Outbox();
  private final LongAdder overRate = new LongAdder();
  private final LongAdder overSize = new LongAdder();
  private @Nullable Thread writing;

  /// @param resource what is said of Skep itself
  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public OwnTraces(Resource resource, Clock clock, LongSupplier nanoTime) {
    this(true, resource, clock, nanoTime);
  }

  private OwnTraces(boolean recording, Resource resource, Clock clock, LongSupplier nanoTime) {
    this.recording = recording;
    this.resource = resource;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.requests = new Allowance(nanoTime);
    this.jobs = new Allowance(nanoTime);
  }

  /// Records nothing.
  public static OwnTraces off() {
    return new OwnTraces(false, Resource.UNKNOWN, Clock.systemUTC(), System::nanoTime);
  }

  /// Stores what is recorded with this writer. What was recorded before it has waited.
  public synchronized void storeWith(SpanWriter writer) {
    if (recording && writing == null) {
      writing = outbox.start(writer);
    }
  }

  /// Serves a request of a reader.
  ///
  /// @param name method and route
  /// @param traceParent what the caller says of himself in the header of that name, or empty
  public <T, X extends Exception> T request(String name, String traceParent, Noted<T, X> work)
      throws X {
    Optional<TraceParent> caller = TraceParent.parse(traceParent);
    if (!recording || !caller.map(TraceParent::sampled).orElse(true) || !allowed(requests)) {
      return work.run(SpanNotes.UNRECORDED);
    }
    TraceId id = caller.map(TraceParent::traceId).orElseGet(this::newTraceId);
    Parent parent = caller.map(asked -> Parent.of(asked.spanId())).orElse(Parent.NONE);
    Recording request = recording(id, TraceSource.HTTP);
    return record(request, new OwnSpan(request, parent, name, SpanKind.SERVER), work);
  }

  /// Runs a job.
  public <T, X extends Exception> T job(String name, Noted<T, X> work) throws X {
    if (!recording || !allowed(jobs)) {
      return work.run(SpanNotes.UNRECORDED);
    }
    Recording run = recording(newTraceId(), TraceSource.SCHEDULER);
    return record(run, new OwnSpan(run, Parent.NONE, name, SpanKind.INTERNAL), work);
  }

  /// Does a part of what the thread is doing.
  ///
  /// @param name one of few
  public <T, X extends Exception> T part(String name, Work<T, X> work) throws X {
    OwnSpan parent = CURRENT.isBound() ? CURRENT.get() : null;
    return parent == null || !parent.mayHaveChild()
        ? work.run()
        : within(parent.child(name), span -> work.run());
  }

  /// Does something with a segment, as a part of what the thread is doing.
  ///
  /// @param name one of few
  public <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X {
    OwnSpan parent = CURRENT.isBound() ? CURRENT.get() : null;
    if (parent == null || !parent.beginSegment(name, number)) {
      return work.run();
    }
    try {
      return work.run();
    } finally {
      parent.endSegment(name, number);
    }
  }

  public OwnTraceFigures figures() {
    return new OwnTraceFigures(
        recording,
        outbox.stored(),
        overRate.sum(),
        overSize.sum(),
        outbox.noRoom(),
        outbox.notStored());
  }

  /// Records nothing more, and stores what waits.
  @Override
  public void close() {
    outbox.close();
    Thread thread;
    synchronized (this) {
      thread = writing;
    }
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <T, X extends Exception> T record(Recording trace, OwnSpan root, Noted<T, X> work)
      throws X {
    try {
      trace.mayBegin();
      return within(root, work);
    } finally {
      overSize.add(trace.left());
      outbox.add(trace.spans());
    }
  }

  private static <T, X extends Exception> T within(OwnSpan span, Noted<T, X> work) throws X {
    try {
      return ScopedValue.where(CURRENT, span).<T, X>call(() -> work.run(span));
    } catch (Throwable e) {
      span.fail(e.getClass().getName(), "");
      throw e;
    } finally {
      span.end();
    }
  }

  private boolean allowed(Allowance allowance) {
    boolean allowed = allowance.take();
    if (!allowed) {
      overRate.increment();
    }
    return allowed;
  }

  private Recording recording(TraceId id, TraceSource source) {
    return new Recording(id, source, resource, random, clock.instant(), nanoTime);
  }

  private TraceId newTraceId() {
    return TraceId.of(Recording.notZero(random), random.nextLong());
  }

  /// Something to be done under a span.
  ///
  /// @param <T> what comes of it
  /// @param <X> how it fails
  @FunctionalInterface
  public interface Noted<T, X extends Exception> {
    /// Does it.
    ///
    /// @param span of which something can be said
    T run(SpanNotes span) throws X;
  }
}
