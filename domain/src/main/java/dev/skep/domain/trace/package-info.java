/// OpenTelemetry's trace data model as values: spans, resources, scopes, attributes, and the trees
/// they form.
@NullMarked
package dev.skep.domain.trace;

import org.jspecify.annotations.NullMarked;
