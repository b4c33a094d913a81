package dev.skep.benchmarks.traffic;

/// One event as the kernel side reports it: a span, or three where the queue shows.
///
/// Times are nanoseconds since the traffic's start; identifier 0 is none.
final class MadeSpan {
  final Service service;
  final int kind;
  final byte[] name;
  final byte[] status;
  final byte[][] attributes;
  final long start;
  long end;

  long traceHigh;
  long traceLow;
  long id;
  final long parent;

  /// How long it waited before it was handled; 0 when that does not show.
  long queued;

  long inQueueId;
  long processingId;

  MadeSpan(
      Service service,
      int kind,
      byte[] name,
      byte[] status,
      byte[][] attributes,
      long start,
      long end,
      long id,
      long parent) {
    this.service = service;
    this.kind = kind;
    this.name = name;
    this.status = status;
    this.attributes = attributes;
    this.start = start;
    this.end = end;
    this.id = id;
    this.parent = parent;
  }

  /// How many spans are sent for it.
  int spans() {
    return queued > 0 ? 3 : 1;
  }

  /// Shows the time before handling. What the handler calls goes on hanging below the identifier
  /// that was this span's: Beyla gives it to `processing`.
  void showQueue(long queued, long newId, long inQueueId) {
    this.queued = queued;
    this.inQueueId = inQueueId;
    processingId = id;
    id = newId;
  }

  /// Takes [#showQueue] back.
  void hideQueue() {
    if (queued > 0) {
      queued = 0;
      id = processingId;
    }
  }
}
