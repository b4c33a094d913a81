package dev.skep.benchmarks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServerStatusTest {
  @Test
  void counts_are_those_of_spans_that_were_sent() throws IOException {
    ServerStatus status =
        ServerStatus.parse(
            """
            {"at":"1","other":{"received":"99"},"ingest":{"sinceUnixNano":"1795384472004675801",
             "spans":{"received":"20","stored":"7","duplicates":"3","rejected":"2","sampledOut":"1",
             "rateLimited":"4","unavailable":"3","underWay":"0"},
             "rejectedByReason":{"traceId":"2"}},"storage":{"spans":"7"}}
            """);
    assertThat(status.received()).contains(20L);
    assertThat(status.duplicates()).contains(3L);
    assertThat(status.accountedFor()).isEqualTo(20);
  }

  @Test
  void what_the_server_does_not_say_is_not_made_up() throws IOException {
    assertThat(ServerStatus.parse("{\"received\":\"12\"}").received()).isEmpty();
    assertThat(ServerStatus.parse("{\"ingest\":{}}").received()).isEmpty();
  }
}
