/// The driving side: what a door may ask for. Each use case is a final class with one public
/// method.
@NullMarked
package dev.skep.application.usecase;

import org.jspecify.annotations.NullMarked;
