package dev.skep.domain.trace;

/// The attribute names that Skep itself reads.
///
/// Source: OpenTelemetry semantic conventions.
public final class SemanticAttributes {
  /// Logical name of the service (resource).
  public static final String SERVICE_NAME = "service.name";

  /// What groups services; names of services are unique within it (resource).
  public static final String SERVICE_NAMESPACE = "service.namespace";

  /// Which of the service's processes it is (resource).
  public static final String SERVICE_INSTANCE_ID = "service.instance.id";

  /// What made the spans: an SDK or an agent (resource).
  public static final String TELEMETRY_SDK_NAME = "telemetry.sdk.name";

  public static final String TELEMETRY_SDK_LANGUAGE = "telemetry.sdk.language";
  public static final String TELEMETRY_SDK_VERSION = "telemetry.sdk.version";

  /// What bundles the SDK, when it is not the SDK's own release (resource).
  public static final String TELEMETRY_DISTRO_NAME = "telemetry.distro.name";

  public static final String TELEMETRY_DISTRO_VERSION = "telemetry.distro.version";

  /// The machine that the sender runs on (resource).
  public static final String HOST_NAME = "host.name";

  /// Name of the service that was called, as its caller knows it.
  public static final String PEER_SERVICE = "peer.service";

  /// What database was called; the second until the conventions of 2025.
  public static final String DB_SYSTEM_NAME = "db.system.name";

  public static final String DB_SYSTEM = "db.system";

  /// What broker was called.
  public static final String MESSAGING_SYSTEM = "messaging.system";

  /// Where the callee listens; the second two until the conventions of 2023.
  public static final String SERVER_ADDRESS = "server.address";

  public static final String SERVER_PORT = "server.port";
  public static final String NET_PEER_NAME = "net.peer.name";
  public static final String NET_PEER_PORT = "net.peer.port";

  private SemanticAttributes() {}
}
