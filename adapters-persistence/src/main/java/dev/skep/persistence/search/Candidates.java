package dev.skep.persistence.search;

import java.util.BitSet;

/// Which traces of one segment meet a condition, as far as an index can tell, by their numbers.
/// Nobody changes the sets.
///
/// @param sure those that meet it
/// @param possible those that may, the sure ones among them; all others do not
record Candidates(BitSet sure, BitSet possible) {
  /// The index knows exactly.
  static Candidates exactly(BitSet traces) {
    return new Candidates(traces, traces);
  }

  /// No other than these.
  static Candidates possibly(BitSet traces) {
    return new Candidates(new BitSet(), traces);
  }

  /// Those that meet both.
  Candidates and(Candidates other) {
    return new Candidates(both(sure, other.sure), both(possible, other.possible));
  }

  /// Those that meet one or the other.
  Candidates or(Candidates other) {
    return new Candidates(either(sure, other.sure), either(possible, other.possible));
  }

  /// The sure ones, and those of the others that are among these.
  Candidates onlyOf(BitSet traces) {
    return new Candidates(sure, either(sure, both(possible, traces)));
  }

  /// The same traces, none of them surely.
  Candidates unsure() {
    return possibly(possible);
  }

  /// The same in sets without spare room, which threads may share: copying another one trims it.
  Candidates compact() {
    BitSet ofSure = BitSet.valueOf(sure.toLongArray());
    return new Candidates(
        ofSure, sure.equals(possible) ? ofSure : BitSet.valueOf(possible.toLongArray()));
  }

  private static BitSet both(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  private static BitSet either(BitSet one, BitSet other) {
    BitSet either = (BitSet) one.clone();
    either.or(other);
    return either;
  }
}
