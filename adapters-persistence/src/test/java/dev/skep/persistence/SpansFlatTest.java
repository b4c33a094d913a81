package dev.skep.persistence;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The view for people shows the flat row of the specification.
final class SpansFlatTest {
  @TempDir Path folder;

  @Test
  void a_span_is_one_readable_row() {
    write(
        span(0x2a)
            .in(0xab)
            .under(7)
            .named("GET /users/*")
            .ofKind(SpanKind.CLIENT)
            .withStatus(new SpanStatus(StatusCode.ERROR, "timeout"))
            .lasting(Duration.ofMillis(150))
            .by(new InstrumentationScope("io.http", "1.2", Attributes.NONE, 0, ""))
            .from(TraceSource.SCHEDULER));

    assertThat(flat("trace_id")).isEqualTo("000000000000000000000000000000ab");
    assertThat(flat("span_id")).isEqualTo("000000000000002a");
    assertThat(flat("parent_span_id")).isEqualTo("0000000000000007");
    assertThat(flat("name")).isEqualTo("GET /users/*");
    assertThat(flat("kind")).isEqualTo("client");
    assertThat(flat("status")).isEqualTo("error");
    assertThat(flat("status_message")).isEqualTo("timeout");
    assertThat(flat("start_time")).isEqualTo("2026-03-17T12:00:00.000Z");
    assertThat(flat("end_time")).isEqualTo("2026-03-17T12:00:00.150Z");
    assertThat(flat("duration_ms")).isEqualTo("150");
    assertThat(flat("duration_nano")).isEqualTo("150000000");
    assertThat(flat("start_time_unix_nano")).isEqualTo("1773748800000000001");
    assertThat(flat("service_name")).isEqualTo("nginx");
    assertThat(flat("trace_source")).isEqualTo("scheduler");
    assertThat(flat("scope_name")).isEqualTo("io.http");
    assertThat(flat("scope_version")).isEqualTo("1.2");
  }

  @Test
  void a_span_without_parent_and_end_shows_none() {
    write(span(1).ending(EndTime.NONE));

    assertThat(flat("parent_span_id")).isNull();
    assertThat(flat("end_time")).isNull();
    assertThat(flat("duration_ms")).isNull();
    assertThat(flat("duration_nano")).isEqualTo("0");
  }

  @Test
  void irregular_ids_are_shown_as_they_were_sent() {
    write(span(1).in(new TraceId("abc123...")).under(Parent.of(new SpanId("span000"))));

    assertThat(flat("trace_id")).isEqualTo("abc123...");
    assertThat(flat("parent_span_id")).isEqualTo("span000");
  }

  @Test
  void milliseconds_are_cut_off_and_nanoseconds_are_not() {
    write(span(1).starting(NOON.plusNanos(999_999)).lasting(Duration.ofNanos(999_999)));

    assertThat(flat("duration_ms")).isEqualTo("0");
    assertThat(flat("duration_nano")).isEqualTo("999999");
    assertThat(flat("start_time")).isEqualTo("2026-03-17T12:00:00.001Z");
    assertThat(flat("end_time")).isEqualTo("2026-03-17T12:00:00.001Z");
  }

  @Test
  void attributes_are_those_of_the_resource_and_then_those_of_the_span() {
    write(
        withAttributes(
            Attributes.builder().put("service.name", "nginx").put("process.pid", 7).build(),
            Attributes.builder()
                .put("url.path", "/")
                .put("ratio", AttributeValue.of(1.0))
                .build()));

    assertThat(flat("attributes"))
        .isEqualTo(
            """
            {"service.name":"nginx","process.pid":7,"url.path":"/","ratio":1.0}\
            """);
  }

  @Test
  void where_both_have_a_key_the_value_of_the_span_stands_whole() {
    Attributes resource =
        Attributes.builder()
            .put("a", AttributeValue.of(true))
            .put("both", new MapValue(Attributes.builder().put("x", 1).put("y", 2).build()))
            .put("b", new MapValue(Attributes.of("z", AttributeValue.EMPTY)))
            .put("none", AttributeValue.EMPTY)
            .build();
    Attributes own = Attributes.of("both", new MapValue(Attributes.of("y", AttributeValue.of(3))));
    write(withAttributes(resource, own));

    assertThat(flat("attributes"))
        .isEqualTo(
            """
            {"a":true,"b":{"z":null},"none":null,"both":{"y":3}}\
            """);
  }

  @Test
  void no_attributes_are_an_empty_object() {
    write(withAttributes(Attributes.NONE, Attributes.NONE));

    assertThat(flat("attributes")).isEqualTo("{}");
  }

  @Test
  void attributes_can_be_asked_for_by_name() {
    write(
        withAttributes(
            Attributes.NONE, Attributes.builder().put("http.response.status_code", 500).build()));

    assertThat(flat("attributes ->> '$.\"http.response.status_code\"'")).isEqualTo("500");
  }

  @Test
  void the_columns_added_by_the_specification_are_there() {
    write(span(1));

    assertThat(
            segment()
                .ask(
                    "SELECT dflt_value FROM pragma_table_info('operations') WHERE"
                        + " name='trace_source'"))
        .containsExactly("'http'");
    assertThat(segment().ask("SELECT name FROM pragma_index_info('idx_operations_source')"))
        .startsWith("trace_source");
  }

  private static Spans.Builder withAttributes(Attributes resource, Attributes span) {
    return span(1).of(Resource.of(resource)).with(span);
  }

  private void write(Spans.Builder span) {
    try (SqliteStore store =
        SqliteStore.open(StoreSettings.of(folder), Clock.fixed(NOON, ZoneOffset.UTC))) {
      store.writer().write(List.of(span.build()));
    }
  }

  private String flat(String expression) {
    return segment().ask("SELECT " + expression + " FROM spans_flat").getFirst();
  }

  private SqlFile segment() {
    return SqlFile.segmentOf(folder);
  }
}
