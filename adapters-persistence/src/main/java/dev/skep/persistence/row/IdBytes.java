package dev.skep.persistence.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import java.util.Arrays;
import java.util.HexFormat;

/// Ids as they are stored. A regular id is its 16 (trace) or 8 (span) bytes. An irregular one is as
/// many zero bytes followed by its text in UTF-8; as no regular id is all zero, the two cannot be
/// confused, and SQLite's order of bytes is the order of [TraceId#compareTo] and
/// [SpanId#compareTo].
public final class IdBytes {
  private static final int TRACE = 16;
  private static final int SPAN = 8;
  private static final HexFormat HEX = HexFormat.of();

  private IdBytes() {}

  public static byte[] of(TraceId id) {
    return id.isHex() ? HEX.parseHex(id.value()) : irregular(id.value(), TRACE);
  }

  public static byte[] of(SpanId id) {
    return id.isHex() ? HEX.parseHex(id.value()) : irregular(id.value(), SPAN);
  }

  /// The stored bytes as hexadecimal digits, for `unhex` in SQL.
  public static String hex(byte[] id) {
    return HEX.formatHex(id);
  }

  public static TraceId traceId(byte[] stored) {
    return new TraceId(text(stored, TRACE));
  }

  public static SpanId spanId(byte[] stored) {
    return new SpanId(text(stored, SPAN));
  }

  private static byte[] irregular(String text, int zeros) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] stored = new byte[zeros + bytes.length];
    System.arraycopy(bytes, 0, stored, zeros, bytes.length);
    return stored;
  }

  private static String text(byte[] stored, int regular) {
    return stored.length == regular
        ? HEX.formatHex(stored)
        : new String(Arrays.copyOfRange(stored, regular, stored.length), UTF_8);
  }
}
