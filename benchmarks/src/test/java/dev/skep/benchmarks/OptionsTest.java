package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options of(String... arguments) {
    return Options.parse(arguments, 0);
  }

  @Test
  void numbers_may_be_thousands_and_millions() {
    assertThat(of("--spans", "200k").number("spans", 1, 1, 1_000_000)).isEqualTo(200_000);
    assertThat(of("--spans", "2.5M").number("spans", 1, 1, 5_000_000)).isEqualTo(2_500_000);
    assertThat(of("--spans", "17").number("spans", 1, 1, 100)).isEqualTo(17);
    assertThat(of().number("spans", 7, 1, 100)).isEqualTo(7);
  }

  @Test
  void what_makes_no_sense_is_refused_with_a_reason() {
    assertThatExceptionOfType(BadUseException.class)
        .isThrownBy(() -> of("--spans", "many").number("spans", 1, 1, 100))
        .withMessage("--spans must be a number from 1 to 100");
    assertThatExceptionOfType(BadUseException.class).isThrownBy(() -> of("--spans"));
    Options misspelt = of("--spanz", "1");
    assertThat(misspelt.number("spans", 1, 1, 100)).isEqualTo(1);
    assertThatExceptionOfType(BadUseException.class)
        .isThrownBy(misspelt::refuseOthers)
        .withMessage("There is no --spanz here, only --spans");
  }
}
