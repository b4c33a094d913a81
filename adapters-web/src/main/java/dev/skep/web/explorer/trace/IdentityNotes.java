package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.InstanceIdentity;
import dev.skep.domain.trace.SemanticAttributes;
import java.util.Map;

/// What is to be said beside attributes that are easily taken for something else: who an eBPF agent
/// says a process is.
record IdentityNotes(Map<String, String> notes) {
  static IdentityNotes of(Attributes resource) {
    return new IdentityNotes(
        switch (InstanceIdentity.of(resource)) {
          case InstanceIdentity.HostProcess(String host, String pid) ->
              Map.of(
                  SemanticAttributes.SERVICE_INSTANCE_ID,
                  "the agent’s host and the number of the process there, not the container",
                  "host.name",
                  "the agent’s host, not the container");
          case InstanceIdentity.Container(String name) ->
              resource.text("k8s.pod.name").isPresent()
                  ? Map.of(
                      SemanticAttributes.SERVICE_INSTANCE_ID,
                      "namespace, pod and container",
                      "host.name",
                      "the pod")
                  : Map.of(SemanticAttributes.SERVICE_INSTANCE_ID, "the container");
          case InstanceIdentity.OfSender(String _) -> Map.of();
        });
  }

  /// Empty when nothing is to be said.
  String on(String key) {
    return notes.getOrDefault(key, "");
  }
}
