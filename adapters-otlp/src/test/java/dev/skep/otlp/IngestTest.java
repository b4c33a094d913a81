package dev.skep.otlp;

import static dev.skep.otlp.DoorUnderTest.JSON;
import static dev.skep.otlp.DoorUnderTest.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Span;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Good requests, and what is answered to them.
final class IngestTest {
  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void the_example_of_the_specification_is_stored() {
    HttpResponse<byte[]> response = door.postJson(Bodies.SPECIFICATION_EXAMPLE);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"accepted\":1}");
    assertThat(response.headers().allValues("Content-Type")).containsExactly(JSON);
    Span span = door.stored().getFirst();
    assertThat(span.traceId().value()).isEqualTo("abc123...");
    assertThat(span.spanId().value()).isEqualTo("span001");
    assertThat(span.serviceName()).isEqualTo("my-app");
    assertThat(span.duration()).isEqualTo(Duration.ofMillis(150));
  }
}
