package dev.skep.web.explorer.calls;

import dev.skep.domain.calls.Party;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.UrlQuery;
import java.util.Optional;

/// Short addresses of the traces behind figures of calls: tables and maps have hundreds of them,
/// and a search in full is some two hundred characters long. `/calls?service=nginx&is=failing`
/// leads to what [CallPaths#failing] says.
///
/// @param range the parameters that name the time
public record CallLinks(UrlQuery range) {
  public static final String PATH = "/calls";

  private static final String SERVICE = "service";
  private static final String CALLER = "caller";
  private static final String PEER = "peer";
  private static final String IS = "is";
  private static final String FAILING = "failing";
  private static final String OUTSIDE = "outside";
  private static final String LEAST = "least";

  public String calls(String service) {
    return of(service).at(PATH);
  }

  public String failing(String service) {
    return of(service).with(IS, FAILING).at(PATH);
  }

  public String slow(String service, long nanos) {
    return of(service).with(LEAST, Long.toString(nanos)).at(PATH);
  }

  /// The traces in which the one called the other; nothing where a name is not known.
  public Optional<String> edge(Party caller, Party callee) {
    if (new CallPaths(range).edge(caller, callee).isEmpty()) {
      return Optional.empty();
    }
    UrlQuery address =
        switch (callee) {
          case Party.Service(String name) -> range.with(SERVICE, name);
          case Party.Uninstrumented(String name) -> range.with(PEER, name);
          case Party.Outside(), Party.Other() -> range;
        };
    return Optional.of(
        (caller instanceof Party.Service(String name)
                ? address.with(CALLER, name)
                : address.with(IS, OUTSIDE))
            .at(PATH));
  }

  /// Where such an address leads.
  public static String target(UrlQuery address) {
    var paths = new CallPaths(address.only(TimeRange.PARAMETERS));
    String service = address.first(SERVICE);
    if (address.has(CALLER) || address.first(IS).equals(OUTSIDE)) {
      Party caller =
          address.has(CALLER) ? new Party.Service(address.first(CALLER)) : new Party.Outside();
      Party callee =
          address.has(PEER)
              ? new Party.Uninstrumented(address.first(PEER))
              : new Party.Service(service);
      return paths.edge(caller, callee).orElse(TracePaths.TRACES);
    }
    if (address.first(LEAST).matches("[0-9]{1,18}")) {
      return paths.slow(service, Long.parseLong(address.first(LEAST)));
    }
    return address.first(IS).equals(FAILING) ? paths.failing(service) : paths.calls(service);
  }

  private UrlQuery of(String service) {
    return range.with(SERVICE, service);
  }
}
