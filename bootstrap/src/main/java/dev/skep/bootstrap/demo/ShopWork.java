package dev.skep.bootstrap.demo;

import java.time.Duration;

/// What the services with a database do once they are asked. The results are HTTP statuses.
final class ShopWork {
  private static final SqlStatement READ_USER =
      new SqlStatement("SELECT", "users", "SELECT id, name, email FROM users WHERE id = $1");
  private static final SqlStatement LIST_ORDERS =
      new SqlStatement(
          "SELECT",
          "orders",
          "SELECT id, state, total FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC");
  private static final SqlStatement ORDERS_OF_THE_DAY =
      new SqlStatement("SELECT", "orders", "SELECT id FROM orders WHERE placed_at >= $1");
  private static final SqlStatement READ_ITEMS =
      new SqlStatement(
          "SELECT", "order_items", "SELECT sku, amount FROM order_items WHERE order_id = $1");
  private static final SqlStatement RESERVE_STOCK =
      new SqlStatement("UPDATE", "stock", "UPDATE stock SET free = free - $1 WHERE sku = $2");
  private static final SqlStatement STORE_ORDER =
      new SqlStatement(
          "INSERT", "orders", "INSERT INTO orders (customer_id, total) VALUES ($1, $2)");
  private static final SqlStatement STORE_INVOICE =
      new SqlStatement(
          "INSERT", "invoices", "INSERT INTO invoices (order_id, total) VALUES ($1, $2)");

  /// Listing orders is slow for the first minute of every five.
  private static final long SLOW_RHYTHM = Duration.ofMinutes(5).toNanos();

  private static final long SLOW_PART = Duration.ofMinutes(1).toNanos();

  private final Chance chance;

  ShopWork(Chance chance) {
    this.chance = chance;
  }

  static boolean listingOrdersIsSlow(long at) {
    return Math.floorMod(at, SLOW_RHYTHM) < SLOW_PART;
  }

  int findUser(Visit users, int user) {
    users.compute(chance.around(500));
    users.redis("GET", "user:" + user);
    if (chance.percent(35)) {
      users.query(READ_USER, chance.around(900));
      if (chance.percent(4)) {
        return 404;
      }
      users.redis("SET", "user:" + user);
    }
    users.compute(chance.around(400));
    return 200;
  }

  int listOrders(Visit orders) {
    orders.compute(chance.around(700));
    var slow = listingOrdersIsSlow(orders.now());
    orders.query(LIST_ORDERS, chance.around(slow ? 420_000 : 2_400));
    orders.compute(chance.around(900));
    return 200;
  }

  int placeOrder(Visit orders) {
    orders.compute(chance.around(1_200));
    var deadlocked = chance.percent(8);
    var reserved =
        deadlocked
            ? orders.query(RESERVE_STOCK, chance.around(1_003_000), SqlOutcome.DEADLOCK)
            : orders.query(RESERVE_STOCK, chance.around(1_500), SqlOutcome.DONE);
    if (reserved == SqlOutcome.DEADLOCK) {
      orders.compute(chance.around(300));
      return 500;
    }
    orders.query(STORE_ORDER, chance.around(2_100));
    orders.publish("orders");
    orders.compute(chance.around(600));
    return 201;
  }

  /// One statement for the orders and one more for every order: the classic N+1.
  int reportTheDay(Visit orders) {
    orders.query(ORDERS_OF_THE_DAY, chance.around(3_800));
    var found = chance.between(110, 131);
    for (var order = 0; order < found; order++) {
      orders.query(READ_ITEMS, chance.around(420));
    }
    orders.compute(chance.around(2_500));
    return 200;
  }

  void bill(Visit billing) {
    billing.compute(chance.around(1_800));
    billing.query(STORE_INVOICE, chance.around(1_900));
  }
}
