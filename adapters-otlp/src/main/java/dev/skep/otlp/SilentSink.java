package dev.skep.otlp;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Accepts metrics and logs and throws them away. Beyla sends metrics even when told not to, and a
/// 404 for them would fill its log. Needs no key and works when ingestion is disabled.
///
/// Since anybody may send here, hardly anything is read: a body of announced length up to 4 MiB, so
/// that the connection stays open, and a chunked one as far as that only from a sender with a key.
/// Under any other body the connection is closed. Nothing is kept of what is read.
///
/// Source: the specification, "Beyla sends metrics even with `OTEL_METRICS_EXPORTER=none`".
final class SilentSink implements Handler {
  private static final long MOST_READ = 4L * 1024 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final OtlpSettings settings;
  private final Replies replies;

  SilentSink(OtlpSettings settings, Replies replies) {
    this.settings = settings;
    this.replies = replies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    if (isWorthReading(request)) {
      discard(request.content().inputStream());
    }
    replies.empty(request, response);
  }

  private boolean isWorthReading(ServerRequest request) {
    if (!request.content().hasEntity() || request.headers().contains(HeaderNames.EXPECT)) {
      return false;
    }
    return request.headers().contains(HeaderNames.TRANSFER_ENCODING)
        ? settings.keys().contains(Headers.apiKey(request))
        : request.headers().contentLength().orElse(0) <= MOST_READ;
  }

  private static void discard(InputStream body) {
    byte[] buffer = new byte[8192];
    InputStream bounded = new CountedBody(new WireBody(body, DEADLINE), MOST_READ);
    try {
      while (bounded.read(buffer, 0, buffer.length) >= 0) {
        // Goes on to the end.
      }
    } catch (IOException e) {
      // Too large, too slow or broken: it stays unread from here, and the reply will close.
    }
  }
}
