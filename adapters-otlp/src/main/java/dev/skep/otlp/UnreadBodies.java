package dev.skep.otlp;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.InputStream;

/// Keeps the server from reading bodies that nobody asked for, on every route but the door's own,
/// which look after their bodies themselves. To be the first filter of the whole server.
///
/// The server would read such a body to its end, to find the next request behind it: a `GET` or a
/// path that does not exist would take in whatever a stranger sends. Instead the answer carries
/// `Connection: close`, handlers see an empty body, and the connection ends.
///
/// A small body of a `POST`, a form say, is left alone when its length is announced: it costs no
/// more to read than the headers did.
///
/// Source: `docs/adr/0012-unread-bodies-close-the-connection.md`.
public final class UnreadBodies implements Filter {
  /// The largest body that a route other than the door's may read.
  public static final long MAX_FORM_BYTES = 64L * 1024;

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!announcesBody(request) || isForm(request) || isOfTheDoor(request)) {
      chain.proceed();
      return;
    }
    request.streamFilter(unread -> InputStream.nullInputStream());
    response.header(HeaderValues.CONNECTION_CLOSE);
    chain.proceed();
    throw new UnreadBodyException(UnreadBodyException.Sender.STRANGER);
  }

  private static boolean announcesBody(RoutingRequest request) {
    return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        || request.headers().contentLength().orElse(0) > 0;
  }

  private static boolean isForm(RoutingRequest request) {
    return request.prologue().method().equals(Method.POST)
        && !request.headers().contains(HeaderNames.EXPECT)
        && !request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        && request.headers().contentLength().orElse(0) <= MAX_FORM_BYTES;
  }

  private static boolean isOfTheDoor(RoutingRequest request) {
    return OtlpDoor.PATHS.contains(request.prologue().uriPath().rawPath());
  }
}
