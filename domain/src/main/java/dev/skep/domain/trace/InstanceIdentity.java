package dev.skep.domain.trace;

/// What an eBPF agent means by `service.instance.id`; it is not the same in all its versions.
///
/// Source: OBI `internal/traces/read_decorator.go` and `pkg/docker/docker_api_client.go`.
public sealed interface InstanceIdentity {
  /// The older form, `HOST:PID`: the host as the agent sees it, which is the agent's own and not
  /// that of the container, and the process's number on that host.
  record HostProcess(String host, String pid) implements InstanceIdentity {}

  /// The newer form: a container, as Docker Compose or Kubernetes names it.
  record Container(String name) implements InstanceIdentity {}

  /// The sender is no such agent: the id means what the sender wants. Empty when it says none.
  record OfSender(String id) implements InstanceIdentity {}

  static InstanceIdentity of(Attributes resource) {
    String id = resource.text(SemanticAttributes.SERVICE_INSTANCE_ID).orElse("");
    if (id.isEmpty() || !Agent.of(resource).seesQueues()) {
      return new OfSender(id);
    }
    int colon = id.lastIndexOf(':');
    boolean isProcess =
        colon > 0
            && colon + 1 < id.length()
            && id.chars().skip(colon + 1).allMatch(c -> c >= '0' && c <= '9');
    return isProcess
        ? new HostProcess(id.substring(0, colon), id.substring(colon + 1))
        : new Container(id);
  }
}
