/// Values put into words for people: numbers, lengths of time, moments, colours, addresses, and
/// text that came from elsewhere.
@NullMarked
package dev.skep.web.explorer.text;

import org.jspecify.annotations.NullMarked;
