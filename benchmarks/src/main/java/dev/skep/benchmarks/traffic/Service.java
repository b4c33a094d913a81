package dev.skep.benchmarks.traffic;

import java.util.ArrayList;
import java.util.List;

/// A program of the estate: what it answers, and those fields of its spans that never change.
final class Service {
  /// Its place in the estate.
  final int index;

  final String name;
  final int port;

  /// Whether the time from arrival to handling shows, as `in queue` and `processing`.
  final boolean showsItsQueue;

  final List<Route> routes = new ArrayList<>();
  final List<RpcMethod> rpcMethods = new ArrayList<>();

  /// What is said of it before its spans.
  final byte[] resource;

  /// `client.address` in what it calls.
  final byte[] clientAddress;

  /// `server.address` of its server spans, and of those who call it over gRPC.
  final byte[] serverAddress;

  /// `server.address` of those who call it over HTTP.
  final byte[] serverAuthority;

  final byte[] serverPort;

  /// `peer.service` of those who call it.
  final byte[] peerService;

  Service(int index, String name, String language, int port) {
    this.index = index;
    this.name = name;
    this.port = port;
    showsItsQueue = language.equals("go");
    resource =
        Fields.resource(
            "service.name", name,
            "telemetry.sdk.language", language,
            "telemetry.sdk.name", "beyla",
            "telemetry.sdk.version", "v2.8.5",
            "host.name", "edge-node-1",
            "host.id", "9f1c2a7be0d34c5f8b6a1e2d3c4b5a69",
            "os.type", "linux",
            "service.namespace", "web-platform",
            "service.instance.id", "edge-node-1:" + (1000 + 37 * index),
            "otel.library.name", "github.com/grafana/beyla");
    clientAddress = Fields.attribute("client.address", "172.20.0." + (index + 2));
    serverAddress = Fields.attribute("server.address", name);
    serverAuthority = Fields.attribute("server.address", name + ":" + port);
    serverPort = Fields.attribute("server.port", port);
    peerService = Fields.attribute("peer.service", name);
  }

  /// Adds a route; see [Route].
  Service answers(String method, String path, String pattern, double medianMicros) {
    routes.add(new Route(this, method, path, pattern, medianMicros));
    return this;
  }

  /// Adds a method that is called over gRPC, after which HTTP is not spoken.
  Service offers(String rpcMethod) {
    rpcMethods.add(new RpcMethod(rpcMethod));
    return this;
  }
}
