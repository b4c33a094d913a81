package dev.skep.persistence.search;

import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.trace.Resource;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/// The dictionaries of all segments, each as long as its segment is used. Once that of a sealed
/// segment is known, its file need not be opened for it again.
public final class Dictionaries {
  private final Map<Segment, Dictionary> dictionaries =
      Collections.synchronizedMap(new WeakHashMap<>());

  Dictionary of(Segment segment) {
    return dictionaries.computeIfAbsent(segment, none -> new Dictionary());
  }

  /// The operations of a segment, by id.
  Map<Integer, Operation> operations(Segment segment) {
    Dictionary dictionary = of(segment);
    return segment instanceof SealedSegment && dictionary.hasOperations()
        ? dictionary.knownOperations()
        : segment.read(dictionary::operations);
  }

  /// The resources of a segment, by id.
  Map<Integer, Resource> resources(Segment segment) {
    Dictionary dictionary = of(segment);
    return segment instanceof SealedSegment && dictionary.hasResources()
        ? dictionary.knownResources()
        : segment.read(dictionary::resources);
  }

  /// What sent the spans of a segment, and when.
  List<Seen> emitters(Segment segment) {
    Dictionary dictionary = of(segment);
    return segment instanceof SealedSegment && dictionary.hasEmitters()
        ? dictionary.knownEmitters()
        : segment.read(dictionary::emitters);
  }

  /// The names of attributes of spans in a segment, by id.
  Map<Integer, String> keys(Segment segment) {
    Dictionary dictionary = of(segment);
    return segment instanceof SealedSegment && dictionary.hasKeys()
        ? dictionary.knownKeys()
        : segment.read(dictionary::keys);
  }
}
