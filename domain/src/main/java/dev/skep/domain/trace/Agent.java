package dev.skep.domain.trace;

/// What made the spans of a resource, as far as it says so.
///
/// Source: OpenTelemetry semantic conventions, "Telemetry SDK"; OBI and Beyla
/// `pkg/beyla/config_obi.go`.
///
/// @param name what it calls itself, `telemetry.sdk.name`; empty when it does not
/// @param language of the SDK, or what language an eBPF agent takes the process for; or empty
/// @param version of the agent or SDK, without a `v` before it; or empty
public record Agent(Family family, String name, String language, String version) {
  private static final String OBI = "opentelemetry-ebpf-instrumentation";

  /// The sorts that differ in what they can know.
  public enum Family {
    /// Grafana Beyla.
    BEYLA,
    /// OpenTelemetry eBPF Instrumentation without Beyla around it.
    OBI,
    /// A library inside the process.
    SDK,
    /// It does not say.
    UNKNOWN
  }

  public static Agent of(Attributes resource) {
    String name = resource.text(SemanticAttributes.TELEMETRY_SDK_NAME).orElse("");
    String distribution = resource.text(SemanticAttributes.TELEMETRY_DISTRO_NAME).orElse("");
    String version = resource.text(SemanticAttributes.TELEMETRY_SDK_VERSION).orElse("");
    boolean isDistributed = distribution.equals(OBI) && !name.equals("beyla");
    if (isDistributed) {
      version = resource.text(SemanticAttributes.TELEMETRY_DISTRO_VERSION).orElse(version);
    }
    return new Agent(
        family(name, isDistributed),
        name,
        resource.text(SemanticAttributes.TELEMETRY_SDK_LANGUAGE).orElse(""),
        version.startsWith("v") ? version.substring(1) : version);
  }

  /// Whether it watches from the kernel. Only such an agent sees how long a request waited before
  /// anybody took it up.
  public boolean seesQueues() {
    return family == Family.BEYLA || family == Family.OBI;
  }

  private static Family family(String name, boolean isDistributed) {
    if (name.equals("beyla")) {
      return Family.BEYLA;
    }
    if (isDistributed || name.equals(OBI)) {
      return Family.OBI;
    }
    return name.isEmpty() ? Family.UNKNOWN : Family.SDK;
  }
}
