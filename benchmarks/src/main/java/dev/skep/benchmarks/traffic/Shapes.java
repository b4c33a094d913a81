package dev.skep.benchmarks.traffic;

/// The shapes of Beyla's spans: names, kinds, attributes in Beyla's order, and when a span counts
/// as failed.
///
/// Source: Beyla v2.8.5, `tracesgen.go` of OpenTelemetry's eBPF instrumentation.
final class Shapes {
  static final int INTERNAL = 1;
  static final int SERVER = 2;
  static final int CLIENT = 3;
  static final int PRODUCER = 4;
  static final int CONSUMER = 5;

  static final byte[] UNSET = Fields.unset();
  static final byte[] FAILED = Fields.failed("");

  private static final byte[] RPC_SYSTEM = Fields.attribute("rpc.system", "grpc");
  private static final byte[] HTTP_SCHEME = Fields.attribute("http.scheme", "http");
  private static final byte[] CONNECT = Fields.name("CONNECT");
  private static final byte[] GONE_ADDRESS = Fields.attribute("server.address", "10.0.9.9");
  private static final byte[] GONE_PORT = Fields.attribute("server.port", 9200);

  private final Numbers httpStatus = new Numbers("http.response.status_code");
  private final Numbers requestSize = new Numbers("http.request.body.size");
  private final Numbers responseSize = new Numbers("http.response.body.size");
  private final Numbers grpcStatus = new Numbers("rpc.grpc.status_code");

  /// @param peer the caller's `client.address`
  MadeSpan httpServer(
      Service service, HttpExchange exchange, byte[] peer, long start, long end, long id, long up) {
    Route route = exchange.route();
    byte[][] attributes = {
      route.methodField,
      httpStatus.of(exchange.status()),
      route.urlPath(exchange.variant()),
      peer,
      service.serverAddress,
      service.serverPort,
      requestSize.of(exchange.requestBytes()),
      responseSize.of(exchange.responseBytes()),
      route.routeField
    };
    byte[] status = exchange.status() >= 500 ? FAILED : UNSET;
    return new MadeSpan(service, SERVER, route.spanName, status, attributes, start, end, id, up);
  }

  MadeSpan httpClient(
      Service caller,
      Service callee,
      HttpExchange exchange,
      long start,
      long end,
      long id,
      long up) {
    Route route = exchange.route();
    byte[][] attributes = {
      route.methodField,
      httpStatus.of(exchange.status()),
      route.url(exchange.variant()),
      HTTP_SCHEME,
      callee.serverAuthority,
      callee.peerService,
      callee.serverPort,
      requestSize.of(exchange.requestBytes()),
      responseSize.of(exchange.responseBytes())
    };
    byte[] status = exchange.status() >= 400 ? FAILED : UNSET;
    return new MadeSpan(caller, CLIENT, route.spanName, status, attributes, start, end, id, up);
  }

  MadeSpan grpcServer(
      Service service,
      RpcMethod method,
      int code,
      byte[] peer,
      long start,
      long end,
      long id,
      long up) {
    byte[][] attributes = {
      method.methodField,
      RPC_SYSTEM,
      grpcStatus.of(code),
      peer,
      service.serverAddress,
      service.serverPort
    };
    byte[] status =
        switch (code) {
          case 2, 4, 12, 13, 14, 15 -> FAILED;
          default -> UNSET;
        };
    return new MadeSpan(service, SERVER, method.spanName, status, attributes, start, end, id, up);
  }

  MadeSpan grpcClient(
      Service caller,
      Service callee,
      RpcMethod method,
      int code,
      long start,
      long end,
      long id,
      long up) {
    byte[][] attributes = {
      method.methodField,
      RPC_SYSTEM,
      grpcStatus.of(code),
      callee.serverAddress,
      callee.peerService,
      callee.serverPort
    };
    byte[] status = code == 0 ? UNSET : FAILED;
    return new MadeSpan(caller, CLIENT, method.spanName, status, attributes, start, end, id, up);
  }

  MadeSpan failedConnect(Service caller, long start, long end, long id) {
    byte[][] attributes = {caller.clientAddress, GONE_ADDRESS, GONE_PORT};
    return new MadeSpan(caller, CLIENT, CONNECT, FAILED, attributes, start, end, id, 0);
  }
}
