package dev.skep.web.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// Says who may read.
@FunctionalInterface
public interface Guard {
  /// Whether the caller may. Who may is known as a [Visitor] and by a [ReaderName] to the request's
  /// context, and so is Skep's [OwnAddress] as he sees it; who may not has got an answer.
  boolean admits(ServerRequest request, ServerResponse response);
}
