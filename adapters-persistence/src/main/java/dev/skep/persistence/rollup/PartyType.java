package dev.skep.persistence.rollup;

import dev.skep.domain.calls.Party;

/// The values of `call_parties.type`.
final class PartyType {
  static final String SERVICE = "service";
  static final String UNINSTRUMENTED = "uninstrumented";
  static final String OUTSIDE = "outside";
  static final String OTHER = "other";

  private PartyType() {}

  static Party party(String type, String name) {
    return switch (type) {
      case SERVICE -> new Party.Service(name);
      case UNINSTRUMENTED -> new Party.Uninstrumented(name);
      case OUTSIDE -> new Party.Outside();
      case OTHER -> new Party.Other();
      default -> throw new IllegalStateException("party type " + type);
    };
  }
}
