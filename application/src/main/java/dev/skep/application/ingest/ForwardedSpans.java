package dev.skep.application.ingest;

import dev.skep.application.WriteResult;
import dev.skep.application.port.SpanForwarder;
import dev.skep.application.port.SpanWriter;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Stores spans, and sends on what is stored. A batch of which every span was stored before is not
/// sent on again: so two Skeps that forward to one another come to rest.
public final class ForwardedSpans implements SpanWriter {
  private final SpanWriter writer;
  private final SpanForwarder forwarder;

  public ForwardedSpans(SpanWriter writer, SpanForwarder forwarder) {
    this.writer = writer;
    this.forwarder = forwarder;
  }

  @Override
  public WriteResult write(List<Span> spans) {
    WriteResult written = writer.write(spans);
    if (written.stored() > 0) {
      forwarder.forward(spans);
    }
    return written;
  }
}
