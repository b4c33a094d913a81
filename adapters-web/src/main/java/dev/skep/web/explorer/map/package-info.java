/// `/map`: who calls whom, as a picture and as a table.
@NullMarked
package dev.skep.web.explorer.map;

import org.jspecify.annotations.NullMarked;
