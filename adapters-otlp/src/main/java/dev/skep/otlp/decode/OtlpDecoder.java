package dev.skep.otlp.decode;

import java.io.IOException;
import java.io.InputStream;

/// Reads an export request in one of OTLP's encodings. One serves all requests, at the same time
/// too.
///
/// Source: OTLP `ExportTraceServiceRequest`.
public interface OtlpDecoder {
  /// Reads the body to its end, or until it is known to be bad; no tree of messages is ever built.
  /// All spans get the source `ebpf`.
  ///
  /// @throws IOException only what `body` itself throws; bad content is a [DecodeResult]
  DecodeResult decode(InputStream body) throws IOException;
}
