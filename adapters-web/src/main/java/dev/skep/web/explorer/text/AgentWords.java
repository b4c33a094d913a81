package dev.skep.web.explorer.text;

import dev.skep.domain.trace.Agent;

/// What made spans, in words.
public final class AgentWords {
  private static final int LONGEST = 60;

  private AgentWords() {}

  /// `Beyla 2.8.5`, `OBI 0.6.0`, `SDK nodejs 2.12.0`; empty when nothing is known.
  public static String of(Agent agent) {
    return VisibleText.line((name(agent) + " " + agent.version()).strip(), LONGEST);
  }

  /// The same without its version.
  public static String name(Agent agent) {
    return switch (agent.family()) {
      case BEYLA -> "Beyla";
      case OBI -> "OBI";
      case UNKNOWN -> agent.language();
      case SDK ->
          agent.name().equals("opentelemetry") ? ("SDK " + agent.language()).strip() : agent.name();
    };
  }
}
