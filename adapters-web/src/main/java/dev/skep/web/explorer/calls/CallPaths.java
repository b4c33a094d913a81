package dev.skep.web.explorer.calls;

import dev.skep.domain.calls.CalledOperation;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Party;
import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Intrinsic;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpanCondition.Comparison;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.StatusCode;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.query.PercentCode;
import dev.skep.web.query.SearchParts;
import dev.skep.web.query.UrlQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The addresses of the traces behind figures of calls. Each carries the time of the page along.
///
/// @param range the parameters that name that time
public record CallPaths(UrlQuery range) {
  public static final String SERVICES = "/services";
  public static final String MAP = "/map";

  private static final SpanCondition ENTRY =
      new SpanCondition.Or(List.of(kind(SpanKind.SERVER), kind(SpanKind.CONSUMER)));
  private static final SpanCondition EXIT =
      new SpanCondition.Or(List.of(kind(SpanKind.CLIENT), kind(SpanKind.PRODUCER)));

  /// The same addresses where a page has many of them.
  public CallLinks links() {
    return new CallLinks(range);
  }

  /// A service's page.
  public String service(String name) {
    return range.at(SERVICES + "/" + PercentCode.encode(name));
  }

  /// The map of the service and those around it.
  public String map(String name) {
    return range.with("service", name).at(MAP);
  }

  /// The traces with a span of this service.
  public String traces(String service) {
    return search(List.of(SpanCondition.serviceName(service)));
  }

  /// The traces in which the service was called.
  public String calls(String service) {
    return search(List.of(SpanCondition.serviceName(service), ENTRY));
  }

  /// The same, the slowest first.
  public String slowest(String service) {
    return slowest(List.of(SpanCondition.serviceName(service), ENTRY));
  }

  /// Those in which such a call failed.
  public String failing(String service) {
    return search(List.of(SpanCondition.serviceName(service), ENTRY, inError()));
  }

  /// Those in which such a call took at least so long, the slowest first.
  public String slow(String service, long nanos) {
    return slowest(List.of(SpanCondition.serviceName(service), ENTRY, lasting(nanos)));
  }

  /// The traces in which the service was called for this.
  public String calls(String service, CalledOperation operation) {
    return search(conditions(service, operation));
  }

  public String failing(String service, CalledOperation operation) {
    List<SpanCondition> all = conditions(service, operation);
    all.add(inError());
    return search(all);
  }

  public String slow(String service, CalledOperation operation, long nanos) {
    List<SpanCondition> all = conditions(service, operation);
    all.add(lasting(nanos));
    return slowest(all);
  }

  /// The traces in which the one called the other; nothing where a name is not known.
  public Optional<String> edge(Party caller, Party callee) {
    return switch (callee) {
      case Party.Service(String called) ->
          switch (caller) {
            case Party.Service(String calling) ->
                Optional.of(
                    at(
                        SearchParts.of(
                            new Related(
                                matching(SpanCondition.serviceName(calling)),
                                Relation.CHILD,
                                matching(
                                    SpanCondition.and(
                                        List.of(SpanCondition.serviceName(called), ENTRY)))))));
            case Party.Outside() ->
                Optional.of(search(List.of(SpanCondition.serviceName(called), ENTRY, isTop())));
            case Party.Uninstrumented _, Party.Other _ -> Optional.empty();
          };
      case Party.Uninstrumented(String peer) ->
          caller instanceof Party.Service(String calling)
              ? Optional.of(search(List.of(SpanCondition.serviceName(calling), EXIT, of(peer))))
              : Optional.empty();
      case Party.Outside _, Party.Other _ -> Optional.empty();
    };
  }

  private String search(List<SpanCondition> conditions) {
    return at(SearchParts.of(matching(SpanCondition.and(conditions))));
  }

  private String slowest(List<SpanCondition> conditions) {
    return SearchParts.of(matching(SpanCondition.and(conditions)))
        .in(range)
        .with("sort", "slowest")
        .at(TracePaths.TRACES);
  }

  private String at(SearchParts search) {
    return search.in(range).at(TracePaths.TRACES);
  }

  private static List<SpanCondition> conditions(String service, CalledOperation operation) {
    List<SpanCondition> all = new ArrayList<>();
    all.add(SpanCondition.serviceName(service));
    if (operation.name() instanceof Label.Named(String name)) {
      all.add(SpanCondition.spanName(name));
    }
    all.add(kind(operation.kind()));
    return all;
  }

  /// What a span says that called a peer of this name; the other way round than `Peer.name`.
  private static SpanCondition of(String peer) {
    List<SpanCondition> any = new ArrayList<>();
    any.add(said("peer.service", peer));
    int space = peer.indexOf(' ');
    if (space > 0) {
      any.add(
          SpanCondition.and(
              List.of(isSystem(peer.substring(0, space)), isAt(peer.substring(space + 1)))));
    } else {
      int colon = peer.lastIndexOf(':');
      any.add(isSystem(peer));
      any.add(isAt(colon > 0 ? peer.substring(0, colon) : peer));
    }
    return new SpanCondition.Or(any);
  }

  private static SpanCondition isSystem(String name) {
    return new SpanCondition.Or(
        List.of(
            said("db.system.name", name), said("db.system", name), said("messaging.system", name)));
  }

  private static SpanCondition isAt(String address) {
    return new SpanCondition.Or(
        List.of(said("server.address", address), said("net.peer.name", address)));
  }

  private static SpanCondition said(String key, String value) {
    return new Comparison(Field.attribute(Scope.SPAN, key), Operator.EQUAL, new Value.Text(value));
  }

  private static SpanCondition isTop() {
    return new Comparison(Intrinsic.NESTED_SET_PARENT, Operator.EQUAL, new Value.Whole(-1));
  }

  private static SpanCondition kind(SpanKind kind) {
    return new Comparison(Intrinsic.KIND, Operator.EQUAL, new Value.Kind(kind));
  }

  private static SpanCondition inError() {
    return new Comparison(Intrinsic.STATUS, Operator.EQUAL, new Value.Status(StatusCode.ERROR));
  }

  private static SpanCondition lasting(long nanos) {
    return new Comparison(
        Intrinsic.DURATION, Operator.AT_LEAST, new Value.Length(Duration.ofNanos(nanos)));
  }

  private static SpansetCondition matching(SpanCondition condition) {
    return new Matching(condition);
  }
}
