/// The OTLP/HTTP door: takes export requests, checks them, and hands their spans to the
/// application. Knows HTTP; its subpackage knows the encodings; neither knows SQL or HTML.
@NullMarked
package dev.skep.otlp;

import org.jspecify.annotations.NullMarked;
