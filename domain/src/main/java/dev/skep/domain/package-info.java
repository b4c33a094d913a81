/// What a trace is and what it means to look for one. Knows nothing but itself and the JDK.
@NullMarked
package dev.skep.domain;

import org.jspecify.annotations.NullMarked;
