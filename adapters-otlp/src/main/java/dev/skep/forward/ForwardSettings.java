package dev.skep.forward;

import java.net.URI;
import java.util.Map;

/// Where spans are sent on to.
public sealed interface ForwardSettings {
  /// Nowhere.
  record Off() implements ForwardSettings {}

  /// To somebody.
  ///
  /// @param endpoint the whole address that requests are posted to
  /// @param headers sent with each request; may hold secrets
  /// @param queueBytes how much may wait in memory
  record To(URI endpoint, Map<String, String> headers, long queueBytes) implements ForwardSettings {
    private static final long SHARE_OF_HEAP = 16;
    private static final long LEAST = 4L << 20;
    private static final long MOST = 64L << 20;

    public To {
      headers = Map.copyOf(headers);
    }

    /// A sixteenth of the heap, from 4 to 64 MiB.
    ///
    /// @param maxHeap the most memory that this process may use, in bytes
    public static long defaultQueueBytes(long maxHeap) {
      return Math.clamp(maxHeap / SHARE_OF_HEAP, LEAST, MOST);
    }

    /// Tells nothing of the headers' values.
    @Override
    public String toString() {
      return "To[" + endpoint + ", headers " + headers.keySet() + "]";
    }
  }
}
