package dev.skep.otlp;

import dev.skep.otlp.UnreadBodyException.Sender;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// Sends replies in the encoding that the sender expects, and closes the connection under a body
/// that was not read.
///
/// Source: `docs/adr/0005-reply-bodies.md`, `docs/adr/0012-unread-bodies-close-the-connection.md`.
final class Replies {
  private static final HeaderName RETRY_AFTER = HeaderNames.RETRY_AFTER;
  // Short, for the JavaScript exporter gives up when it is longer than what is left of 10 s.
  private static final int RETRY_AFTER_SECONDS = 2;

  private final boolean strict;

  /// @param strict whether a reply has the request's encoding whatever else is said
  Replies(boolean strict) {
    this.strict = strict;
  }

  void stored(ServerRequest request, ServerResponse response, Stored stored) {
    OtlpEncoding encoding = encoding(request);
    byte[] body = ReplyBodies.stored(encoding, stored);
    send(request, response, Status.OK_200, encoding, body, Sender.KEY_HOLDER);
  }

  void empty(ServerRequest request, ServerResponse response) {
    OtlpEncoding encoding = encoding(request);
    byte[] body = ReplyBodies.empty(encoding);
    send(request, response, Status.OK_200, encoding, body, Sender.STRANGER);
  }

  void refused(ServerRequest request, ServerResponse response, Refusal refusal) {
    switch (refusal.status().code()) {
      case 401 -> response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
      case 405 -> response.header(HeaderNames.ALLOW, "POST");
      case 503 -> response.header(RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
      default -> {}
    }
    if (refusal.equals(Refusal.CODING)) {
      response.header(HeaderNames.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
    }
    OtlpEncoding encoding = encoding(request);
    byte[] body = ReplyBodies.refused(encoding, refusal);
    Sender sender = refusal.isForStrangers() ? Sender.STRANGER : Sender.KEY_HOLDER;
    send(request, response, refusal.status(), encoding, body, sender);
  }

  private static void send(
      ServerRequest request,
      ServerResponse response,
      Status status,
      OtlpEncoding encoding,
      byte[] body,
      Sender sender) {
    boolean unread = !request.content().consumed();
    if (unread) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, encoding.mediaType());
    if (request.prologue().method().equals(Method.HEAD)) {
      // A body would be taken for the next answer.
      response.send();
    } else {
      response.send(body);
    }
    if (unread) {
      throw new UnreadBodyException(sender);
    }
  }

  /// The encoding of the reply. JSON unless the request is protobuf and, on the paths of the
  /// specification, also accepts protobuf.
  private OtlpEncoding encoding(ServerRequest request) {
    Optional<OtlpEncoding> sent = Headers.encoding(request);
    boolean protobuf =
        sent.equals(Optional.of(OtlpEncoding.PROTOBUF))
            && (strict || Headers.acceptsProtobuf(request));
    return protobuf ? OtlpEncoding.PROTOBUF : OtlpEncoding.JSON;
  }
}
