package dev.skep.domain.search.condition;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.condition.SpansetCondition.Matching;
import dev.skep.domain.search.condition.SpansetCondition.Related;
import dev.skep.domain.search.condition.SpansetCondition.Relation;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What conditions on several spans, and on how they hang together, mean.
final class SpansetConditionTest {
  // 1 is the root; 2 and 3 hang below it, 4 below 3; 5 names a parent that is not stored.
  private static final Trace TRACE =
      trace(
          span(1).named("a").of("nginx"),
          span(2).under(1).named("b").after(Duration.ofMillis(1)),
          span(3).under(1).named("c").ofKind(SpanKind.CLIENT).after(Duration.ofMillis(2)),
          span(4).under(3).named("b").inError().after(Duration.ofMillis(3)),
          span(5).under(99).named("e").after(Duration.ofMillis(4)));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiterString = " picks ",
      value = {
        "{} picks 1 2 3 4 5",
        "{false} picks ",
        "{name=\"b\"} picks 2 4",
        "{name=\"b\" && status=error} picks 4",
        "{name=\"a\"} && {name=\"b\"} picks 1 2 4",
        "{name=\"a\"} && {name=\"x\"} picks ",
        "{name=\"a\"} || {name=\"x\"} picks 1",
        "{name=\"a\"} > {name=\"b\"} picks 2",
        "{name=\"a\"} >> {name=\"b\"} picks 2 4",
        "{name=\"b\"} >> {} picks ",
        "{name=\"a\"} > {kind=client} > {} picks 4",
        "{name=\"a\"} &> {name=\"b\"} picks 1 2",
        "{name=\"a\" || name=\"c\" || name=\"e\"} &>> {name=\"b\"} picks 1 2 3 4",
        "{} >> {} picks 2 3 4",
        "{} &>> {} picks 1 2 3 4",
        "{nestedSetParent<0} picks 1 5",
        "{nestedSetParent=1} picks 2 3",
        "{nestedSetLeft=2 && nestedSetRight=3} picks 2",
        "{nestedSetLeft>8} picks 5",
        "{rootName=\"a\" && kind=client} picks 3",
        "{name=\"e\"} > {} picks "
      })
  void some_spans_are_picked(String query, String picked) {
    SpansetCondition condition = read(query);

    assertThat(numbers(condition.pickedSpans(TRACE)))
        .isEqualTo(picked == null ? "" : picked.strip());
    assertThat(condition.matches(TRACE)).isEqualTo(picked != null && !picked.isBlank());
  }

  @Test
  void another_condition_on_one_span_is_about_the_same_span() {
    SpanCondition inError = single("{ status = error }");

    assertThat(TraceQl.write(read("{ name = \"b\" }").and(inError)))
        .isEqualTo("{ status = error && name = \"b\" }");
    assertThat(TraceQl.write(SpansetCondition.all().and(inError))).isEqualTo("{ status = error }");
    assertThat(read("{ name = \"b\" }").and(SpanCondition.all()))
        .isEqualTo(read("{ name = \"b\" }"));
    assertThat(TraceQl.write(read("{} > {}").and(inError)))
        .isEqualTo("{ status = error } && ({} > {})");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void relations_are_what_walking_up_the_tree_says(long seed) {
    Random random = new Random(seed);
    var conditions = new GeneratedConditions(random, new GeneratedSpans(random, 3));
    for (Trace trace : generated(random)) {
      for (int i = 0; i < 50; i++) {
        var above = new Matching(conditions.span());
        var below = new Matching(conditions.span());
        for (Relation relation : Relation.values()) {
          assertThat(new Related(above, relation, below).pick(new WholeTrace(trace)))
              .isEqualTo(walkedUp(trace, above, relation, below));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_trace_matches_when_any_span_is_picked(long seed) {
    Random random = new Random(seed);
    var conditions = new GeneratedConditions(random, new GeneratedSpans(random, 3));
    int matched = 0;
    for (Trace trace : generated(random)) {
      for (int i = 0; i < 200; i++) {
        SpansetCondition condition = conditions.spanset();
        assertThat(condition.matches(trace)).isEqualTo(!condition.pickedSpans(trace).isEmpty());
        matched += condition.matches(trace) ? 1 : 0;
      }
    }
    assertThat(matched).isBetween(100, 500);
  }

  @Test
  @Timeout(60)
  void a_chain_of_a_hundred_thousand_spans_is_looked_through_quickly() {
    Spans.Builder[] chain = new Spans.Builder[100_000];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = span(i + 1).under(i == 0 ? chain.length : i).named(i % 2 == 0 ? "a" : "b");
    }
    Trace trace = trace(chain);

    assertThat(
            read("{ name = \"a\" } >> { name = \"b\" } >> { nestedSetParent > 0 }")
                .pickedSpans(trace))
        .hasSize(99_998);
    assertThat(read("({} &>> { name = \"b\" }) && { .x = nil }").pickedSpans(trace))
        .hasSize(100_000);
  }

  private static List<Trace> generated(Random random) {
    TreeMap<TraceId, List<Span>> byTrace = new TreeMap<>();
    for (Span span : new GeneratedSpans(random, 3).spans(60)) {
      byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
    }
    return byTrace.entrySet().stream()
        .map(entry -> new Trace(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// The slow definition: from each lower span upwards, as the tree shows it.
  private static BitSet walkedUp(
      Trace trace, SpansetCondition above, Relation relation, SpansetCondition below) {
    BitSet uppers = above.pick(new WholeTrace(trace));
    BitSet lowers = below.pick(new WholeTrace(trace));
    List<SpanTree.Node> nodes = trace.tree().nodes();
    var picked = new BitSet();
    for (int low = 0; low < nodes.size(); low++) {
      int depth = nodes.get(low).depth();
      for (int high = low - 1; high >= 0 && depth > 0; high--) {
        if (nodes.get(high).depth() < depth) {
          depth = nodes.get(high).depth();
          boolean near = depth == nodes.get(low).depth() - 1;
          int upper = nodes.get(high).index();
          int lower = nodes.get(low).index();
          if ((near || relation.isDeep()) && uppers.get(upper) && lowers.get(lower)) {
            picked.set(lower);
            if (relation.isUnion()) {
              picked.set(upper);
            }
          }
        }
      }
    }
    return picked;
  }

  private static SpansetCondition read(String query) {
    return ((TraceQl.Query) TraceQl.read(query)).spans();
  }

  private static SpanCondition single(String query) {
    return ((Matching) read(query)).condition();
  }

  private static String numbers(List<Span> spans) {
    return String.join(
        " ",
        spans.stream()
            .map(span -> Long.toString(Long.parseLong(span.spanId().value(), 16)))
            .toList());
  }

  private static Trace trace(Spans.Builder... builders) {
    List<Span> spans = new ArrayList<>(builders.length);
    for (Spans.Builder builder : builders) {
      spans.add(builder.build());
    }
    return new Trace(Spans.traceId(1), spans);
  }
}
