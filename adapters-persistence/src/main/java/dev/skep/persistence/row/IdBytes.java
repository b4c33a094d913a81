package dev.skep.persistence.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Ids as they are stored. A regular id is its 16 (trace) or 8 (span) bytes. An irregular one is as
/// many zero bytes followed by its text in UTF-8; as no regular id is all zero, the two cannot be
/// confused, and SQLite's order of bytes is the order of [TraceId#compareTo] and
/// [SpanId#compareTo].
public final class IdBytes {
  private static final int TRACE = 16;
  private static final int SPAN = 8;
  private static final HexFormat HEX = HexFormat.of();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private IdBytes() {}

  public static byte[] of(TraceId id) {
    if (!id.isHex()) {
      return irregular(id.value(), TRACE);
    }
    byte[] stored = new byte[TRACE];
    LONG.set(stored, 0, id.high());
    LONG.set(stored, 8, id.low());
    return stored;
  }

  public static byte[] of(SpanId id) {
    if (!id.isHex()) {
      return irregular(id.value(), SPAN);
    }
    byte[] stored = new byte[SPAN];
    LONG.set(stored, 0, id.bits());
    return stored;
  }

  /// The stored bytes as hexadecimal digits, for `unhex` in SQL.
  public static String hex(byte[] id) {
    return HEX.formatHex(id);
  }

  public static TraceId traceId(byte[] stored) {
    return stored.length == TRACE
        ? TraceId.of((long) LONG.get(stored, 0), (long) LONG.get(stored, 8))
        : new TraceId(text(stored, TRACE));
  }

  public static SpanId spanId(byte[] stored) {
    return stored.length == SPAN
        ? SpanId.of((long) LONG.get(stored, 0))
        : new SpanId(text(stored, SPAN));
  }

  private static byte[] irregular(String text, int zeros) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] stored = new byte[zeros + bytes.length];
    System.arraycopy(bytes, 0, stored, zeros, bytes.length);
    return stored;
  }

  private static String text(byte[] stored, int zeros) {
    return new String(stored, zeros, stored.length - zeros, UTF_8);
  }
}
