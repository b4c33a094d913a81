package dev.skep.persistence.rollup;

import dev.skep.domain.calls.Minutes;

/// How finely time is kept apart. A quarter of an hour holds what its minutes hold.
enum Resolution {
  MINUTE(1),
  QUARTER(15);

  private final int minutes;

  Resolution(int minutes) {
    this.minutes = minutes;
  }

  int minutes() {
    return minutes;
  }

  long nanos() {
    return minutes * Minutes.NANOS_OF_ONE;
  }
}
