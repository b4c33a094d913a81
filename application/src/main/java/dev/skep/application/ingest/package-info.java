/// What stands between a door and the store when spans come in: the guardrails that an operator
/// sets, and the counters that tell what became of every span.
@NullMarked
package dev.skep.application.ingest;

import org.jspecify.annotations.NullMarked;
