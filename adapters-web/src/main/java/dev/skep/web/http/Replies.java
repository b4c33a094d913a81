package dev.skep.web.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/// Sends pages, pieces of pages, and JSON.
public final class Replies {
  private static final HeaderName HX_REDIRECT = HeaderNames.create("HX-Redirect");
  private static final String RETRY_SECONDS = "5";

  private final Html html;
  private final Clock clock;

  public Replies(Html html, Clock clock) {
    this.html = html;
    this.clock = clock;
  }

  /// The page, or its piece when htmx asks for that. A page without a piece makes htmx leave for
  /// it.
  public void send(ServerRequest request, ServerResponse response, View view) {
    prepare(response, view.status());
    response.header(HeaderNames.VARY, "HX-Request");
    boolean whole = view.piece().equals(view.page());
    if (Requests.wantsPiece(request) && whole) {
      response.header(HX_REDIRECT, Requests.address(request));
      response.send();
    } else if (Requests.wantsPiece(request)) {
      sendHtml(
          request,
          response,
          html.piece(view.piece(), view.model(), Frame.of(request, view, clock)));
    } else {
      sendHtml(
          request, response, html.page(view.page(), view.model(), Frame.of(request, view, clock)));
    }
  }

  /// A piece that is never a page. What went wrong is told on a page of its own.
  public void sendPiece(ServerRequest request, ServerResponse response, View view) {
    prepare(response, view.status());
    boolean fine = view.status() == Status.OK_200.code();
    sendHtml(
        request,
        response,
        fine
            ? html.piece(view.piece(), view.model(), Map.of())
            : html.page(view.page(), view.model(), Frame.of(request, view, clock)));
  }

  public void send(ServerRequest request, ServerResponse response, TextReply reply) {
    prepare(response, reply.status());
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    if (Requests.isHead(request)) {
      response.send();
      return;
    }
    reply.writeTo(response.outputStream());
  }

  public void send(ServerRequest request, ServerResponse response, JsonReply reply) {
    prepare(response, reply.status());
    response.header(HeaderNames.CONTENT_TYPE, "application/json");
    if (Requests.isHead(request)) {
      response.send();
      return;
    }
    reply.writeTo(response.outputStream());
  }

  private static void prepare(ServerResponse response, int status) {
    response.status(Status.create(status));
    if (status == Status.SERVICE_UNAVAILABLE_503.code()) {
      response.header(HeaderNames.RETRY_AFTER, RETRY_SECONDS);
    }
  }

  /// A text as it is, or no more than its headers when that is what is asked for: a body behind
  /// them would be taken for the next answer.
  public static void send(
      ServerRequest request, ServerResponse response, String mediaType, byte[] text) {
    response.header(HeaderNames.CONTENT_TYPE, mediaType);
    if (Requests.isHead(request)) {
      response.send();
    } else {
      response.send(text);
    }
  }

  private static void sendHtml(ServerRequest request, ServerResponse response, String text) {
    send(request, response, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
