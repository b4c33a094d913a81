package dev.skep.persistence.rollup;

import static dev.skep.domain.trace.Spans.NOON;
import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Folded;
import dev.skep.domain.calls.GeneratedCalls;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RollUpTest {
  private static final RollUpLimits TIGHT = new RollUpLimits(3, 2, 4, 9, 6, 5, 8, 20);
  private static final Minutes DAY =
      Minutes.covering(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void sums_of_several_files_and_restarts_are_what_the_domain_defines(long seed)
      throws SQLException {
    Random random = new Random(seed);
    var calls = new GeneratedCalls(random, 1 + random.nextInt(12));
    List<Span> spans = calls.spans(250);
    try (var files = new RolledFiles(folder, RollUpLimits.USUAL)) {
      for (int at = 0; at < spans.size(); ) {
        int end = Math.min(spans.size(), at + 1 + random.nextInt(30));
        files.store(spans.subList(at, end));
        at = end;
        switch (random.nextInt(8)) {
          case 0 -> files.roll();
          case 1 -> files.restart();
          default -> {}
        }
      }

      for (int i = 0; i < 10; i++) {
        Minutes range = calls.range();
        String service = calls.service();
        assertThat(files.answer(RollUpReader.map(range))).isEqualTo(ServiceMap.of(spans, range));
        assertThat(files.answer(RollUpReader.services(range)))
            .isEqualTo(CalledServices.of(spans, range));
        assertThat(files.answer(RollUpReader.operations(service, range)))
            .isEqualTo(CalledOperations.of(spans, service, range));
        SeriesQuery series = calls.series();
        assertThat(files.answer(RollUpReader.series(series)))
            .isEqualTo(CallSeries.of(spans, series));
        assertThat(files.answer(RollUpReader.trends(series)))
            .isEqualTo(CallTrends.of(spans, series));
      }
    }
  }

  @Test
  void names_without_end_are_counted_as_other_and_take_no_more_rows() throws SQLException {
    try (var files = new RolledFiles(folder, TIGHT)) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        spans.add(span(i + 1).of("service-" + i % 50).named("GET /" + i).build());
        spans.add(span(i + 1).in(2).named("GET /" + i).build());
        spans.add(
            span(i + 1).in(3).of("service-" + i).ofKind(SpanKind.CLIENT).named("c" + i).build());
      }
      files.store(spans);

      assertThat(files.rows("call_parties")).isLessThanOrEqualTo(2 + 3 + 2);
      assertThat(files.rows("call_operations")).isLessThanOrEqualTo(9 + 4);
      assertThat(files.rows("call_edges")).isLessThanOrEqualTo(6 + 1);
      var services = files.answer(RollUpReader.services(DAY));
      assertThat(services.services().stream().mapToLong(each -> each.statistics().calls()).sum())
          .isEqualTo(1_000);
      assertThat(services.services().getLast().service()).isEqualTo(Label.other());
      assertThat(services.folded().calls()).isPositive();
      var operations = files.answer(RollUpReader.operations("nginx", DAY));
      assertThat(operations.operations()).hasSizeLessThanOrEqualTo(4 + 1);
      assertThat(operations.operations().getLast().operation().name()).isEqualTo(Label.other());
      assertThat(files.answer(RollUpReader.map(DAY)).edges()).hasSizeLessThanOrEqualTo(6 + 1);
    }
  }

  @Test
  void a_name_that_is_too_long_is_another() throws SQLException {
    try (var files = new RolledFiles(folder, TIGHT)) {
      files.store(List.of(span(1).named("x".repeat(21)).build(), span(2).named("x").build()));

      assertThat(files.answer(RollUpReader.operations("nginx", DAY)).operations())
          .extracting(each -> each.operation().name())
          .containsExactly(Label.of("x"), Label.other());
    }
  }

  @Test
  void time_in_queues_whose_minute_is_not_known_is_no_call_without_a_time() throws SQLException {
    try (var files = new RolledFiles(folder, TIGHT)) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        spans.add(
            span(i + 1)
                .named("in queue")
                .ofKind(SpanKind.INTERNAL)
                .after(Duration.ofHours(i))
                .build());
      }
      files.store(spans);

      assertThat(files.answer(RollUpReader.services(DAY)))
          .isEqualTo(new CalledServices(List.of(), Folded.NOTHING));
    }
  }

  @Test
  void of_resources_without_end_only_so_many_are_noted() throws SQLException {
    try (var files = new RolledFiles(folder, RollUpLimits.USUAL)) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < ResourceTimes.MOST + 100; i++) {
        spans.add(span(i + 1).of("service-" + i).ofKind(SpanKind.INTERNAL).build());
      }
      files.store(spans);

      assertThat(files.rows("resource_times")).isEqualTo(ResourceTimes.MOST);
    }
  }

  @Test
  void times_without_end_are_counted_without_a_time() throws SQLException {
    try (var files = new RolledFiles(folder, TIGHT)) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        spans.add(span(i + 1).after(Duration.ofHours(i)).build());
      }
      files.store(spans);
      files.restart();
      files.store(List.of(span(500).after(Duration.ofDays(9)).build()));

      assertThat(files.rows("operation_calls")).isEqualTo(5 * 2 + 1);
      var services = files.answer(RollUpReader.services(DAY));
      assertThat(services.services().getFirst().statistics().calls()).isEqualTo(5);
      assertThat(services.folded()).isEqualTo(new Folded(0, 96));
    }
  }

  @Test
  void a_parent_that_comes_too_late_for_the_memory_leaves_its_child_called_from_outside()
      throws SQLException {
    try (var files = new RolledFiles(folder, TIGHT)) {
      List<Span> children = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        children.add(span(100 + i).in(i).under(i).of("callee").build());
      }
      files.store(children);
      for (int i = 1; i <= 20; i++) {
        files.store(List.of(span(i).in(i).of("caller").build()));
      }

      assertThat(files.answer(RollUpReader.map(DAY)).edges())
          .extracting(edge -> edge.calls())
          .containsExactly(12L, 20L, 8L);
    }
  }

  @Test
  void what_a_dropped_file_counted_leaves_no_negative_calls() throws SQLException {
    try (var files = new RolledFiles(folder, RollUpLimits.USUAL)) {
      files.store(List.of(span(1).of("a").ofKind(SpanKind.CLIENT).build()));
      files.roll();
      files.store(List.of(span(2).under(1).of("b").build()));

      assertThat(files.answer(RollUpReader.map(DAY)).edges()).hasSize(1);
      files.dropFirst();
      assertThat(files.answer(RollUpReader.map(DAY)).edges()).hasSize(1);
    }
  }
}
