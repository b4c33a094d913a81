package dev.skep.persistence.segment;

/// Lets something be used by many and taken away only when nobody uses it any more.
final class Lease {
  private final Runnable end;
  private int users = 1;

  /// @param end what is done when nobody uses it any more, once
  Lease(Runnable end) {
    this.end = end;
  }

  /// Whether it may be used; then [#release] must follow.
  synchronized boolean acquire() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /// Ends one use. The owner's own is the first, so its release lets the end come.
  void release() {
    synchronized (this) {
      users--;
      if (users > 0) {
        return;
      }
    }
    end.run();
  }
}
