package dev.skep.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangesTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.16.0/20, 192.168.31.255, true",
    "192.168.16.0/20, 192.168.32.0, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fdab::1, true",
    "fd00::/8, fe80::1, false",
    "'10.0.0.1, ::1', ::1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "'', 127.0.0.1, false"
  })
  void an_address_is_in_a_range_or_not(String ranges, String address, boolean contained) {
    assertThat(AddressRanges.parse(ranges).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10",
        "10/8",
        "10.0/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/x",
        "256.0.0.1",
        "proxy.example, 10.0.0.1"
      })
  void what_is_no_address_is_refused(String ranges) {
    assertThat(AddressRanges.parse(ranges)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 203.0.113.9, 192.0.2.7, nobody believes a stranger",
    "10.0.0.1, 203.0.113.9, 203.0.113.9, a proxy is believed",
    "10.0.0.1, '203.0.113.9, 10.0.0.2', 203.0.113.9, and so is the one before it",
    "10.0.0.1, '127.0.0.1, 203.0.113.9', 203.0.113.9, but not a caller of itself",
    "10.0.0.1, '', 10.0.0.1, which says nothing",
    "10.0.0.1, 'unknown', 10.0.0.1, or nothing of use",
    "10.0.0.1, '2001:db8::1', 2001:db8::1, in the other protocol"
  })
  void who_calls_through_proxies_is_the_last_one_before_them(
      String peer, String forwardedFor, String caller, String why) {
    var proxies = AddressRanges.parse("10.0.0.0/8").orElseThrow();

    assertThat(proxies.callerThrough(InetAddress.ofLiteral(peer), forwardedFor))
        .as(why)
        .isEqualTo(InetAddress.ofLiteral(caller));
  }
}
