package dev.skep.domain.calls;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who called whom in a time range.
///
/// A call between services is an entry span, in the minute in which it began, with its duration and
/// its error:
///
/// - Its parent is not stored, or it has none: the call came from outside.
/// - Its parent is of another service, or is a client or producer span: the parent's service called
///   the span's.
/// - Otherwise a service went on by itself, and nobody called anybody.
///
/// A client or producer span that is the parent of no entry span is a call too, of whom the span
/// says, who sends no spans; with the duration, the error and the minute of the client.
///
/// The parent is the span of the same trace with the id that the child names; of several the one
/// that was stored first. No span is its own parent.
///
/// @param edges by caller, then callee
public record ServiceMap(List<ServiceEdge> edges, Folded folded) {
  public ServiceMap {
    edges = List.copyOf(edges);
  }

  /// The definition: what any store must answer whose spans these are.
  ///
  /// @param spans in the order in which they were stored
  public static ServiceMap of(List<Span> spans, Minutes range) {
    Map<Place, Span> firsts = HashMap.newHashMap(spans.size());
    for (Span span : spans) {
      firsts.putIfAbsent(Place.of(span), span);
    }
    Map<Pair, CallTally> tallies = new HashMap<>();
    Set<Span> answered = new HashSet<>();
    for (Span span : spans) {
      if (span.kind().isEntry()) {
        Optional<Span> parent = parent(span, firsts);
        parent.ifPresent(answered::add);
        Party caller = parent.<Party>map(ServiceMap::service).orElse(new Party.Outside());
        if (parent.isEmpty() || isCall(parent.get(), span)) {
          count(tallies, new Pair(caller, service(span)), span, range);
        }
      }
    }
    for (Span span : spans) {
      if (span.kind().isExit() && !answered.contains(span)) {
        var peer = new Party.Uninstrumented(Peer.of(span).name());
        count(tallies, new Pair(service(span), peer), span, range);
      }
    }
    return new ServiceMap(edges(tallies), Folded.NOTHING);
  }

  private static Optional<Span> parent(Span span, Map<Place, Span> firsts) {
    return span.parent() instanceof Parent.Of(SpanId id) && !id.equals(span.spanId())
        ? Optional.ofNullable(firsts.get(new Place(span.traceId(), id)))
        : Optional.empty();
  }

  private static boolean isCall(Span parent, Span entry) {
    return parent.kind().isExit() || !parent.serviceName().equals(entry.serviceName());
  }

  private static Party.Service service(Span span) {
    return new Party.Service(span.serviceName());
  }

  private static void count(Map<Pair, CallTally> tallies, Pair pair, Span span, Minutes range) {
    if (range.contains(span)) {
      tallies
          .computeIfAbsent(pair, none -> new CallTally())
          .add(span.durationNano(), span.isError());
    }
  }

  private static List<ServiceEdge> edges(Map<Pair, CallTally> tallies) {
    List<ServiceEdge> edges = new ArrayList<>();
    tallies.forEach((pair, tally) -> edges.add(ServiceEdge.of(pair.caller, pair.callee, tally)));
    edges.sort(ServiceEdge.ORDER);
    return edges;
  }

  private record Place(TraceId traceId, SpanId spanId) {
    static Place of(Span span) {
      return new Place(span.traceId(), span.spanId());
    }
  }

  private record Pair(Party caller, Party callee) {}
}
