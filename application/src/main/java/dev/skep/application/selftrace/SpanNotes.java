package dev.skep.application.selftrace;

import java.util.Optional;

/// What can be said of a span while it is under way. It may go unrecorded, then nothing comes of
/// it.
public interface SpanNotes {
  /// Nobody writes this down.
  SpanNotes UNRECORDED =
      new SpanNotes() {
        @Override
        public void put(String key, String text) {}

        @Override
        public void put(String key, long number) {}

        @Override
        public void fail(String type, String message) {}

        @Override
        public Optional<TraceParent> position() {
          return Optional.empty();
        }
      };

  void put(String key, String text);

  void put(String key, long number);

  /// What the span stands for failed.
  ///
  /// @param type a short name of what happened, one of few
  /// @param message the same in words, or empty
  void fail(String type, String message);

  /// Where the span stands, or nothing when it goes unrecorded.
  Optional<TraceParent> position();
}
