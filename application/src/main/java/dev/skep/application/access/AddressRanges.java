package dev.skep.application.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Network addresses, one by one or in ranges such as `10.0.0.0/8`.
public final class AddressRanges {
  /// No address at all.
  public static final AddressRanges NONE = new AddressRanges(List.of());

  private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /// Addresses and ranges separated by commas; nothing when one of them is neither. Names are not
  /// looked up.
  public static Optional<AddressRanges> parse(String commaSeparated) {
    List<Range> ranges = new ArrayList<>();
    for (String part : commaSeparated.split(",", -1)) {
      if (!part.isBlank()) {
        Optional<Range> range = Range.parse(part.strip());
        if (range.isEmpty()) {
          return Optional.empty();
        }
        ranges.add(range.get());
      }
    }
    return Optional.of(new AddressRanges(ranges));
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /// Who calls through proxies at these addresses: the last address before theirs. What a caller
  /// says of itself counts only when one of these says it.
  ///
  /// @param peer whose connection it is
  /// @param forwardedFor what `X-Forwarded-For` has: addresses, separated by commas, the nearest
  ///   last
  public InetAddress callerThrough(InetAddress peer, String forwardedFor) {
    InetAddress caller = peer;
    String[] hops = forwardedFor.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && contains(caller); i--) {
      Optional<InetAddress> before = literal(hops[i].strip());
      if (before.isEmpty()) {
        break;
      }
      caller = before.get();
    }
    return caller;
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static final class Range {
    private final byte[] first;
    private final int bits;

    private Range(byte[] first, int bits) {
      this.first = first;
      this.bits = bits;
    }

    static Optional<Range> parse(String text) {
      int slash = text.indexOf('/');
      String address = slash < 0 ? text : text.substring(0, slash);
      // Java takes "10" for 0.0.0.10.
      if (!address.contains(":") && !FOUR_NUMBERS.matcher(address).matches()) {
        return Optional.empty();
      }
      try {
        byte[] first = InetAddress.ofLiteral(address).getAddress();
        int all = first.length * Byte.SIZE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        return bits < 0 || bits > all ? Optional.empty() : Optional.of(new Range(first, bits));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    boolean contains(byte[] address) {
      if (address.length != first.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += Byte.SIZE) {
        int mask = bits - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (bits - bit));
        int at = bit / Byte.SIZE;
        if (((first[at] ^ address[at]) & mask & 0xff) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
