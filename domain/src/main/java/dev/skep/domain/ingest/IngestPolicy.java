package dev.skep.domain.ingest;

/// How much of what senders send is wanted.
///
/// @param sampleRate which share of all traces is kept
/// @param spanRate how much is taken of each [Sender]; sampled-out spans do not count
public record IngestPolicy(SampleRate sampleRate, SpanRate spanRate) {
  /// Everything is wanted.
  public static final IngestPolicy EVERYTHING =
      new IngestPolicy(SampleRate.ALL, new SpanRate.Unlimited());
}
