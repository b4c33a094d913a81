package dev.skep.web.api;

import dev.skep.application.Forwarding;
import dev.skep.application.SlowCallers;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.ingest.IngestFigures;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.job.JobRun;
import dev.skep.application.job.JobState;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.reading.SearchFigures;
import dev.skep.application.selftrace.OwnTraceFigures;
import dev.skep.application.selftrace.QuestionFigures;
import dev.skep.application.usecase.ViewStatus;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.application.usecase.ViewStatus.Storage;
import dev.skep.domain.ingest.Rejection;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Answers `/metrics`: all figures of the status as Prometheus reads them. `docs/metrics.md` lists
/// them. No label holds a text that somebody sent.
public final class MetricsApi implements Routed {
  private static final String COUNTER = "counter";
  private static final String GAUGE = "gauge";
  private static final String HISTOGRAM = "histogram";
  private static final double NANOS = 1e9;

  private final ViewStatus view;

  public MetricsApi(ViewStatus view) {
    this.view = view;
  }

  @Override
  public void addTo(Routes routes) {
    routes.polledText("/metrics", PrometheusText.MEDIA_TYPE, this::metrics);
  }

  private String metrics() {
    Status status = view.view();
    var text = new PrometheusText();
    ingest(text, status.ingest());
    senders(text, status.senders());
    storage(text, status.storage());
    questions(text, status.questions());
    jobs(text, status.jobs());
    ownTraces(text, status.ownTraces());
    slowCallers(text, status.slowCallers());
    failures(text, status.failures());
    if (status.forwarding() instanceof Forwarding.On on) {
      forwarding(text, on);
    }
    JvmMetrics.write(text);
    return text.toString();
  }

  private static void ingest(PrometheusText text, IngestFigures figures) {
    IngestFigures.Outcomes outcomes = figures.outcomes();
    text.single(
        "skep_ingest_received_spans_total",
        COUNTER,
        "Spans decoded, the bad ones included.",
        figures.received());
    String spans = "skep_ingest_spans_total";
    text.family(spans, COUNTER, "What became of spans that were received.");
    text.sample(spans, outcomes.stored(), "outcome", "stored");
    text.sample(spans, outcomes.duplicates(), "outcome", "duplicate");
    text.sample(spans, outcomes.rejectedTotal(), "outcome", "rejected");
    text.sample(spans, outcomes.sampledOut(), "outcome", "sampled_out");
    text.sample(spans, outcomes.rateLimited(), "outcome", "rate_limited");
    text.sample(spans, outcomes.unavailable(), "outcome", "unavailable");
    String rejected = "skep_ingest_rejected_spans_total";
    text.family(rejected, COUNTER, "Bad spans by what is wrong with them.");
    for (Rejection reason : Rejection.values()) {
      text.sample(rejected, outcomes.rejected().getOrDefault(reason, 0L), "reason", reason.slug());
    }
    String requests = "skep_ingest_requests_total";
    text.family(requests, COUNTER, "Requests to the paths for traces by HTTP status.");
    figures
        .requestsByStatus()
        .forEach(
            (status, count) -> text.sample(requests, count, "status", Integer.toString(status)));
  }

  private static void senders(PrometheusText text, SenderFigures figures) {
    text.single(
        "skep_ingest_senders",
        GAUGE,
        "Senders that are told apart on the status page.",
        figures.senders().size());
    figures.senders().stream()
        .map(SenderState::lastBatch)
        .max(Instant::compareTo)
        .ifPresent(last ->
            text.single(
                "skep_ingest_last_batch_timestamp_seconds",
                GAUGE,
                "When the last request with spans came.",
                seconds(last)));
  }

  private static void storage(PrometheusText text, Storage storage) {
    text.single(
        "skep_storage_up",
        GAUGE,
        "1 when the store can tell how it is doing.",
        storage instanceof Storage.Known ? 1 : 0);
    if (storage instanceof Storage.Known(StoreState state)) {
      storage(text, state);
    }
  }

  private static void storage(PrometheusText text, StoreState state) {
    String segments = "skep_storage_segments";
    text.family(segments, GAUGE, "Segments by state.");
    for (Stage stage : Stage.values()) {
      text.sample(segments, StorageJson.count(state, stage), "state", stage.slug());
    }
    String bytes = "skep_storage_segment_bytes";
    text.family(bytes, GAUGE, "Size of the segments' files by state.");
    for (Stage stage : Stage.values()) {
      long sum =
          state.segments().stream()
              .filter(segment -> segment.stage() == stage)
              .mapToLong(Segment::bytes)
              .sum();
      text.sample(bytes, sum, "state", stage.slug());
    }
    text.single("skep_storage_spans", GAUGE, "Spans stored.", state.spans());
    text.single(
        "skep_storage_bytes", GAUGE, "Size of all files that are kept.", state.disk().used());
    text.single("skep_storage_max_bytes", GAUGE, "Size that they may have.", state.disk().cap());
    text.single(
        "skep_storage_free_disk_bytes", GAUGE, "What the disk has left.", state.disk().free());
    text.single("skep_storage_pinned_traces", GAUGE, "Traces pinned.", state.keeping().pinned());
    text.single(
        "skep_storage_dropped_segments_total",
        COUNTER,
        "Segments dropped by retention.",
        state.droppedSegments());
    state
        .oldestSpan()
        .ifPresent(oldest ->
            text.single(
                "skep_storage_oldest_span_timestamp_seconds",
                GAUGE,
                "When the oldest stored span began.",
                seconds(oldest)));
    text.single(
        "skep_write_queue_spans", GAUGE, "Spans waiting to be written.", state.queue().spans());
    text.single("skep_write_queue_max_spans", GAUGE, "Spans that may wait.", state.queue().most());
    text.single(
        "skep_write_queue_wait_seconds",
        GAUGE,
        "How long the first of them has waited.",
        seconds(state.queue().longestWait()));
    String commits = "skep_commit_duration_seconds";
    text.family(commits, HISTOGRAM, "Transactions of spans, from the first row to the sync.");
    text.histogram(commits, state.commits());
  }

  private static void questions(PrometheusText text, QuestionFigures questions) {
    String answered = "skep_query_duration_seconds";
    text.family(answered, HISTOGRAM, "Questions that the store answered, by kind.");
    questions
        .answered()
        .forEach((name, latencies) -> text.histogram(answered, latencies, "query", name));
    text.single(
        "skep_query_failures_total",
        COUNTER,
        "Questions that the store did not answer.",
        questions.failed());
    SearchFigures searches = questions.searches();
    text.single("skep_searches_running", GAUGE, "Searches that are running.", searches.running());
    text.single("skep_searches_max", GAUGE, "Searches that may run at once.", searches.most());
    text.single(
        "skep_searches_waiting", GAUGE, "Searches that wait for a place.", searches.waiting());
    text.single(
        "skep_searches_turned_away_total",
        COUNTER,
        "Searches that got no place in time.",
        searches.turnedAway());
  }

  private static void jobs(PrometheusText text, List<JobState> jobs) {
    String runs = "skep_job_runs_total";
    text.family(runs, COUNTER, "Runs of jobs that ended.");
    jobs.forEach(job -> text.sample(runs, job.runs(), "job", job.name()));
    String failures = "skep_job_failures_total";
    text.family(failures, COUNTER, "Runs of jobs that failed.");
    jobs.forEach(job -> text.sample(failures, job.failures(), "job", job.name()));
    String busy = "skep_job_busy_seconds_total";
    text.family(busy, COUNTER, "How long jobs ran.");
    jobs.forEach(job -> text.sample(busy, seconds(job.busy()), "job", job.name()));
    String last = "skep_job_last_run_timestamp_seconds";
    text.family(last, GAUGE, "When the last run of a job that ended began.");
    jobs.forEach(job -> {
      if (job.last() instanceof Last.Of(JobRun run)) {
        text.sample(last, seconds(run.start()), "job", job.name());
      }
    });
  }

  private static void ownTraces(PrometheusText text, OwnTraceFigures own) {
    text.single("skep_own_spans_stored_total", COUNTER, "Skep's own spans stored.", own.stored());
    text.single(
        "skep_own_traces_dropped_total",
        COUNTER,
        "Skep's own traces that were not recorded, for they were too many.",
        own.overRate());
    String dropped = "skep_own_spans_dropped_total";
    text.family(dropped, COUNTER, "Skep's own spans that were recorded in vain.");
    text.sample(dropped, own.overSize(), "reason", "trace_too_large");
    text.sample(dropped, own.noRoom(), "reason", "queue_full");
    text.sample(dropped, own.notStored(), "reason", "store_unavailable");
  }

  private static void slowCallers(PrometheusText text, SlowCallers.Figures slow) {
    String closed = "skep_slow_connections_closed_total";
    text.family(closed, COUNTER, "Connections closed because their callers were too slow.");
    text.sample(closed, slow.sending(), "while", "sending");
    text.sample(closed, slow.reading(), "while", "reading");
  }

  private static void failures(PrometheusText text, long failures) {
    text.single(
        "skep_failures_total",
        COUNTER,
        "Requests that failed for a defect of Skep's own.",
        failures);
  }

  private static void forwarding(PrometheusText text, Forwarding.On on) {
    text.single(
        "skep_forward_queued_spans_total", COUNTER, "Spans that were to be sent on.", on.queued());
    String spans = "skep_forward_spans_total";
    text.family(spans, COUNTER, "What became of spans that were to be sent on.");
    text.sample(spans, on.sent(), "outcome", "sent");
    text.sample(spans, on.failed(), "outcome", "failed");
    text.sample(spans, on.dropped(), "outcome", "dropped");
    text.single("skep_forward_waiting_spans", GAUGE, "Spans that wait to be sent.", on.waiting());
    text.single("skep_forward_waiting_bytes", GAUGE, "What they take.", on.waitingBytes());
    text.single("skep_forward_max_waiting_bytes", GAUGE, "What they may take.", on.maxBytes());
    text.single(
        "skep_forward_up",
        GAUGE,
        "1 when the last attempt to send went well, or there was none.",
        on.trouble().isEmpty() ? 1 : 0);
  }

  private static double seconds(Duration length) {
    return length.toNanos() / NANOS;
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS;
  }
}
