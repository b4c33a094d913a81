package dev.skep.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void each_stands_in_the_bucket_whose_limit_it_does_not_exceed() {
    latencies.add(0);
    latencies.add(100_000);
    latencies.add(100_001);
    latencies.add(10_000_000_001L);

    LatencyFigures figures = latencies.figures();
    assertThat(figures.counts().getFirst()).isEqualTo(2);
    assertThat(figures.counts().get(1)).isEqualTo(1);
    assertThat(figures.counts().getLast()).isEqualTo(1);
    assertThat(figures.counts()).hasSize(Latencies.LIMITS_NANO.size() + 1);
    assertThat(figures.count()).isEqualTo(4);
    assertThat(figures.sumNano()).isEqualTo(10_000_200_002L);
    assertThat(figures.lastNano()).isEqualTo(10_000_000_001L);
  }

  @Test
  void shares_are_those_of_the_latest_thousand() {
    for (int i = 0; i < 5_000; i++) {
      latencies.add(1_000_000_000);
    }
    for (int i = 1; i <= 1_000; i++) {
      latencies.add(i);
    }

    assertThat(latencies.figures().p50Nano()).isEqualTo(500);
    assertThat(latencies.figures().p99Nano()).isEqualTo(990);
  }

  @Test
  void of_nothing_everything_is_zero() {
    assertThat(latencies.figures().count()).isZero();
    assertThat(latencies.figures().p99Nano()).isZero();
    assertThat(latencies.figures().lastNano()).isZero();
  }
}
