package dev.skep.otlp;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/// How a body is compressed.
enum ContentCoding {
  IDENTITY {
    @Override
    InputStream open(InputStream compressed) {
      return compressed;
    }
  },
  GZIP {
    @Override
    InputStream open(InputStream compressed) {
      return new GzipBody(compressed);
    }
  },
  ZSTD {
    @Override
    InputStream open(InputStream compressed) throws IOException {
      return new ZstdBody(
          new ZstdInputStreamNoFinalizer(compressed).setLongMax(LARGEST_WINDOW_LOG));
    }
  };

  /// What `Accept-Encoding` says to a sender that used another one.
  static final String ACCEPTED = "gzip, zstd";

  // 8 MiB, the window that RFC 9659 wants every receiver to take, and none larger.
  private static final int LARGEST_WINDOW_LOG = 23;

  /// The coding that a `Content-Encoding` names; nothing when it is unknown, or more than one.
  static Optional<ContentCoding> of(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }

  /// The body as it was before it was compressed.
  ///
  /// @throws IOException when reading starts badly, and from the stream's methods:
  ///   [CorruptBodyException] for bytes that are no such compressed data
  abstract InputStream open(InputStream compressed) throws IOException;
}
