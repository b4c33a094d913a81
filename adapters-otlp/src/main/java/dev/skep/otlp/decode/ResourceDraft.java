package dev.skep.otlp.decode;

import dev.skep.domain.trace.Resource;
import java.util.ArrayList;
import java.util.List;

/// A resource and its scopes while they are read. In protobuf the resource's schema URL always
/// comes last, so no span can be finished before its resource has been read to the end.
final class ResourceDraft {
  final AttributesDraft attributes = new AttributesDraft();
  final List<ScopeDraft> scopes = new ArrayList<>();
  String schemaUrl = "";

  /// Keeps a scope that has spans; millions of empty ones would only take room.
  void add(ScopeDraft scope) {
    if (!scope.spans.isEmpty()) {
      scopes.add(scope);
    }
  }

  Resource resource() {
    return new Resource(attributes.attributes(), attributes.droppedCount(), schemaUrl);
  }
}
