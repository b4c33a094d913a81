package dev.skep.application.reading;

import java.time.Duration;
import java.util.function.Supplier;

/// How many searches run at once, of all readers and of one.
public final class SearchPlaces {
  /// How many there are.
  public static final int MOST = 8;

  /// How many one reader may have.
  public static final int MOST_OF_ONE = 4;

  private final Places places;

  /// So many as the constants say.
  public SearchPlaces() {
    this(MOST, MOST_OF_ONE, Places.PATIENCE);
  }

  /// @param most how many there are
  /// @param mostOfOne how many one reader may have
  /// @param patience how long a search waits for one
  public SearchPlaces(int most, int mostOfOne, Duration patience) {
    this.places =
        new Places(
            most,
            mostOfOne,
            patience,
            "Too many searches are running. Try again in a few seconds.");
  }

  /// Searches as soon as there is a place. A search must not search on its way.
  ///
  /// @throws dev.skep.application.StorageUnavailableException if there is no place in time
  public <T> T search(Supplier<T> search) {
    try (var _ = places.take()) {
      return search.get();
    }
  }

  /// As of now.
  public SearchFigures figures() {
    return places.figures();
  }
}
