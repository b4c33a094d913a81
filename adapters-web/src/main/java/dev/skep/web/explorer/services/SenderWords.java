package dev.skep.web.explorer.services;

import dev.skep.domain.trace.Agent;
import dev.skep.domain.trace.InstanceIdentity;
import dev.skep.web.explorer.text.AgentWords;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.VisibleText;
import java.util.List;

/// What sends a service's spans, in words.
///
/// @param agent the one that was seen last; `–` when nothing is known
/// @param moreAgents `+1` for others, named in `agentsTitle`; or empty
/// @param instances how many; `–` when none says which it is
/// @param instancesTitle what an instance is here
/// @param counted `2 processes`; empty when none says which it is
record SenderWords(
    String agent,
    String moreAgents,
    String agentsTitle,
    String instances,
    String instancesTitle,
    String counted) {
  private static final String UNKNOWN = "–";
  private static final int MOST_IN_TITLE = 12;

  static SenderWords of(ServiceState state) {
    List<String> agents = state.agents().stream().map(SenderWords::words).distinct().toList();
    List<InstanceIdentity> instances = state.instances();
    return new SenderWords(
        agents.isEmpty() ? UNKNOWN : agents.getFirst(),
        agents.size() > 1 ? "+" + (agents.size() - 1) : "",
        String.join(", ", agents.stream().limit(MOST_IN_TITLE).toList()),
        instances.isEmpty() ? UNKNOWN : Formats.count(instances.size()),
        instances.isEmpty()
            ? "No span of this time says which instance sent it"
            : counted(instances) + ": " + names(instances),
        instances.isEmpty() ? "" : counted(instances));
  }

  private static String words(Agent agent) {
    String words = AgentWords.of(agent);
    return words.isEmpty() ? UNKNOWN : words;
  }

  private static String counted(List<InstanceIdentity> instances) {
    return Formats.count(instances.size(), noun(instances));
  }

  private static String noun(List<InstanceIdentity> instances) {
    if (instances.stream().allMatch(InstanceIdentity.HostProcess.class::isInstance)) {
      return "process" + (instances.size() == 1 ? "" : "e");
    }
    return instances.stream().allMatch(InstanceIdentity.Container.class::isInstance)
        ? "container"
        : "instance";
  }

  private static String names(List<InstanceIdentity> instances) {
    String first =
        String.join(
            ", ", instances.stream().limit(MOST_IN_TITLE).map(SenderWords::name).sorted().toList());
    int more = instances.size() - MOST_IN_TITLE;
    return more > 0 ? first + " and " + Formats.count(more) + " more" : first;
  }

  private static String name(InstanceIdentity instance) {
    return VisibleText.line(
        switch (instance) {
          case InstanceIdentity.HostProcess(String host, String pid) ->
              "process " + pid + " on the agent's host " + host;
          case InstanceIdentity.Container(String name) -> name;
          case InstanceIdentity.OfSender(String id) -> id;
        },
        80);
  }
}
