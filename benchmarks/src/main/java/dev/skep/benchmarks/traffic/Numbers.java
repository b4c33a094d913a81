package dev.skep.benchmarks.traffic;

/// Span attributes with one key and a whole number. The smaller ones are kept once made.
final class Numbers {
  private static final int KEPT = 32_768;

  private final String key;
  private final byte[][] made = new byte[KEPT][];

  Numbers(String key) {
    this.key = key;
  }

  byte[] of(int value) {
    if (value >= KEPT) {
      return Fields.attribute(key, value);
    }
    if (made[value] == null) {
      made[value] = Fields.attribute(key, value);
    }
    return made[value];
  }
}
