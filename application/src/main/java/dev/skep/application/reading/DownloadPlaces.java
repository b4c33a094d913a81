package dev.skep.application.reading;

/// How many traces are written out as a whole at once, of all readers and of one: each holds spans
/// in memory for as long as its reader takes.
public final class DownloadPlaces {
  /// How many there are.
  public static final int MOST = 16;

  /// How many one reader may have.
  public static final int MOST_OF_ONE = 4;

  private DownloadPlaces() {}

  /// None of them is taken yet.
  public static Places all() {
    return new Places(
        MOST,
        MOST_OF_ONE,
        Places.PATIENCE,
        "Too many traces are being downloaded. Try again in a few seconds.");
  }
}
