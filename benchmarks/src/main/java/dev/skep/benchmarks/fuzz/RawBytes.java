package dev.skep.benchmarks.fuzz;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Damages bytes, whatever they mean.
final class RawBytes {
  private static final int LONGEST_PIECE = 64;

  private RawBytes() {}

  static byte[] damaged(byte[] bytes, RandomGenerator random) {
    byte[] damaged = bytes.clone();
    for (int n = random.nextInt(4); n >= 0 && damaged.length > 0; n--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(6)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 10), (byte) 0xff);
        case 3 -> damaged = Arrays.copyOf(damaged, at);
        case 4 -> damaged = without(damaged, at, random.nextInt(LONGEST_PIECE));
        default -> {
          int count = random.nextInt(Math.min(LONGEST_PIECE, damaged.length - at) + 1);
          int to = random.nextInt(damaged.length - count + 1);
          System.arraycopy(damaged, at, damaged, to, count);
        }
      }
    }
    return damaged;
  }

  private static byte[] without(byte[] bytes, int from, int most) {
    int count = Math.min(most, bytes.length - from);
    byte[] rest = Arrays.copyOf(bytes, bytes.length - count);
    System.arraycopy(bytes, from + count, rest, from, rest.length - from);
    return rest;
  }
}
