package dev.skep.web.explorer.status;

import dev.skep.application.Forwarding;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.ingest.SenderFigures.Strangers;
import dev.skep.application.job.JobRun;
import dev.skep.application.job.JobRun.Result;
import dev.skep.application.job.JobState;
import dev.skep.application.job.JobState.Last;
import dev.skep.application.reading.SearchFigures;
import dev.skep.application.usecase.CheckHealth.Health;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.application.usecase.ViewStatus.Storage;
import dev.skep.web.explorer.text.Elapsed;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Sizes;
import dev.skep.web.explorer.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is well and what is not: one line for each part of Skep, and what they come to.
///
/// @param verdict what the worst of them says, or that all is well
/// @param level of the worst of them
public record Findings(List<Finding> all, String verdict, Level level) {
  private static final Duration RECENT = Duration.ofHours(1);
  private static final int LONGEST = 200;

  public Findings {
    all = List.copyOf(all);
  }

  static Findings of(Status status, Health health, boolean ingestionEnabled) {
    List<Finding> all = new ArrayList<>();
    all.add(ingestion(status, ingestionEnabled));
    all.add(writer(status.storage(), health));
    if (status.storage() instanceof Storage.Known(StoreState state)) {
      all.add(queue(state.queue()));
      all.add(disk(state.disk()));
      all.add(segments(state));
    }
    all.add(searches(status.questions().searches()));
    all.add(jobs(status.jobs()));
    all.add(senders(status.senders()));
    if (status.forwarding() instanceof Forwarding.On on) {
      all.add(forwarding(on));
    }
    if (status.senders().strangers() instanceof Strangers.Came came) {
      all.add(keys(came, status.at()));
    }
    Finding worst = all.stream().max(Comparator.comparing(Finding::level)).orElseThrow();
    return new Findings(all, verdict(worst, all), worst.level());
  }

  private static String verdict(Finding worst, List<Finding> all) {
    if (worst.level() == Level.FINE) {
      return all.getFirst().words();
    }
    Finding first =
        all.stream().filter(one -> one.level() == worst.level()).findFirst().orElse(worst);
    long more = all.stream().filter(one -> one.level() != Level.FINE).count() - 1;
    String words = first.part() + ": " + first.words();
    return more == 0 ? words : words + "; and " + more + " more below";
  }

  private static Finding ingestion(Status status, boolean enabled) {
    if (!enabled) {
      return Finding.look("Ingestion", "off; every sender is answered 501");
    }
    return status.senders().senders().stream()
        .map(SenderState::lastBatch)
        .max(Instant::compareTo)
        .map(last -> Finding.fine("Ingestion", taking(last, status.at())))
        .orElse(Finding.fine("Ingestion", "Ready; nothing was sent since the start"));
  }

  private static String taking(Instant last, Instant now) {
    return "Taking spans; the last batch came " + Elapsed.since(last, now);
  }

  private static Finding writer(Storage storage, Health health) {
    if (health instanceof Health.NotReady(String reason)) {
      return Finding.bad("Store", "it cannot write and read just now. " + shown(reason));
    }
    return switch (storage) {
      case Storage.Unavailable(String reason) -> Finding.bad("Store", shown(reason));
      case Storage.Known(StoreState state) ->
          Finding.fine(
              "Store",
              state.commits().count() == 0
                  ? "writes and reads"
                  : "writes and reads; commit p99 " + Formats.duration(state.commits().p99Nano()));
    };
  }

  private static Finding queue(StoreState.Queue queue) {
    String words = Formats.count(queue.spans(), "span") + " of " + Formats.count(queue.most());
    return queue.spans() > queue.most() / 2
        ? Finding.look("Queue", words + " wait to be written")
        : Finding.fine("Queue", words);
  }

  private static Finding disk(StoreState.Disk disk) {
    String free = Sizes.of(disk.free()) + " free";
    if (disk.free() < disk.lowBelow()) {
      return Finding.bad("Disk", "nearly full, " + free + "; no spans are taken");
    }
    return disk.free() < 2 * disk.lowBelow()
        ? Finding.look(
            "Disk", free + "; below " + Sizes.of(disk.lowBelow()) + " no spans are taken")
        : Finding.fine("Disk", free);
  }

  private static Finding segments(StoreState state) {
    long damaged =
        state.segments().stream().filter(segment -> segment.stage() == Stage.DAMAGED).count();
    return damaged == 0
        ? Finding.fine("Segments", Formats.count(state.segments().size()) + ", none damaged")
        : Finding.bad("Segments", Formats.count(damaged) + " damaged and set aside");
  }

  private static Finding searches(SearchFigures searches) {
    String words = searches.running() + " of " + searches.most() + " running";
    if (searches.turnedAway() > 0) {
      words += ", " + Formats.count(searches.turnedAway()) + " turned away since the start";
    }
    return searches.waiting() > 0
        ? Finding.look("Searches", words + ", " + searches.waiting() + " waiting")
        : Finding.fine("Searches", words);
  }

  private static Finding jobs(List<JobState> jobs) {
    List<String> failed =
        jobs.stream()
            .filter(job ->
                job.last() instanceof Last.Of(JobRun run) && run.result() instanceof Result.Failed)
            .map(JobState::name)
            .toList();
    return failed.isEmpty()
        ? Finding.fine("Jobs", "none failed at its last run")
        : Finding.bad("Jobs", "failed: " + String.join(", ", failed));
  }

  private static Finding senders(SenderFigures figures) {
    List<SenderState> senders = figures.senders();
    long rejected = senders.stream().filter(sender -> sender.rejectedLastHour() > 0).count();
    if (rejected == 0) {
      return Finding.fine(
          "Senders", Formats.count(senders.size()) + ", none sent bad spans this hour");
    }
    return Finding.look(
        "Senders",
        rejected + " of " + senders.size() + (rejected == 1 ? " sends" : " send") + " bad spans");
  }

  private static Finding forwarding(Forwarding.On on) {
    List<String> words = new ArrayList<>();
    words.add(
        Formats.count(on.sent())
            + " of "
            + Formats.count(on.queued(), "span")
            + " to "
            + shown(on.endpoint()));
    add(words, on.failed(), "refused there");
    add(words, on.dropped(), "dropped");
    add(words, on.waiting(), "waiting");
    if (!on.trouble().isEmpty()) {
      words.add("last error: " + shown(on.trouble()));
    }
    String all = String.join(", ", words);
    return on.trouble().isEmpty() ? Finding.fine("Sent on", all) : Finding.look("Sent on", all);
  }

  private static void add(List<String> words, long spans, String what) {
    if (spans > 0) {
      words.add(Formats.count(spans) + " " + what);
    }
  }

  private static Finding keys(Strangers.Came came, Instant now) {
    String words =
        Formats.count(came.requests(), "request")
            + " without the right key, the last one "
            + Elapsed.since(came.last(), now)
            + " from "
            + came.address();
    return came.last().isAfter(now.minus(RECENT))
        ? Finding.look("Keys", words)
        : Finding.fine("Keys", words);
  }

  private static String shown(String reason) {
    return VisibleText.line(reason, LONGEST);
  }
}
