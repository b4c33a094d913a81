package dev.skep.otlp.decode;

import dev.skep.domain.trace.InstrumentationScope;
import java.util.ArrayList;
import java.util.List;

/// An instrumentation scope and its spans while they are read.
final class ScopeDraft {
  final AttributesDraft attributes = new AttributesDraft();
  final List<SpanDraft> spans = new ArrayList<>();
  String name = "";
  String version = "";
  String schemaUrl = "";

  InstrumentationScope scope() {
    var scope =
        new InstrumentationScope(
            name, version, attributes.attributes(), attributes.droppedCount(), schemaUrl);
    return scope.equals(InstrumentationScope.NONE) ? InstrumentationScope.NONE : scope;
  }
}
