/// The web door as a whole: what the Explorer's pages and the read API are put behind. Does not
/// know SQL or OTLP's wire format.
@NullMarked
package dev.skep.web;

import org.jspecify.annotations.NullMarked;
