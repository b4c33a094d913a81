/// `/traces/{traceId}`: one trace with its waterfall, and one of its spans in full.
@NullMarked
package dev.skep.web.explorer.trace;

import org.jspecify.annotations.NullMarked;
