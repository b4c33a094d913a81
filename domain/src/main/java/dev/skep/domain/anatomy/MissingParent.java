package dev.skep.domain.anatomy;

/// Why a parent that spans name is probably not stored.
public enum MissingParent {
  /// Below it are calls that came in: whoever called sent no span of it.
  CALLER_SENT_NONE,
  /// Below it are the parts of a request under Beyla, and the request itself is not there.
  REQUEST_OF_PARTS,
  /// Below it is work inside of a service, so it is a span of that service itself.
  OWN_SPAN
}
