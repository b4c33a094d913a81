package dev.skep.bootstrap.demo;

/// How an SQL statement ended.
enum SqlOutcome {
  DONE,
  DEADLOCK
}
