package dev.skep.web.http;

import dev.skep.application.FailureLog;
import dev.skep.application.StorageUnavailableException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/// Answers what no page answers: unknown addresses, wrong methods, refusals and failures. JSON
/// below `/api` and `/health`, HTML elsewhere. Never repeats input and never shows internals: a
/// failure is logged under an id, and the id is shown.
public final class ErrorReplies {
  /// What a program is told that shows no token, or a wrong one.
  public static final String SHOW_TOKEN =
      "Send the access token of the Explorer as \"Authorization: Bearer TOKEN\", or as the password"
          + " of Basic authentication. An ingest key does not read.";

  private static final System.Logger LOG = System.getLogger(ErrorReplies.class.getName());

  private static final Status HEADERS_TOO_LARGE =
      Status.create(431, "Request Header Fields Too Large");

  /// What the server says of too many headers, which it takes for any other bad request.
  private static final String TOO_MANY_HEADERS = "Header size exceeded";

  private final Replies replies;
  private final FailureLog failures;

  /// @param failures where what fails is counted and logged
  public ErrorReplies(Replies replies, FailureLog failures) {
    this.replies = replies;
    this.failures = failures;
  }

  public void register(HttpRouting.Builder routing) {
    routing.error(HttpException.class, this::refused);
    routing.error(StorageUnavailableException.class, this::unavailable);
    routing.error(Throwable.class, this::failed);
  }

  /// Answers to requests that are broken before any route is looked for: as short as can be, and
  /// with the security headers, which no filter could add.
  public static DirectHandlers directHandlers() {
    var handlers = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, ErrorReplies::direct);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse direct(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType event,
      Status found,
      ServerResponseHeaders headers,
      String message) {
    Status status = TOO_MANY_HEADERS.equals(message) ? HEADERS_TOO_LARGE : found;
    SecurityHeaders.addTo(headers);
    headers.set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(event.keepAlive())
        .entity(status.reasonPhrase())
        .build();
  }

  public void methodNotAllowed(ServerRequest request, ServerResponse response, String allowed) {
    response.header(HeaderNames.ALLOW, allowed);
    problem(request, response, Status.METHOD_NOT_ALLOWED_405, "This address does not take that.");
  }

  public void forbidden(ServerRequest request, ServerResponse response, String why) {
    problem(request, response, Status.FORBIDDEN_403, why);
  }

  /// To a program that shows no token, or a wrong one.
  public void unauthorized(ServerRequest request, ServerResponse response) {
    problem(request, response, Status.UNAUTHORIZED_401, SHOW_TOKEN);
  }

  public void notFound(ServerRequest request, ServerResponse response) {
    problem(request, response, Status.NOT_FOUND_404, "There is nothing at this address.");
  }

  private void refused(ServerRequest request, ServerResponse response, HttpException e) {
    if (e.status().equals(Status.NOT_FOUND_404)) {
      notFound(request, response);
    } else if (e.status().code() < Status.INTERNAL_SERVER_ERROR_500.code()) {
      problem(request, response, e.status(), "The request cannot be answered as it stands.");
    } else {
      failed(request, response, e);
    }
  }

  private void unavailable(
      ServerRequest request, ServerResponse response, StorageUnavailableException e) {
    problem(request, response, Status.SERVICE_UNAVAILABLE_503, String.valueOf(e.getMessage()));
  }

  private void failed(ServerRequest request, ServerResponse response, Throwable e) {
    String doing = "answering " + request.prologue().method().text() + trace(request);
    String id = failures.add(LOG, doing, e);
    problem(
        request,
        response,
        Status.INTERNAL_SERVER_ERROR_500,
        "Something went wrong here. The log of this server tells more under " + id + ".");
  }

  private static String trace(ServerRequest request) {
    String traceId = RequestTraces.traceOf(request);
    return traceId.isEmpty() ? "" : ", trace " + traceId;
  }

  private void problem(
      ServerRequest request, ServerResponse response, Status status, String message) {
    if (Requests.isApi(request)) {
      replies.send(request, response, JsonReply.error(status.code(), message));
    } else {
      Map<String, Object> model =
          Map.of("code", status.code(), "phrase", status.reasonPhrase(), "message", message);
      String page = "errors/problem";
      replies.send(request, response, new View(status.code(), page, page, model));
    }
  }
}
