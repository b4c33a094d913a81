/// What the pages about calls share: the time they count in, rates, and the addresses of the traces
/// behind a figure.
@NullMarked
package dev.skep.web.explorer.calls;

import org.jspecify.annotations.NullMarked;
