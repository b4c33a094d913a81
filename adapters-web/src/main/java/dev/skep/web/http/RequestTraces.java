package dev.skep.web.http;

import dev.skep.application.selftrace.OwnTraces;
import dev.skep.application.selftrace.SpanNotes;
import dev.skep.application.selftrace.TraceParent;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// Makes a span of Skep's own of each request that a route answers, named by method and route. What
/// callers make up (the query, the host) is left out, and of the path only what a route with a star
/// does not say itself is noted. The answer says where the span is.
///
/// Source: OpenTelemetry semantic conventions, "HTTP server span".
final class RequestTraces {
  private static final HeaderName TRACE_PARENT = HeaderNames.create(TraceParent.HEADER);
  private static final String POSITION = RequestTraces.class.getName();
  private static final int LONGEST_PATH = 200;

  private final OwnTraces traces;

  RequestTraces(OwnTraces traces) {
    this.traces = traces;
  }

  Handler traced(Method method, String route, Handler handler) {
    String name = method.text() + " " + route;
    return (request, response) -> {
      Optional<HttpException> refused =
          traces.<Optional<HttpException>, Exception>request(
              name,
              Requests.header(request, TRACE_PARENT),
              span -> {
                describe(span, method, route, request);
                span.position()
                    .ifPresent(position -> response.header(TRACE_PARENT, position.header()));
                try {
                  handler.handle(request, response);
                  answered(span, response.status());
                } catch (HttpException e) {
                  answered(span, e.status());
                  return Optional.of(e);
                }
                return Optional.empty();
              });
      if (refused.isPresent()) {
        throw refused.get();
      }
    };
  }

  /// The trace that a request is recorded in, for the log; empty if it is not.
  static String traceOf(ServerRequest request) {
    return request.context().get(POSITION, String.class).orElse("");
  }

  private static void describe(SpanNotes span, Method method, String route, ServerRequest request) {
    span.put("http.request.method", method.text());
    span.put("http.route", route);
    span.put("url.scheme", "http");
    if (route.endsWith("*")) {
      String path = Requests.rawPath(request);
      span.put("url.path", path.substring(0, Math.min(path.length(), LONGEST_PATH)));
    }
    // Should it fail, the answer is made after the span has ended.
    span.put("http.response.status_code", Status.INTERNAL_SERVER_ERROR_500.code());
    span.position()
        .ifPresent(position -> request.context().register(POSITION, position.traceId().value()));
  }

  private static void answered(SpanNotes span, Status status) {
    span.put("http.response.status_code", status.code());
    if (status.code() >= Status.INTERNAL_SERVER_ERROR_500.code()) {
      span.fail(Integer.toString(status.code()), "");
    }
  }
}
