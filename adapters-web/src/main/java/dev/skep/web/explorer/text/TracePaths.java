package dev.skep.web.explorer.text;

import dev.skep.web.query.PercentCode;
import dev.skep.web.query.UrlQuery;

/// The addresses of the Explorer's pages.
public final class TracePaths {
  public static final String TRACES = "/traces";
  public static final String API_TRACES = "/api/v1/traces";
  public static final String COMPARE = "/compare";

  private TracePaths() {}

  /// A trace's page. Whatever is in an id is encoded, so that an id with a slash stays one segment.
  public static String trace(String traceId) {
    return TRACES + "/" + PercentCode.encode(traceId);
  }

  /// A trace beside what is usual.
  public static String compare(String traceId) {
    return UrlQuery.EMPTY.with("a", traceId).at(COMPARE);
  }

  /// The same trace as JSON.
  public static String json(String traceId) {
    return API_TRACES + "/" + PercentCode.encode(traceId);
  }

  /// The search for traces with a span of this service.
  public static String service(UrlQuery search, String serviceName) {
    return search.without("cursor").with("service", serviceName).at(TRACES);
  }
}
