package dev.skep.application.usecase;

import dev.skep.application.ingest.SenderBook;
import dev.skep.application.ingest.SenderFigures;

/// Tells who sends.
public final class ListSenders {
  private final SenderBook senders;

  public ListSenders(SenderBook senders) {
    this.senders = senders;
  }

  /// As of now.
  public SenderFigures list() {
    return senders.figures();
  }
}
