package dev.skep.persistence.row;

/// A 64-bit hash that is put together from numbers and texts, seeded so that senders cannot make up
/// values that meet in it.
public final class Hash {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private Hash() {}

  /// The hash so far, and one more number.
  public static long with(long hash, long value) {
    long mixed = (hash ^ value) * GOLDEN;
    mixed ^= mixed >>> 32;
    mixed *= 0xD6E8_FEB8_6659_FD93L;
    return mixed ^ (mixed >>> 29);
  }

  /// The hash so far, and one more text.
  public static long with(long hash, String text) {
    long mixed = hash;
    for (int i = 0; i < text.length(); i++) {
      mixed = mixed * 0x1000_0000_01B3L + text.charAt(i);
    }
    return with(mixed, text.length());
  }
}
