package dev.skep.application.ingest;

import dev.skep.application.Forwarding;
import dev.skep.application.port.SpanForwarder;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Sends nothing on.
public final class ForwardsNothing implements SpanForwarder {
  @Override
  public void forward(List<Span> spans) {}

  @Override
  public Forwarding state() {
    return new Forwarding.Off();
  }

  @Override
  public void close() {}
}
