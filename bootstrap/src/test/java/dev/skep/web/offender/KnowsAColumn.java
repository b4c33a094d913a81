package dev.skep.web.offender;

/// Breaks a rule on purpose; see HexagonTest.
public final class KnowsAColumn {
  public Object known() {
    return dev.skep.db.segment.Tables.SPANS.TRACE_ID;
  }
}
