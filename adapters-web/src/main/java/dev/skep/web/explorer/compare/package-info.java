/// `/compare`: two traces laid over one another, or one over what is usual.
@NullMarked
package dev.skep.web.explorer.compare;

import org.jspecify.annotations.NullMarked;
