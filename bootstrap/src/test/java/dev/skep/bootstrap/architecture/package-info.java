/// What the pieces of Skep may know of one another, and whether the documents still tell the truth.
package dev.skep.bootstrap.architecture;
