package dev.skep.domain.calls;

/// Which calls are wanted, and in steps of how many minutes. Steps begin with the range; the last
/// one may be shorter.
///
/// @param range not empty
/// @param stepMinutes 1 or more
public record SeriesQuery(Minutes range, int stepMinutes, Services services) {
  /// The most steps of an answer.
  public static final int MOST_STEPS = 1500;

  /// Of which services.
  public sealed interface Services {
    /// Of every one.
    record All() implements Services {}

    /// Of the one with exactly this name.
    record One(String name) implements Services {}

    default boolean include(String serviceName) {
      return switch (this) {
        case All() -> true;
        case One(String name) -> name.equals(serviceName);
      };
    }
  }

  public SeriesQuery {
    if (stepMinutes < 1 || range.count() < 1 || steps(range, stepMinutes) > MOST_STEPS) {
      throw new IllegalArgumentException("steps of " + stepMinutes + " minutes in " + range);
    }
  }

  public int stepCount() {
    return (int) steps(range, stepMinutes);
  }

  /// The step that a minute of the range lies in, from 0 on.
  public int stepOf(long minute) {
    return (int) ((minute - range.first()) / stepMinutes);
  }

  /// How many steps of this length a range takes.
  public static long steps(Minutes range, long stepMinutes) {
    return (range.count() + stepMinutes - 1) / stepMinutes;
  }
}
