package dev.skep.benchmarks.crash;

import java.util.Optional;

/// What a server owes to who sent a batch.
enum Owed {
  /// Never posted.
  NOTHING_SENT(0),
  /// Posted, and never answered: all of it or nothing.
  ALL_OR_NOTHING(1),
  /// Answered with 200: all of it.
  ALL(2),
  /// Each time answered with 503: nothing of it.
  NOTHING_STORED(3);

  /// How the ledger writes it down.
  final byte note;

  Owed(int note) {
    this.note = (byte) note;
  }

  static Owed of(byte note) {
    return switch (note) {
      case 0 -> NOTHING_SENT;
      case 1 -> ALL_OR_NOTHING;
      case 2 -> ALL;
      case 3 -> NOTHING_STORED;
      default -> throw new IllegalArgumentException("no note: " + note);
    };
  }

  /// What is wrong about a batch of which so many of its spans are stored.
  Optional<String> wrongWith(Batch batch, int stored) {
    boolean right =
        switch (this) {
          case NOTHING_SENT, NOTHING_STORED -> stored == 0;
          case ALL_OR_NOTHING -> stored == 0 || stored == batch.spans();
          case ALL -> stored == batch.spans();
        };
    return right
        ? Optional.empty()
        : Optional.of(stored + " spans are stored of " + batch + ", " + words());
  }

  private String words() {
    return switch (this) {
      case NOTHING_SENT -> "which was never sent";
      case ALL_OR_NOTHING -> "which was not answered: all or nothing is right";
      case ALL -> "which was acknowledged";
      case NOTHING_STORED -> "which was refused with 503";
    };
  }
}
