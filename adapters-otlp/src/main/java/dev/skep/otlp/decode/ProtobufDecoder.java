package dev.skep.otlp.decode;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/// Reads OTLP's binary encoding. No bytes at all are an empty request.
///
/// The generated classes serve for their field numbers only: their parser would build the whole
/// message first, with each text in full and without a limit on nesting that we could set.
///
/// Source: `docs/adr/0020-protobuf-is-read-in-memory.md`.
public final class ProtobufDecoder implements OtlpDecoder {
  private static final String MALFORMED = "Invalid protobuf payload";
  private static final int USUAL_LARGEST_BODY = 64 * 1024 * 1024;
  // All but the one that the store's writer wants, on which every sender waits.
  private static final int CORES = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

  private final ProtobufMemory memory;
  private final BodyBuffers buffers;
  private final Semaphore turns = new Semaphore(CORES);

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
      return whole.read(body) ? inTurn(whole) : new DecodeResult.NoRoom();
    } catch (InvalidProtocolBufferException e) {
      return new DecodeResult.Malformed(MALFORMED);
    }
  }

  private DecodeResult inTurn(BodyBuffers.Body body) throws InvalidProtocolBufferException {
    turns.acquireUninterruptibly();
    try {
      return new ProtobufRequest(body.bytes(), body.size(), memory).read();
    } finally {
      turns.release();
    }
  }
}
