package dev.skep.benchmarks.load;

import java.time.Duration;

/// How requests are posted.
///
/// @param port of a server on 127.0.0.1
/// @param connections kept open, each with one request at a time
/// @param requestsPerSecond 0 posts the next request as soon as a connection is free (closed loop);
///   otherwise requests are due at fixed times, whatever the server does, and their latencies count
///   from then (open loop)
/// @param atMost after this no further request is posted
public record Load(
    int port,
    String path,
    String apiKey,
    int connections,
    double requestsPerSecond,
    Duration atMost) {

  /// As fast as the server answers, which is still to be named: see [#to].
  public static Load closedLoop(String apiKey, int connections, Duration atMost) {
    return new Load(0, "/api/traces/otlp/v1/traces", apiKey, connections, 0, atMost);
  }

  /// The same for a server on this port of 127.0.0.1.
  public Load to(int port) {
    return new Load(port, path, apiKey, connections, requestsPerSecond, atMost);
  }

  /// The same at a rate.
  public Load atRate(double requestsPerSecond, Duration atMost) {
    return new Load(port, path, apiKey, connections, requestsPerSecond, atMost);
  }

  /// The same over so many connections.
  public Load withConnections(int connections) {
    return new Load(port, path, apiKey, connections, requestsPerSecond, atMost);
  }
}
