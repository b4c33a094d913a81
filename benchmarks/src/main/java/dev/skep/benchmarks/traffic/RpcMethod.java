package dev.skep.benchmarks.traffic;

/// A method that a service offers over gRPC.
final class RpcMethod {
  final byte[] spanName;
  final byte[] methodField;

  RpcMethod(String name) {
    spanName = Fields.name(name);
    methodField = Fields.attribute("rpc.method", name);
  }
}
