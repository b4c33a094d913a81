package dev.skep.bootstrap.command;

import java.util.Locale;

/// Numbers as the commands print them.
final class Words {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Words() {}

  static String bytes(long bytes) {
    if (bytes < MIB) {
      return bytes / KIB + " KiB";
    }
    return bytes < GIB
        ? bytes / MIB + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
  }

  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
