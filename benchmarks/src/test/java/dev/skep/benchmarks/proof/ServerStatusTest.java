package dev.skep.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerStatusTest {
  @Test
  void counts_are_found_wherever_they_stand() throws IOException {
    ServerStatus status =
        ServerStatus.parse(
            """
            {"version":"1","spans":{"received":12,"stored":7,"duplicates":3,"rejected":2},
             "segments":[{"spans":7}],"heap":0.5}
            """);
    assertThat(status.received()).contains(12L);
    assertThat(status.duplicates()).contains(3L);
    assertThat(status.accountedFor()).isEqualTo(12);
  }

  @Test
  void what_the_server_does_not_say_is_not_made_up() throws IOException {
    assertThat(ServerStatus.parse("{\"received\":\"many\"}").received()).isEmpty();
  }
}
