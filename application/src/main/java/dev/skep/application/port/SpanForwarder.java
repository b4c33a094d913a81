package dev.skep.application.port;

import dev.skep.application.Forwarding;
import dev.skep.domain.trace.Span;
import java.util.List;

/// Sends spans on to somebody else, as far as that goes. Whoever hands it spans does not wait for
/// the other side and does not hear of its troubles.
public interface SpanForwarder extends AutoCloseable {
  /// Takes these spans to be sent, and returns. What finds no room is dropped; every span is
  /// counted as what became of it.
  void forward(List<Span> spans);

  /// What became of all spans so far.
  Forwarding state();

  /// Takes nothing more, sends what it can within a moment, and counts the rest as dropped.
  @Override
  void close();
}
