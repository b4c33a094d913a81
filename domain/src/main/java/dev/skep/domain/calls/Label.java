package dev.skep.domain.calls;

/// What a group of calls has in common: a name, or that there were too many names to keep apart. A
/// store keeps only so many; what lies beyond is counted together and said to be.
public sealed interface Label extends Comparable<Label> {
  /// This name.
  record Named(String name) implements Label {}

  /// Any of the names that are not kept apart.
  record Other() implements Label {}

  static Label of(String name) {
    return new Named(name);
  }

  static Label other() {
    return new Other();
  }

  /// By name; the others last.
  @Override
  default int compareTo(Label that) {
    return switch (this) {
      case Named(String name) -> that instanceof Named(String his) ? name.compareTo(his) : -1;
      case Other() -> that instanceof Other ? 0 : 1;
    };
  }
}
