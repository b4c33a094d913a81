package dev.skep.bootstrap;

import dev.skep.application.SlowCallers;
import dev.skep.otlp.OtlpDoor;
import dev.skep.otlp.UnreadBodies;
import dev.skep.web.WebDoor;
import io.helidon.webserver.WebServer;

/// The one port: both doors behind it, its limits said and not left to defaults.
final class HttpListener {
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  private HttpListener() {}

  /// @throws CannotStartException if the port or the address cannot be had
  static WebServer listen(
      Settings settings, HttpLimits limits, OtlpDoor otlp, WebDoor web, SlowCallers slow) {
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            // Replies are small: without tcpNoDelay each may wait for an acknowledgement of the
            // last
            // one. Of those that are large, the system would keep up to 4 MiB for a slow reader,
            // and
            // go on keeping them after the connection was closed.
            .connectionOptions(
                options -> options.tcpNoDelay(true).socketSendBufferSize(SEND_BUFFER_BYTES))
            .idleConnectionTimeout(limits.idle())
            .idleConnectionPeriod(limits.idle().dividedBy(6))
            .maxTcpConnections(limits.connections())
            .shutdownGracePeriod(limits.grace())
            // What is refused before it reaches a route carries the security headers too.
            .directHandlers(WebDoor.directHandlers())
            // They are told what was found, which they do not pass on.
            .errorHandling(errors -> errors.includeEntity(true))
            // Main stops everything in its order.
            .shutdownHook(false)
            // Limits of lines, headers, chunks and bodies, and of the time that they take.
            .update(builder -> otlp.configure(builder, limits.arrival(), limits.departure(), slow))
            .routing(routing -> {
              routing.addFilter(new UnreadBodies());
              routing.addFilter(new ConnectionClose());
              otlp.register(routing);
              web.register(routing);
            })
            .build()
            .start();
    if (!server.isRunning()) {
      throw new CannotStartException(
          "Cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ". Is another Skep, or something else, using the port? TRACES_PORT sets another"
              + " one.");
    }
    return server;
  }
}
