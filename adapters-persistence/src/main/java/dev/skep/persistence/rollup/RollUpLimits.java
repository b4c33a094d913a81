package dev.skep.persistence.rollup;

/// How much one segment keeps apart in its roll-ups. What lies beyond is counted all the same, as
/// "other" or without a time: a sender that makes up ever new names costs no more memory and time
/// than one that does not.
///
/// @param services names of services
/// @param peers names of what is called and sends no spans
/// @param operationsOfService names of spans of one service, each kind and source for itself
/// @param operations of all services together
/// @param edges pairs of caller and callee
/// @param quarters of an hour in which calls begin
/// @param waiting calls that are remembered because their parent may still come
/// @param nameLength characters of a name
record RollUpLimits(
    int services,
    int peers,
    int operationsOfService,
    int operations,
    int edges,
    int quarters,
    int waiting,
    int nameLength) {
  static final RollUpLimits USUAL =
      new RollUpLimits(1_000, 1_000, 300, 10_000, 10_000, 2_000, 1 << 18, 256);
}
