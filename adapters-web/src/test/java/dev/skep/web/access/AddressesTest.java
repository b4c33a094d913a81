package dev.skep.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressesTest {
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
    "localhost, true",
    "LOCALHOST:3051, true",
    "127.0.0.1:80, true",
    "192.168.1.2:3051, true",
    "[::1]:3051, true",
    "skep, true",
    "skep:3051, true",
    "nas.local, true",
    "skep.prod.internal, true",
    "box.home.arpa:80, true",
    "skep.localhost, true",
    "traces.example.com, true",
    "TRACES.example.com:8443, true",
    "a.b.corp.example, true",
    "evil.example, false",
    "localhost.evil.example, false",
    "127.0.0.1.evil.example, false",
    "evillocal, true",
    "x.evillocal, false",
    "'', false",
    "localhost:x, false",
    "evil@localhost, false",
    "evil.example:80@localhost, false",
    "localhost., false",
    "corp.example, false",
    "xcorp.example, false",
    "home.arpa.evil.example, false",
    "1.2.3.4.5, false",
    "'evil.example localhost', false"
  })
  void names_that_nobody_can_register_and_those_that_are_told_are_known(
      String host, boolean known) {
    assertThat(KnownHosts.and("traces.example.com, *.corp.example").admits(host)).isEqualTo(known);
  }
}
