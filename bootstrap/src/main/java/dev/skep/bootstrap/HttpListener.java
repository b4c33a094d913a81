package dev.skep.bootstrap;

import dev.skep.otlp.OtlpDoor;
import dev.skep.otlp.UnreadBodies;
import dev.skep.web.WebDoor;
import io.helidon.webserver.WebServer;
import java.time.Duration;

/// The one port: both doors behind it, its limits said and not left to defaults.
final class HttpListener {
  private static final Duration IDLE_CONNECTION = Duration.ofSeconds(30);
  private static final Duration IDLE_CHECK = Duration.ofSeconds(5);
  private static final Duration SOCKET_READ = Duration.ofSeconds(10);
  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);
  private static final int MAX_CONNECTIONS = 4096;

  private HttpListener() {}

  /// @throws CannotStartException if the port or the address cannot be had
  static WebServer listen(Settings settings, OtlpDoor otlp, WebDoor web) {
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            // Replies are small: without this each may wait for an acknowledgement of the last one.
            .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(SOCKET_READ))
            .idleConnectionTimeout(IDLE_CONNECTION)
            .idleConnectionPeriod(IDLE_CHECK)
            .maxTcpConnections(MAX_CONNECTIONS)
            .shutdownGracePeriod(SHUTDOWN_GRACE)
            // What is refused before it reaches a route carries the security headers too.
            .directHandlers(WebDoor.directHandlers())
            // Main stops everything in its order.
            .shutdownHook(false)
            // Limits of lines, headers, chunks and bodies.
            .update(otlp::configure)
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
