/// What Skep does, one class per use case, and what it needs from outside, one interface per role.
/// Knows the domain; does not know HTTP, SQL, OTLP or HTML.
@NullMarked
package dev.skep.application;

import org.jspecify.annotations.NullMarked;
