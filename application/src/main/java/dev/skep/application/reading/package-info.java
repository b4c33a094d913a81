/// How much readers may ask of the store at once. Knows no HTTP.
@NullMarked
package dev.skep.application.reading;

import org.jspecify.annotations.NullMarked;
