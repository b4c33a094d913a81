package dev.skep.domain.calls;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.SemanticAttributes;
import dev.skep.domain.trace.Span;

/// Whom a client or producer span called, by what the span itself says. Parts that it does not say
/// are empty.
///
/// @param service `peer.service`
/// @param system `db.system.name`, `db.system` or `messaging.system`
/// @param address `server.address`, or `net.peer.name` from older senders
/// @param port `server.port` or `net.peer.port`; 0 when unknown
public record Peer(String service, String system, String address, long port) {
  /// The name of a peer of which nothing is said.
  public static final String UNKNOWN = "unknown";

  private static final int LONGEST_NAME = 200;

  public static Peer of(Span span) {
    Attributes said = span.attributes();
    String service = text(said, SemanticAttributes.PEER_SERVICE);
    if (!service.isEmpty()) {
      return new Peer(service, "", "", 0);
    }
    String system = text(said, SemanticAttributes.DB_SYSTEM_NAME);
    if (system.isEmpty()) {
      system = text(said, SemanticAttributes.DB_SYSTEM);
    }
    if (system.isEmpty()) {
      system = text(said, SemanticAttributes.MESSAGING_SYSTEM);
    }
    String address = text(said, SemanticAttributes.SERVER_ADDRESS);
    if (address.isEmpty()) {
      address = text(said, SemanticAttributes.NET_PEER_NAME);
    }
    long port = system.isEmpty() && !address.isEmpty() ? port(said) : 0;
    return new Peer("", system, address, port);
  }

  /// `service`; or `system address`, as far as they are known; or `address:port`. At most 200
  /// characters.
  public String name() {
    String name = fullName();
    return name.length() > LONGEST_NAME ? name.substring(0, wholeCharacters(name)) : name;
  }

  private String fullName() {
    if (!service.isEmpty()) {
      return service;
    }
    if (!system.isEmpty()) {
      return address.isEmpty() ? system : system + " " + address;
    }
    if (!address.isEmpty()) {
      return port == 0 ? address : address + ":" + port;
    }
    return UNKNOWN;
  }

  private static int wholeCharacters(String name) {
    return Character.isHighSurrogate(name.charAt(LONGEST_NAME - 1))
        ? LONGEST_NAME - 1
        : LONGEST_NAME;
  }

  private static String text(Attributes said, String key) {
    return said.text(key).orElse("");
  }

  private static long port(Attributes said) {
    return said.get(SemanticAttributes.SERVER_PORT)
        .or(() -> said.get(SemanticAttributes.NET_PEER_PORT))
        .map(value -> value instanceof AttributeValue.IntValue(long number) ? number : 0L)
        .orElse(0L);
  }
}
