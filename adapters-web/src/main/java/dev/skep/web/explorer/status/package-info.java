/// The page that tells how Skep is doing.
@NullMarked
package dev.skep.web.explorer.status;

import org.jspecify.annotations.NullMarked;
