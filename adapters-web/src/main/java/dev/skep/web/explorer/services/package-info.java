/// `/services` and `/services/{name}`: how services are doing.
@NullMarked
package dev.skep.web.explorer.services;

import org.jspecify.annotations.NullMarked;
