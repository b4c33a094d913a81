package dev.skep.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.skep.domain.search.TraceQuery;
import org.junit.jupiter.api.Test;

/// What every [StorageProbe] must do.
public interface StorageProbeContract {
  Storage storage();

  @Test
  default void a_store_that_works_passes_and_is_left_as_it_was() {
    assertThatCode(() -> storage().probe().probe()).doesNotThrowAnyException();

    assertThat(storage().reader().search(TraceQuery.newest(1)).traces()).isEmpty();
    assertThat(storage().catalog().serviceNames()).isEmpty();
  }
}
