package dev.skep.otlp.decode;

import java.io.IOException;
import java.io.InputStream;

/// Reads an export request in one of OTLP's encodings. Stateless: one serves all requests.
///
/// Source: OTLP `ExportTraceServiceRequest`.
public interface OtlpDecoder {
  /// Reads the body to its end while it arrives; neither the body nor a tree of messages is ever
  /// held as a whole. All spans get the source `ebpf`.
  ///
  /// @throws IOException only what `body` itself throws; bad content is a [DecodeResult]
  DecodeResult decode(InputStream body) throws IOException;
}
