package dev.skep.bootstrap;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount of bytes as people write it: `1048576`, `16MiB`, `10 GiB`, `500 MB`.
record ByteSize(long bytes) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15}) ?([a-zA-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  /// The amount that `text` writes, or nothing.
  static Optional<ByteSize> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.ofNullable(UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)))
        .filter(unit -> number <= Long.MAX_VALUE / unit)
        .map(unit -> new ByteSize(number * unit));
  }
}
