/// Writes traces that follow from a seed through the real door of a running Skep, and asks for them
/// in every way that a reader has. Knows Skep from outside: HTTP, OTLP, the read API, the pages.
@NullMarked
package dev.skep.bootstrap.canary;

import org.jspecify.annotations.NullMarked;
