package dev.skep.persistence.row;

import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;

/// What was read of the shared rows of one segment, for all who read it.
public final class SharedCache {
  final CachedRows<Operation> operations = new CachedRows<>();
  final CachedRows<Resource> resources = new CachedRows<>();
  final CachedRows<InstrumentationScope> scopes = new CachedRows<>();
  final CachedRows<String> keys = new CachedRows<>();
  final CachedRows<AttributeTerms.Terms.Term> terms = new CachedRows<>();
}
