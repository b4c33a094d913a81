package dev.skep.domain.trace;

import java.util.Locale;

/// How a span ended, as far as its sender judged it. Unset means that nobody found fault: Beyla
/// never sends `ok` for HTTP. In every filter and figure "success" means "not error".
///
/// Source: OTLP `Status.StatusCode`; unknown numbers count as unset.
public enum StatusCode {
  UNSET(0),
  OK(1),
  ERROR(2);

  private final int number;
  private final String slug = name().toLowerCase(Locale.ROOT);

  StatusCode(int number) {
    this.number = number;
  }

  /// The code with this OTLP number; unset for numbers that are not defined.
  public static StatusCode ofNumber(int number) {
    return switch (number) {
      case 1 -> OK;
      case 2 -> ERROR;
      default -> UNSET;
    };
  }

  /// OTLP's number of this code, 0 to 2.
  public int number() {
    return number;
  }

  /// The name in lower case, as the read API writes it.
  public String slug() {
    return slug;
  }
}
