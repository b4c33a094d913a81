package dev.skep.domain.calls;

import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.InstanceIdentity;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.UnixNano;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What sent spans, and when: whether they are calls or not.
///
/// @param emitters in the order of [#ORDER]
public record SeenServices(List<Seen> emitters) {
  /// By service, then whatever tells its emitters apart.
  public static final Comparator<Seen> ORDER =
      Comparator.comparing((Seen seen) -> seen.emitter().serviceName())
          .thenComparing(seen -> seen.emitter().toString());

  /// One process or container of a service, as far as it says which it is; else all of those
  /// together that say the same.
  ///
  /// @param namespace `service.namespace`, or empty
  public record Emitter(
      String serviceName, String namespace, Agent agent, InstanceIdentity instance) {
    public static Emitter of(Resource resource) {
      return new Emitter(
          resource.serviceName(),
          resource.attributes().text(SemanticAttributes.SERVICE_NAMESPACE).orElse(""),
          Agent.of(resource.attributes()),
          InstanceIdentity.of(resource.attributes()));
    }
  }

  /// That an emitter was there: from the beginning of its first stored span to that of its last, as
  /// positions in time; see [UnixNano].
  public record Seen(Emitter emitter, long first, long last) {
    public Seen(Emitter emitter, Span span) {
      this(emitter, UnixNano.position(span.start()), UnixNano.position(span.start()));
    }

    public Seen and(Seen other) {
      return new Seen(emitter, Math.min(first, other.first), Math.max(last, other.last));
    }

    public Instant lastTime() {
      return UnixNano.toInstant(last);
    }

    /// Whether it was there at some time of these minutes.
    public boolean isIn(Minutes range) {
      return first / Minutes.NANOS_OF_ONE < range.end()
          && last / Minutes.NANOS_OF_ONE >= range.first();
    }
  }

  public SeenServices {
    emitters = List.copyOf(emitters);
  }

  /// The definition: what any store must answer whose spans these are.
  public static SeenServices of(List<Span> spans) {
    List<Seen> seen = new ArrayList<>();
    spans.forEach(span -> seen.add(new Seen(Emitter.of(span.resource()), span)));
    return together(seen);
  }

  /// One of each emitter, whatever was found of it in different places.
  public static SeenServices together(List<Seen> parts) {
    Map<Emitter, Seen> whole = new HashMap<>();
    parts.forEach(part -> whole.merge(part.emitter(), part, Seen::and));
    return new SeenServices(whole.values().stream().sorted(ORDER).toList());
  }
}
