package dev.skep.otlp.decode;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;

/// What protobuf requests have in common: senders say the same few thousand things again and again.
/// Full of the largest that it takes, it holds some 15 MB; of what real senders say, a tenth.
final class ProtobufMemory {
  /// Keys, names and values.
  final ByteMemory<String> texts = new ByteMemory<>(4096, 128);

  /// Whole `KeyValue` messages.
  final ByteMemory<KnownAttribute> attributes = new ByteMemory<>(8192, 256);

  final ByteMemory<Resource> resources = new ByteMemory<>(512, 4096);
  final ByteMemory<InstrumentationScope> scopes = new ByteMemory<>(512, 1024);

  /// What may be kept of a value. What is remembered has been through it.
  final SecretMask mask;

  ProtobufMemory(SecretMask mask) {
    this.mask = mask;
  }

  /// An attribute as it was read.
  record KnownAttribute(String key, AttributeValue value) {}

  /// The text that these bytes in UTF-8 write.
  String text(byte[] bytes, int from, int size) {
    if (!texts.takes(size)) {
      return Texts.utf8(bytes, from, size);
    }
    int hash = ByteMemory.hash(bytes, from, size, 0);
    String known = texts.find(hash, bytes, from, size);
    if (known != null) {
      return known;
    }
    String text = Texts.utf8(bytes, from, size);
    texts.rememberWhatComesAgain(hash, bytes, from, size, text);
    return text;
  }
}
