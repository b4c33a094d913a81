package dev.skep.application.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.usecase.SaveSearch.Outcome;
import dev.skep.domain.search.SavedSearch;
import dev.skep.domain.trace.Spans;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SaveSearchTest {
  private final InMemoryStorage storage = new InMemoryStorage();
  private final SaveSearch save = new SaveSearch(storage, Clock.fixed(Spans.NOON, ZoneOffset.UTC));

  @Test
  void blanks_around_a_name_do_not_count() {
    assertThat(save.save("  slow ones ", "minDuration=1s"))
        .isInstanceOfSatisfying(
            Outcome.Saved.class, saved -> assertThat(saved.search().name()).isEqualTo("slow ones"));
  }

  @Test
  void a_name_must_be_something_and_not_too_long() {
    assertThat(save.save(" \n", "")).isEqualTo(new Outcome.NoName());
    assertThat(save.save("x".repeat(101), "")).isEqualTo(new Outcome.NoName());
    assertThat(save.save("x".repeat(100), "")).isInstanceOf(Outcome.Saved.class);
  }

  @Test
  void a_search_that_is_too_long_is_not_saved() {
    String query = "q=" + "x".repeat(SavedSearch.MAX_QUERY_LENGTH);

    assertThat(save.save("long", query)).isEqualTo(new Outcome.TooLong());
    assertThat(storage.list()).isEmpty();
  }

  @Test
  void beyond_so_many_only_known_names_can_be_saved() {
    for (int i = 0; i < SaveSearch.MOST; i++) {
      save.save("search " + i, "");
    }

    assertThat(save.save("one more", "")).isEqualTo(new Outcome.TooMany());
    assertThat(save.save("search 7", "status=error")).isInstanceOf(Outcome.Saved.class);
    assertThat(storage.list()).hasSize(SaveSearch.MOST);
  }
}
