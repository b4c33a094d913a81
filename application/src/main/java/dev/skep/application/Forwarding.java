package dev.skep.application;

/// How it stands with spans that are sent on to somebody else.
public sealed interface Forwarding {
  /// Nothing is sent on.
  record Off() implements Forwarding {}

  /// What became of the spans since the start: queued = sent + failed + dropped + waiting.
  ///
  /// @param endpoint where they are sent to; holds no secret
  /// @param queued spans that were to be sent
  /// @param sent spans that the other side says it took
  /// @param failed spans that it refused, or that protobuf has no form for
  /// @param dropped spans that found no room or had to make some, or were left at the stop
  /// @param waiting spans that wait or are under way
  /// @param waitingBytes what they take in memory
  /// @param maxBytes what they may take
  /// @param trouble why spans wait, in a few words; empty when the last attempt went well
  record On(
      String endpoint,
      long queued,
      long sent,
      long failed,
      long dropped,
      long waiting,
      long waitingBytes,
      long maxBytes,
      String trouble)
      implements Forwarding {}
}
