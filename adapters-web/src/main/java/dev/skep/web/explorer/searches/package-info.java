/// The searches that were given a name.
@NullMarked
package dev.skep.web.explorer.searches;

import org.jspecify.annotations.NullMarked;
