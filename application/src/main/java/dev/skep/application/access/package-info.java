/// What both doors need to tell those who may from those who may not: comparing secrets, and
/// slowing down who guesses them. Knows no HTTP.
@NullMarked
package dev.skep.application.access;

import org.jspecify.annotations.NullMarked;
