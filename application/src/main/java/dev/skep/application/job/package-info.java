/// What Skep does when nobody asks: which jobs there are, when they run, what came of them.
@NullMarked
package dev.skep.application.job;

import org.jspecify.annotations.NullMarked;
