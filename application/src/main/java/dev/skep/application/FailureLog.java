package dev.skep.application;

import java.lang.System.Logger;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Logs what should never have been thrown, and counts it. Who finds out how to cause it could do
/// so a thousand times a second, and must not fill the disk: of each kind of failure the first is
/// logged with where it was thrown, the next ones come to a line a minute. After an hour one is
/// told in full again, for old logs are thrown away.
///
/// Failures are of one kind when the same was thrown at the same line of ours.
public final class FailureLog {
  /// More are not told apart.
  static final int MOST_KINDS = 100;

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SHORT_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int MOST_CAUSES = 5;
  private static final int ID_BYTES = 6;
  private static final String OURS = "dev.skep.";
  private static final String OTHERS = "others";

  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kind> kinds = new HashMap<>();
  private long count;

  /// @param nanoTime a time that never goes back, in nanoseconds since any moment
  public FailureLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Counts one, and logs it when a line of its kind is due.
  ///
  /// @param doing what failed, as it follows "while" in a sentence
  /// @return an id that stands in the log, with what is told of this kind
  public String add(Logger log, String doing, Throwable failure) {
    String name = name(failure);
    Due due;
    synchronized (this) {
      count++;
      due = kind(name).add(nanoTime.getAsLong());
    }
    if (due.inFull()) {
      log.log(Logger.Level.ERROR, due.line(doing), failure);
    } else if (due.times() > 0) {
      log.log(Logger.Level.ERROR, due.line(doing));
    }
    return due.id();
  }

  /// How many there were.
  public synchronized long count() {
    return count;
  }

  private Kind kind(String name) {
    boolean known = kinds.containsKey(name) || kinds.size() < MOST_KINDS;
    return kinds.computeIfAbsent(known ? name : OTHERS, any -> new Kind(newId()));
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What was thrown where. Holds no message, for that may be made of what somebody sent.
  private static String name(Throwable failure) {
    var name = new StringBuilder();
    Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .forEach(thrown -> name.append(thrown.getClass().getName()).append(place(thrown)));
    return name.toString();
  }

  private static String place(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    Optional<StackTraceElement> ours =
        Stream.of(frames).filter(frame -> frame.getClassName().startsWith(OURS)).findFirst();
    return ours.or(() -> Stream.of(frames).findFirst())
        .map(frame -> " at " + frame + " ")
        .orElse(" ");
  }

  /// What is to be logged.
  ///
  /// @param times since the last line, this one included; 0 for no line
  private record Due(String id, long times, boolean inFull) {
    String line(String doing) {
      String line = "Error " + id + " while " + doing;
      return times == 1 ? line : line + "; times since the last such line: " + times;
    }
  }

  /// One kind of failure. Not for several threads.
  private static final class Kind {
    private final String id;
    private long times;
    private boolean logged;
    private long loggedAt;
    private long inFullAt;

    Kind(String id) {
      this.id = id;
    }

    Due add(long now) {
      times++;
      if (logged && now - loggedAt < QUIET_NANOS) {
        return new Due(id, 0, false);
      }
      boolean inFull = !logged || now - inFullAt >= SHORT_NANOS;
      var due = new Due(id, times, inFull);
      times = 0;
      logged = true;
      loggedAt = now;
      inFullAt = inFull ? now : inFullAt;
      return due;
    }
  }
}
