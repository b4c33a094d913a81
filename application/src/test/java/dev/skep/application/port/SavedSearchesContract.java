package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.SavedSearch;
import org.junit.jupiter.api.Test;

/// What every store of searches promises.
public interface SavedSearchesContract {
  Storage storage();

  @Test
  default void saved_searches_are_listed_by_name() {
    SavedSearches searches = storage().searches();
    SavedSearch slow = searches.save("slow", "minDuration=1s", NOON);
    SavedSearch failed = searches.save("Failed ✗", "status=error", NOON.plusNanos(1));

    assertThat(searches.list()).containsExactly(failed, slow);
    assertThat(slow.name()).isEqualTo("slow");
    assertThat(slow.query()).isEqualTo("minDuration=1s");
    assertThat(slow.savedAt()).isEqualTo(NOON);
    assertThat(slow.id()).isNotEqualTo(failed.id());
  }

  @Test
  default void saving_under_the_same_name_replaces_the_search_and_keeps_its_id() {
    SavedSearches searches = storage().searches();
    SavedSearch before = searches.save("slow", "minDuration=1s", NOON);
    SavedSearch after = searches.save("slow", "minDuration=2s", NOON.plusSeconds(1));

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(searches.list()).containsExactly(after);
    assertThat(after.query()).isEqualTo("minDuration=2s");
  }

  @Test
  default void a_deleted_search_is_not_listed_and_its_id_not_given_again() {
    SavedSearches searches = storage().searches();
    SavedSearch first = searches.save("first", "", NOON);

    assertThat(searches.delete(first.id())).isTrue();
    assertThat(searches.delete(first.id())).isFalse();
    assertThat(searches.list()).isEmpty();
    assertThat(searches.save("second", "", NOON).id()).isNotEqualTo(first.id());
  }
}
