/// What Skep tells of itself in its own words: a trace for each request that somebody reads with,
/// and for each run of a job.
@NullMarked
package dev.skep.application.selftrace;

import org.jspecify.annotations.NullMarked;
