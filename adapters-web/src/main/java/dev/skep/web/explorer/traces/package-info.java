/// `/traces`: filters and the list of traces.
@NullMarked
package dev.skep.web.explorer.traces;

import org.jspecify.annotations.NullMarked;
