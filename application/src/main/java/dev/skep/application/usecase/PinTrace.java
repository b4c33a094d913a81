package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.PinnedTraces;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.trace.PinnedTrace;
import dev.skep.domain.trace.TraceId;
import java.time.Clock;
import java.util.List;

/// Keeps a trace for longer than all others.
public final class PinTrace {
  /// How many traces can be pinned at once.
  public static final int MOST = 1_000;

  private final PinnedTraces pins;
  private final TraceReader traces;
  private final Clock clock;

  public PinTrace(PinnedTraces pins, TraceReader traces, Clock clock) {
    this.pins = pins;
    this.traces = traces;
    this.clock = clock;
  }

  /// Pins a trace that is stored.
  ///
  /// @param note at most [PinnedTrace#MAX_NOTE_LENGTH] units long
  /// @throws StorageUnavailableException if the store cannot do it now
  public Outcome pin(TraceId traceId, String note) {
    if (traces.find(traceId).isEmpty()) {
      return new Outcome.NoSuchTrace();
    }
    List<PinnedTrace> pinned = pins.all();
    if (pinned.size() >= MOST && pinned.stream().noneMatch(p -> p.traceId().equals(traceId))) {
      return new Outcome.TooMany();
    }
    PinnedTrace pin = new PinnedTrace(traceId, note, clock.instant());
    pins.pin(pin);
    return new Outcome.Pinned(pin);
  }

  /// What became of a wish to pin.
  public sealed interface Outcome {
    /// It is pinned.
    record Pinned(PinnedTrace pin) implements Outcome {}

    /// No span of the trace is stored.
    record NoSuchTrace() implements Outcome {}

    /// [#MOST] others are pinned.
    record TooMany() implements Outcome {}
  }
}
