package dev.skep.persistence.rollup;

import static dev.skep.db.segment.Tables.CALL_EDGES;
import static dev.skep.db.segment.Tables.CALL_OPERATIONS;
import static dev.skep.db.segment.Tables.CALL_PARTIES;

import dev.skep.domain.calls.Peer;
import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/// The parties, operations and edges that a segment keeps apart, and their ids. A new one gets its
/// row at once, until there are as many as the limits allow.
final class CallNames {
  static final int OUTSIDE = 1;
  static final int OTHER = 2;

  private static final int MOST_PEERS_REMEMBERED = 10_000;

  private final PreparedStatement newParty;
  private final PreparedStatement newOperation;
  private final PreparedStatement newEdge;
  private final RollUpLimits limits;
  private final Map<String, Integer> services = new HashMap<>();
  private final Map<String, Integer> peers = new HashMap<>();
  private final Map<Peer, Integer> partyOfPeer = new HashMap<>();
  private final Map<Operation, Integer> operations = new HashMap<>();
  private final Map<Integer, Integer> operationsOfParty = new HashMap<>();
  private final LongInts edges = new LongInts();
  private int lastParty;

  CallNames(Connection connection, RollUpLimits limits) throws SQLException {
    this.limits = limits;
    newParty = connection.prepareStatement("INSERT INTO call_parties VALUES (?, ?, ?)");
    newOperation =
        connection.prepareStatement("INSERT INTO call_operations VALUES (?, ?, ?, ?, ?, ?)");
    newEdge = connection.prepareStatement("INSERT INTO call_edges VALUES (?, ?, ?)");
    DSLContext sql = SqliteConnections.jooq(connection);
    sql.selectFrom(CALL_PARTIES)
        .forEach(row -> {
          int id = row.getId().intValue();
          lastParty = Math.max(lastParty, id);
          switch (row.getType()) {
            case PartyType.SERVICE -> services.put(row.getName(), id);
            case PartyType.UNINSTRUMENTED -> peers.put(row.getName(), id);
            default -> {}
          }
        });
    sql.selectFrom(CALL_OPERATIONS)
        .forEach(row ->
            remember(
                new Operation(
                    row.getPartyId().intValue(),
                    row.getName(),
                    row.getIsOther() == 1,
                    row.getKind().intValue(),
                    row.getTraceSource()),
                row.getId().intValue()));
    sql.selectFrom(CALL_EDGES)
        .forEach(row ->
            edges.put(
                pair(row.getCallerId().intValue(), row.getCalleeId().intValue()),
                row.getId().intValue()));
  }

  /// The party that a service is.
  int service(String name) {
    if (lastParty < OTHER) {
      insert(OUTSIDE, PartyType.OUTSIDE, "");
      insert(OTHER, PartyType.OTHER, "");
      lastParty = OTHER;
    }
    return party(services, PartyType.SERVICE, name, limits.services());
  }

  /// The party that a client span says it called.
  int peer(Peer peer) {
    Integer known = partyOfPeer.get(peer);
    if (known != null) {
      return known;
    }
    int party = party(peers, PartyType.UNINSTRUMENTED, peer.name(), limits.peers());
    if (party != OTHER && partyOfPeer.size() < MOST_PEERS_REMEMBERED) {
      partyOfPeer.put(peer, party);
    }
    return party;
  }

  /// The row of `call_operations` for calls of a service under this name.
  int operation(int party, String name, SpanKind kind, TraceSource source) {
    if (party == OTHER || name.length() > limits.nameLength()) {
      return otherOperation(party, kind, source);
    }
    var operation = new Operation(party, name, false, kind.number(), source.slug());
    Integer known = operations.get(operation);
    if (known != null) {
      return known;
    }
    if (operations.size() >= limits.operations()) {
      return otherOperation(OTHER, kind, source);
    }
    return operationsOfParty.getOrDefault(party, 0) < limits.operationsOfService()
        ? insert(operation)
        : otherOperation(party, kind, source);
  }

  /// The row of `call_edges` for calls of one party by another.
  int edge(int caller, int callee) {
    int known = edges.get(pair(caller, callee));
    if (known != LongInts.NONE) {
      return known;
    }
    boolean isFull = edges.size() >= limits.edges();
    if (isFull && (caller != OTHER || callee != OTHER)) {
      return edge(OTHER, OTHER);
    }
    int id = edges.size() + 1;
    insert(newEdge, id, caller, callee);
    edges.put(pair(caller, callee), id);
    return id;
  }

  private int party(Map<String, Integer> known, String type, String name, int most) {
    Integer id = known.get(name);
    if (id != null) {
      return id;
    }
    if (known.size() >= most || name.length() > limits.nameLength()) {
      return OTHER;
    }
    lastParty++;
    insert(lastParty, type, name);
    known.put(name, lastParty);
    return lastParty;
  }

  private void insert(int party, String type, String name) {
    insert(newParty, party, type, name);
  }

  private int otherOperation(int party, SpanKind kind, TraceSource source) {
    var other = new Operation(party, "", true, kind.number(), source.slug());
    Integer known = operations.get(other);
    return known != null ? known : insert(other);
  }

  private int insert(Operation operation) {
    int id = operations.size() + 1;
    insert(
        newOperation,
        id,
        operation.party(),
        operation.name(),
        operation.isOther() ? 1 : 0,
        operation.kind(),
        operation.source());
    remember(operation, id);
    return id;
  }

  private void remember(Operation operation, int id) {
    operations.put(operation, id);
    operationsOfParty.merge(operation.party(), 1, Integer::sum);
  }

  /// Through JDBC: the first spans of a segment bring some hundred names, while their senders wait,
  /// and jOOQ would need some tenths of a millisecond for each.
  private static void insert(PreparedStatement insert, Object... values) {
    try {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DataAccessException("a name of calls could not be inserted", e);
    }
  }

  private static long pair(int caller, int callee) {
    return (long) caller << 32 | callee;
  }

  private record Operation(int party, String name, boolean isOther, int kind, String source) {}
}
