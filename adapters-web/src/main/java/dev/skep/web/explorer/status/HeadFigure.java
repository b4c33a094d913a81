package dev.skep.web.explorer.status;

import dev.skep.application.StoreState;
import dev.skep.application.ingest.SenderFigures;
import dev.skep.application.ingest.SenderFigures.Others;
import dev.skep.application.ingest.SenderFigures.SenderState;
import dev.skep.application.usecase.ViewStatus.Status;
import dev.skep.application.usecase.ViewStatus.Storage;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Sizes;
import dev.skep.web.explorer.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One of the large figures at the top of the page.
///
/// @param bad whether it is one that should not be
public record HeadFigure(String label, String value, String note, boolean bad) {
  private static final String NO_DATA = "–";

  static List<HeadFigure> of(Status status, Times times) {
    List<HeadFigure> figures = new ArrayList<>(ingest(status));
    switch (status.storage()) {
      case Storage.Unavailable _ -> figures.add(plain("Stored", NO_DATA, "the store cannot tell"));
      case Storage.Known(StoreState state) -> figures.addAll(storage(state, status.at(), times));
    }
    return figures;
  }

  private static List<HeadFigure> ingest(Status status) {
    List<SenderState> senders = everybody(status.senders());
    long minute = senders.stream().mapToLong(SenderState::spansLastMinute).sum();
    long hour =
        senders.stream()
            .flatMap(sender -> sender.lastHour().stream())
            .mapToLong(Integer::longValue)
            .sum();
    long rejected = status.ingest().outcomes().rejectedTotal();
    long bySenders = senders.stream().filter(sender -> sender.fate().rejectedTotal() > 0).count();
    return List.of(
        plain("Spans received", Formats.count(minute) + "/min", Formats.count(hour) + " this hour"),
        new HeadFigure(
            "Rejected",
            Formats.count(rejected),
            rejected == 0
                ? "since the start"
                : "since the start, of " + Formats.count(bySenders, "sender"),
            rejected > 0));
  }

  private static List<HeadFigure> storage(StoreState state, Instant now, Times times) {
    StoreState.Disk disk = state.disk();
    boolean committed = state.commits().count() > 0;
    return List.of(
        plain(
            "Commit and sync, p99",
            committed ? Formats.duration(state.commits().p99Nano()) : NO_DATA,
            "before each 200"),
        plain(
            "Stored",
            Sizes.of(disk.used()),
            "of "
                + Sizes.of(disk.cap())
                + ", "
                + Formats.percent(disk.cap() == 0 ? 0 : (double) disk.used() / disk.cap())),
        state
            .roomLasts(now)
            .map(left -> plain("Room left", lasting(left), "at this hour’s rate"))
            .orElse(plain("Room left", NO_DATA, "too little is known")),
        state
            .oldestSpan()
            .map(oldest -> plain("Oldest span", age(oldest, now), times.minute(oldest)))
            .orElse(plain("Oldest span", NO_DATA, "nothing is stored")));
  }

  private static List<SenderState> everybody(SenderFigures figures) {
    return Stream.concat(
            figures.senders().stream(),
            figures.others() instanceof Others.Together(SenderState state)
                ? Stream.of(state)
                : Stream.<SenderState>empty())
        .toList();
  }

  private static String lasting(Duration left) {
    return left.toDays() > 999 ? "over 999 d" : Formats.duration(UnixNano.nanos(left));
  }

  private static String age(Instant oldest, Instant now) {
    Duration age = Duration.between(oldest, now);
    return age.toDays() > 99_999 ? "very old" : Formats.duration(UnixNano.nanos(age));
  }

  private static HeadFigure plain(String label, String value, String note) {
    return new HeadFigure(label, value, note, false);
  }
}
