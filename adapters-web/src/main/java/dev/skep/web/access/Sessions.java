package dev.skep.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Who has signed in. A session ends when it was not used for twelve hours, after a week in any
/// case, when somebody signs out, and when Skep stops. There are a thousand at most; one more ends
/// the one that was unused longest.
final class Sessions {
  static final Duration LONGEST = Duration.ofDays(7);
  static final Duration LONGEST_UNUSED = Duration.ofHours(12);
  static final int MOST = 1000;

  private static final int ID_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanoTime;
  // By the digest of the id, so that a look-up tells nothing by the time it takes. In order of use.
  private final Map<String, Session> byDigest = new LinkedHashMap<>(16, 0.75f, true);

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  Sessions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Begins one.
  ///
  /// @return its id, 256 random bits as 64 hexadecimal digits
  String begin() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    long now = nanoTime.getAsLong();
    synchronized (byDigest) {
      byDigest.values().removeIf(session -> session.isOver(now));
      if (byDigest.size() == MOST) {
        Iterator<String> unusedLongest = byDigest.keySet().iterator();
        unusedLongest.next();
        unusedLongest.remove();
      }
      byDigest.put(digest(id), new Session(now, now));
    }
    return id;
  }

  /// Whether this is the id of a session that has not ended. Counts as using it.
  boolean use(String id) {
    String digest = digest(id);
    long now = nanoTime.getAsLong();
    synchronized (byDigest) {
      Session used =
          byDigest.computeIfPresent(
              digest,
              (key, session) -> session.isOver(now) ? null : new Session(session.begun(), now));
      return used != null;
    }
  }

  /// Ends it, if there is one.
  void end(String id) {
    synchronized (byDigest) {
      byDigest.remove(digest(id));
    }
  }

  int count() {
    synchronized (byDigest) {
      return byDigest.size();
    }
  }

  private static String digest(String id) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private record Session(long begun, long used) {
    boolean isOver(long now) {
      return now - used > LONGEST_UNUSED.toNanos() || now - begun > LONGEST.toNanos();
    }
  }
}
