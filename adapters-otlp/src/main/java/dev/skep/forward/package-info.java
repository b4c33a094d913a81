/// Sends what is stored on to another OTLP/HTTP endpoint: a queue of so many bytes, and a thread
/// that posts what is in it. Knows no door and no use case.
@NullMarked
package dev.skep.forward;

import org.jspecify.annotations.NullMarked;
