package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import org.jspecify.annotations.Nullable;

/// Reads who sent what is in a `ResourceSpans` or a `ScopeSpans`: a resource or a scope. The two
/// messages number their fields alike.
///
/// The schema URL always stands behind the spans, and the rest may. So the sender is read first,
/// from wherever it stands, and then the spans.
///
/// @param <T> a resource or a scope
abstract class ProtobufSender<T> {
  static final int SENDER = ResourceSpans.RESOURCE_FIELD_NUMBER << 3 | LENGTH_DELIMITED;
  static final int CONTENT = ResourceSpans.SCOPE_SPANS_FIELD_NUMBER << 3 | LENGTH_DELIMITED;
  private static final int SCHEMA_URL =
      ResourceSpans.SCHEMA_URL_FIELD_NUMBER << 3 | LENGTH_DELIMITED;

  private final ProtobufInput in;
  private final Texts texts;
  private final ByteMemory<T> memory;

  ProtobufSender(ProtobufInput in, Texts texts, ByteMemory<T> memory) {
    this.in = in;
    this.texts = texts;
    this.memory = memory;
  }

  /// Begins with another one.
  abstract void restart();

  /// Reads a field of the message that describes the sender.
  abstract void field(int tag) throws InvalidProtocolBufferException;

  /// What was read since [#restart].
  abstract T sender(String schemaUrl);

  abstract String schemaUrlOf(T sender);

  /// The sender in the envelope that was just entered. Leaves the input where it was.
  ///
  /// @return null if the bytes are no protobuf somewhere; the input will come upon the place
  @Nullable T ahead() {
    int start = in.position();
    try {
      return sender(start);
    } catch (InvalidProtocolBufferException e) {
      return null;
    } finally {
      in.position(start);
    }
  }

  private T sender(int start) throws InvalidProtocolBufferException {
    long cuts = texts.cuts();
    String schemaUrl = "";
    int parts = 0;
    int from = start;
    int size = 0;
    int tag;
    while ((tag = in.tag()) != END) {
      switch (tag) {
        case SENDER -> {
          size = in.size();
          from = in.position();
          in.skipBytes(size);
          parts++;
        }
        case SCHEMA_URL -> schemaUrl = in.text();
        default -> in.skip(tag);
      }
    }
    if (parts > 1 || !memory.takes(size)) {
      return read(start, schemaUrl);
    }
    byte[] bytes = in.bytes();
    int hash = ByteMemory.hash(bytes, from, size, schemaUrl.hashCode());
    T known = memory.find(hash, bytes, from, size);
    if (known != null && schemaUrlOf(known).equals(schemaUrl)) {
      return known;
    }
    T sender = read(start, schemaUrl);
    // What was cut must be counted each time.
    if (texts.cuts() == cuts) {
      memory.remember(hash, bytes, from, size, sender);
    }
    return sender;
  }

  /// Reads all parts, which together describe the sender.
  private T read(int start, String schemaUrl) throws InvalidProtocolBufferException {
    restart();
    in.position(start);
    int tag;
    while ((tag = in.tag()) != END) {
      if (tag == SENDER) {
        part();
      } else {
        in.skip(tag);
      }
    }
    return sender(schemaUrl);
  }

  /// Reads one part of the description.
  void part() throws InvalidProtocolBufferException {
    int outer = in.enter();
    int tag;
    while ((tag = in.tag()) != END) {
      field(tag);
    }
    in.leave(outer);
  }
}
