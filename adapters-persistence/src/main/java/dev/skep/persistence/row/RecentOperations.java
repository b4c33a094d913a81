package dev.skep.persistence.row;

import dev.skep.domain.trace.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The operations that spans were lately of and their ids, in front of [SharedRows]: most spans
/// find theirs by one look at one place. An operation takes the place of the one that was there
/// before.
public final class RecentOperations {
  private static final int PLACES = 1 << 10;

  private final SharedRows<Operation> all;
  private final @Nullable Operation[] operations = new @Nullable Operation[PLACES];
  private final int[] ids = new int[PLACES];

  public RecentOperations(SharedRows<Operation> all) {
    this.all = all;
  }

  /// The row of a span's operation.
  public int idOf(Span span) {
    String service = span.serviceName();
    int place = place(service, span);
    Operation known = operations[place];
    if (known != null
        && known.name().equals(span.name())
        && known.serviceName().equals(service)
        && known.kind() == span.kind()
        && known.source() == span.source()) {
      return ids[place];
    }
    Operation operation = Operation.of(span);
    int id = (int) all.idOf(operation);
    operations[place] = operation;
    ids[place] = id;
    return id;
  }

  /// Forgets everything: after a rollback, rows may be gone.
  public void forget() {
    all.forget();
    Arrays.fill(operations, null);
  }

  private static int place(String service, Span span) {
    int hash = (service.hashCode() * 31 + span.name().hashCode()) * 31 + span.kind().number();
    return (hash * 0x9E37_79B9) >>> 22;
  }
}
