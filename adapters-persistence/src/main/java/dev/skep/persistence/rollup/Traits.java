package dev.skep.persistence.rollup;

/// What calls need to know of an operation, in one number: its party, and whether its spans are
/// where calls leave it.
final class Traits {
  static final int UNKNOWN = 0;

  private Traits() {}

  /// @param party 1 or more
  static int of(int party, boolean isExit) {
    return party << 1 | (isExit ? 1 : 0);
  }

  static int party(int traits) {
    return traits >> 1;
  }

  static boolean isExit(int traits) {
    return (traits & 1) != 0;
  }
}
