package dev.skep.otlp.decode;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;

/// Reads OTLP's binary encoding. No bytes at all are an empty request.
///
/// The generated classes serve for their field numbers only: their parser would build the whole
/// message first, with each text in full and without a limit on nesting that we could set.
///
/// Source: `docs/adr/0020-protobuf-is-read-in-memory.md`.
public final class ProtobufDecoder implements OtlpDecoder {
  private static final String MALFORMED = "Invalid protobuf payload";
  private static final int USUAL_LARGEST_BODY = 64 * 1024 * 1024;

  private final ProtobufMemory memory;
  private final BodyBuffers buffers;

  /// For bodies of at most 64 MiB, of which everything is kept.
  public ProtobufDecoder() {
    this(USUAL_LARGEST_BODY, SecretMask.NONE);
  }

  /// @param largestBody in bytes. The large bodies of all requests that are read at one time
  ///   together take at most twice as much memory.
  /// @param mask what may be kept of values
  public ProtobufDecoder(int largestBody, SecretMask mask) {
    memory = new ProtobufMemory(mask);
    buffers = new BodyBuffers(largestBody);
  }

  @Override
  public DecodeResult decode(InputStream body) throws IOException {
    try (BodyBuffers.Body whole = buffers.take()) {
      return whole.read(body)
          ? new ProtobufRequest(whole.bytes(), whole.size(), memory).read()
          : new DecodeResult.NoRoom();
    } catch (InvalidProtocolBufferException e) {
      return new DecodeResult.Malformed(MALFORMED);
    }
  }
}
