package dev.skep.persistence.rollup;

import dev.skep.domain.anatomy.RequestParts;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.Peer;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts the calls of one segment while its spans are stored, in the transaction that stores them.
/// Used by the writer thread.
///
/// Every number is a sum, so that segments can be added up: a client span is a call to its peer
/// when it is stored, and that call is taken back when an entry span names it as its parent; an
/// entry span is a call from outside, and that is taken back when its parent comes. A call and its
/// taking back belong to the same minute, in which the client or the entry span began.
///
/// Begins anew with each connection: what was stored before it is found through [OlderSpans]. So
/// after a transaction that failed, a new one is needed.
public final class RollUpWriter {
  // Of traces that go on from before; so many of their spans.
  private static final int MOST_OLDER_SPANS = 100_000;

  private final OpenSpans index;
  private final OlderSpans olderSpans;
  private final long seed;
  private final int firstSpan;
  private final CallNames names;
  private final Counts operations;
  private final Counts edges;
  private final ResourceTimes resources;
  private final KeptQuarters quarters;
  private final WaitingCalls waiting;
  private final LeavingCalls leaving;
  private final Map<TraceId, OlderTrace> older = new HashMap<>();
  private int olderCount;
  // Older client and producer spans that an entry span has named as its parent meanwhile.
  private final Set<Long> answered = new HashSet<>();
  // By id in `operations`: its party and kind; and its row of `call_operations`.
  private int[] traits = new int[64];
  private int[] rolledUp = new int[64];

  /// Counts for one segment.
  ///
  /// @param index of the segment; spans that are in it now were stored before
  /// @param seed a number that senders do not know
  public RollUpWriter(Connection connection, OpenSpans index, OlderSpans olderSpans, long seed)
      throws SQLException {
    this(connection, index, olderSpans, seed, RollUpLimits.USUAL);
  }

  RollUpWriter(
      Connection connection, OpenSpans index, OlderSpans olderSpans, long seed, RollUpLimits limits)
      throws SQLException {
    this.index = index;
    this.olderSpans = olderSpans;
    this.seed = seed;
    firstSpan = index.count();
    names = new CallNames(connection, limits);
    resources = new ResourceTimes(connection);
    operations = new Counts(connection, CountsTable.OPERATIONS);
    edges = new Counts(connection, CountsTable.EDGES);
    quarters = KeptQuarters.of(connection, limits.quarters());
    waiting = new WaitingCalls(limits.waiting());
    leaving = new LeavingCalls(firstSpan);
  }

  /// Counts a span that is stored now and was not before.
  ///
  /// @param operationId its row of `operations`
  /// @param resourceId its row of `resources`
  /// @param number in the index, to which it was just added
  /// @param continued whether there may be spans of its trace among the older ones
  public void add(Span span, int operationId, int resourceId, int number, boolean continued)
      throws SQLException {
    resources.note(resourceId, UnixNano.position(span.start()));
    int traits = traits(operationId, span);
    int trace = index.traceOf(number);
    OlderTrace before = continued ? older(span.traceId()) : OlderTrace.NOTHING;
    SpanKind kind = span.kind();
    if (kind != SpanKind.INTERNAL) {
      long minute = quarters.keep(Minutes.of(span));
      long nanos = span.durationNano();
      boolean error = span.isError();
      if (kind.isEntry()) {
        operations.count(rolledUp[operationId], minute, nanos, error);
        enter(span, trace, before, Traits.party(traits), minute, nanos, error);
      } else {
        int edge = names.edge(Traits.party(traits), names.peer(Peer.of(span)));
        edges.count(edge, minute, nanos, error);
        leaving.add(number, edge, minute, nanos, error);
      }
    } else if (RequestParts.isQueue(span)) {
      long minute = quarters.keep(Minutes.of(span));
      operations.count(rolledUp[operationId], minute, span.durationNano(), span.isError());
    }
    receive(span.spanId(), number, trace, before, traits);
  }

  /// Writes what has changed. Before the commit.
  public void flush() throws SQLException {
    operations.flush();
    edges.flush();
    resources.flush();
  }

  /// Counts an entry span as called by its parent if that is known, and else from outside.
  private void enter(
      Span span, int trace, OlderTrace before, int party, long minute, long nanos, boolean error)
      throws SQLException {
    if (span.parent() instanceof Parent.Of(SpanId parent) && !parent.equals(span.spanId())) {
      if (before != OlderTrace.NOTHING) {
        var known = before.first(parent);
        if (known.isPresent()) {
          enterFrom(known.get(), before, trace, party, minute, nanos, error);
          return;
        }
      }
      int known = index.span(trace, parent);
      if (known >= firstSpan) {
        int caller = traits[index.operationOf(known)];
        call(Traits.party(caller), Traits.isExit(caller), party, minute, nanos, error);
        leaving.answer(known, edges);
        return;
      }
      waiting.add(key(trace, parent), party, minute, nanos, error);
    }
    edges.count(names.edge(CallNames.OUTSIDE, party), minute, nanos, error);
  }

  private void enterFrom(
      OlderSpan caller,
      OlderTrace before,
      int trace,
      int party,
      long minute,
      long nanos,
      boolean error)
      throws SQLException {
    int service = names.service(caller.serviceName());
    call(service, caller.kind().isExit(), party, minute, nanos, error);
    if (caller.kind().isExit() && isFirstAnswer(trace, caller.spanId(), before)) {
      edges.takeBack(
          names.edge(service, names.peer(caller.peer())),
          quarters.keep(caller.minute()),
          caller.durationNano(),
          caller.error());
    }
  }

  private boolean isFirstAnswer(int trace, SpanId id, OlderTrace before) {
    return !before.isAnswered(id)
        && answered.size() < MOST_OLDER_SPANS
        && answered.add(key(trace, id));
  }

  /// Tells the entry spans that came before it that a span is there.
  private void receive(SpanId id, int number, int trace, OlderTrace before, int traits)
      throws SQLException {
    long key = key(trace, id);
    if (waiting.mayHave(key)) {
      waiting.take(
          key, (party, minute, nanos, error) -> reach(number, traits, party, minute, nanos, error));
    }
    if (before == OlderTrace.NOTHING || before.waitingFor(id).isEmpty()) {
      return;
    }
    if (index.span(trace, id) == number) {
      for (OlderSpan entry : before.waitingFor(id)) {
        reach(
            number,
            traits,
            names.service(entry.serviceName()),
            quarters.keep(entry.minute()),
            entry.durationNano(),
            entry.error());
      }
    }
  }

  /// An entry span that was called from outside so far has found its parent.
  private void reach(int parent, int traits, int party, long minute, long nanos, boolean error)
      throws SQLException {
    edges.takeBack(names.edge(CallNames.OUTSIDE, party), minute, nanos, error);
    call(Traits.party(traits), Traits.isExit(traits), party, minute, nanos, error);
    leaving.answer(parent, edges);
  }

  private void call(int caller, boolean isExit, int callee, long minute, long nanos, boolean error)
      throws SQLException {
    if (isExit || caller != callee) {
      edges.count(names.edge(caller, callee), minute, nanos, error);
    }
  }

  private int traits(int operationId, Span span) {
    if (operationId >= traits.length) {
      int length = Math.max(operationId + 1, traits.length * 2);
      traits = Arrays.copyOf(traits, length);
      rolledUp = Arrays.copyOf(rolledUp, length);
    }
    int known = traits[operationId];
    if (known != Traits.UNKNOWN) {
      return known;
    }
    int party = names.service(span.serviceName());
    if (span.kind().isEntry() || RequestParts.isQueue(span)) {
      rolledUp[operationId] = names.operation(party, span.name(), span.kind(), span.source());
    }
    traits[operationId] = Traits.of(party, span.kind().isExit());
    return traits[operationId];
  }

  private OlderTrace older(TraceId id) throws SQLException {
    OlderTrace known = older.get(id);
    if (known != null) {
      return known;
    }
    if (olderCount > MOST_OLDER_SPANS || older.size() > MOST_OLDER_SPANS) {
      older.clear();
      olderCount = 0;
    }
    OlderTrace trace = new OlderTrace(olderSpans.of(id));
    older.put(id, trace);
    olderCount += trace.size();
    return trace;
  }

  private long key(int trace, SpanId id) {
    long hash = Hash.with(seed, trace);
    return id.isHex() ? Hash.with(hash, id.bits()) : Hash.with(hash, id.value());
  }
}
