package dev.skep.benchmarks.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One trace of very many spans, as OTLP in JSON.
public record BigTrace(Shape shape, int spans, String traceId) {
  private static final int SPANS_OF_A_BODY = 5_000;
  private static final int NAMES = 50;
  private static final int ERRORS = 997;
  private static final long START = 1_773_756_000_000_000_000L;

  /// Who is whose parent.
  public enum Shape {
    CHAIN,
    STAR,
    TREE,
    CYCLE,
    ORPHANS;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The number of a span's parent; 0 for none.
    int parent(int number, int spans) {
      return switch (this) {
        case CHAIN -> number - 1;
        case STAR -> number == 1 ? 0 : 1;
        case TREE -> number / 4;
        case CYCLE -> number == 1 ? spans : number - 1;
        case ORPHANS -> spans + number;
      };
    }
  }

  /// A trace with an id of its own.
  ///
  /// @param number from 1 on
  public static BigTrace of(Shape shape, int spans, int number) {
    return new BigTrace(shape, spans, "%032x".formatted(0xb16 + number));
  }

  public static String spanId(int number) {
    return "%016x".formatted(number);
  }

  /// The requests that post it.
  public List<byte[]> bodies() {
    List<byte[]> bodies = new ArrayList<>();
    for (int first = 1; first <= spans; first += SPANS_OF_A_BODY) {
      int last = Math.min(spans, first + SPANS_OF_A_BODY - 1);
      StringBuilder body = new StringBuilder("{\"resourceSpans\":[");
      for (int service = 0; service < 5; service++) {
        body.append(service == 0 ? "" : ",")
            .append("{\"resource\":{\"attributes\":[")
            .append(attribute("service.name", "service-" + service))
            .append("]},\"scopeSpans\":[{\"spans\":[");
        boolean comma = false;
        for (int number = first; number <= last; number++) {
          if (number % 5 == service) {
            body.append(comma ? "," : "").append(span(number));
            comma = true;
          }
        }
        body.append("]}]}");
      }
      bodies.add(body.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }
    return bodies;
  }

  private String span(int number) {
    int parent = shape.parent(number, spans);
    long start = START + number * 1_000L;
    return "{\"traceId\":\""
        + traceId
        + "\",\"spanId\":\""
        + spanId(number)
        + (parent == 0 ? "" : "\",\"parentSpanId\":\"" + spanId(parent))
        + "\",\"name\":\"step "
        + number % NAMES
        + "\",\"kind\":"
        + (number % 2 + 2)
        + ",\"startTimeUnixNano\":\""
        + start
        + "\",\"endTimeUnixNano\":\""
        + (start + (spans - number + 1) * 1_500L)
        + "\""
        + (number % ERRORS == 0 ? ",\"status\":{\"code\":2,\"message\":\"failed\"}" : "")
        + ",\"attributes\":["
        + attribute("http.request.method", "GET")
        + ","
        + attribute("url.path", "/users/" + number % 97)
        + ","
        + attribute("server.address", "10.0.0." + number % 7)
        + "]}";
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
  }
}
