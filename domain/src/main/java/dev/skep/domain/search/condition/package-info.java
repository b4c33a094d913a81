/// Conditions on the spans of a trace as values, each with its meaning: the query language without
/// its text. Every store must agree with `matches`.
@NullMarked
package dev.skep.domain.search.condition;

import org.jspecify.annotations.NullMarked;
