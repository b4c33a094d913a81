/// What is taken in and what is left out: the policy that an operator sets, and the words for what
/// becomes of a span that arrives.
@NullMarked
package dev.skep.domain.ingest;

import org.jspecify.annotations.NullMarked;
