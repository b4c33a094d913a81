package dev.skep.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.application.job.JobRun.Recorded;
import dev.skep.application.job.JobRun.Result;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class JobBookTest {
  private static final Clock NOON = Clock.fixed(Spans.NOON, ZoneOffset.UTC);

  private final AtomicLong nanos = new AtomicLong();
  private final OwnTraces traces = new OwnTraces(Resource.UNKNOWN, NOON, nanos::get);
  private final JobBook book = new JobBook(traces, NOON, nanos::get);

  @Test
  void a_job_is_known_before_its_first_run() {
    book.enter("seal", new Rhythm.WhenNeeded());

    assertThat(book.jobs())
        .singleElement()
        .satisfies(job -> {
          assertThat(job.name()).isEqualTo("seal");
          assertThat(job.last()).isEqualTo(new Last.None());
          assertThat(job.running()).isFalse();
        });
  }

  @Test
  void of_a_run_the_book_tells_what_came_of_it_and_where_its_trace_is() {
    var storage = new InMemoryStorage();
    boolean run =
        book.run(
            "seal",
            () -> {
              nanos.addAndGet(5_000);
              return "segment 6";
            });

    assertThat(run).isTrue();
    JobRun last = last("seal");
    assertThat(last.start()).isEqualTo(Spans.NOON);
    assertThat(last.took()).isEqualTo(Duration.ofNanos(5_000));
    assertThat(last.result()).isEqualTo(new Result.Done("segment 6"));
    traces.storeWith(storage);
    traces.close();
    Span root =
        storage
            .find(((Recorded.As) last.trace()).position().traceId())
            .orElseThrow()
            .spans()
            .getFirst();
    assertThat(root.name()).isEqualTo("seal");
    assertThat(root.attributes().text("skep.job.result")).contains("segment 6");
  }

  @Test
  void a_run_that_fails_is_entered_and_fails() {
    assertThatThrownBy(() ->
            book.run(
                "backup",
                () -> {
                  throw new IOException("target is full");
                }))
        .isInstanceOf(IOException.class);

    assertThat(last("backup").result()).isEqualTo(new Result.Failed("target is full"));
    assertThat(book.jobs().getFirst().failures()).isEqualTo(1);
    assertThat(book.jobs().getFirst().running()).isFalse();
  }

  @Test
  void a_job_is_never_run_twice_at_once() {
    boolean[] inner = new boolean[1];
    book.run(
        "backup",
        () -> {
          inner[0] = book.run("backup", () -> "never");
          assertThat(book.jobs().getFirst().running()).isTrue();
          return "the first";
        });

    assertThat(inner[0]).isFalse();
    assertThat(last("backup").result()).isEqualTo(new Result.Done("the first"));
    assertThat(book.jobs().getFirst().runs()).isEqualTo(1);
    assertThat(book.run("backup", () -> "the second")).isTrue();
  }

  private JobRun last(String name) {
    return book.jobs().stream()
        .filter(job -> job.name().equals(name))
        .map(job -> ((Last.Of) job.last()).run())
        .findFirst()
        .orElseThrow();
  }
}
