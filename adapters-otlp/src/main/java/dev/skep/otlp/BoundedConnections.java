package dev.skep.otlp;

import dev.skep.application.SlowCallers;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/// Makes HTTP/1.1 connections whose lines and chunks have a limit (see [BoundedReader]), whose
/// requests must arrive and whose answers must be taken in time (see [Arrival], [Departure]), and
/// that do not end under a sender that is still busy (see [LingeringConnection]).
final class BoundedConnections implements ServerConnectionSelector {
  private final ServerConnectionSelector http1;
  private final ArrivalLimits arrivals;
  private final DepartureLimits departures;
  private final SlowCallers slow;
  private final int maxBodyBytes;
  private final InFlightBudget chunkBudget;

  /// @param http1 what makes the connections
  /// @param slow counts those that were closed because of their callers
  /// @param maxBodyBytes the largest body that is read, and so the largest chunk
  /// @param chunkBudget what all connections may hold in large chunks
  BoundedConnections(
      ServerConnectionSelector http1,
      ArrivalLimits arrivals,
      DepartureLimits departures,
      SlowCallers slow,
      int maxBodyBytes,
      InFlightBudget chunkBudget) {
    this.http1 = http1;
    this.arrivals = arrivals;
    this.departures = departures;
    this.slow = slow;
    this.maxBodyBytes = maxBodyBytes;
    this.chunkBudget = chunkBudget;
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    HelidonSocket socket = context.serverSocket();
    Arrival arrival = new Arrival(arrivals);
    Departure departure = new Departure(context.dataWriter(), departures);
    Duration shortest = Collections.min(List.of(arrivals.next(), departures.next()));
    ConnectionWatch watch =
        new ConnectionWatch(arrival, departure, shortest.dividedBy(2), socket::close, slow);
    BoundedReader reader =
        new BoundedReader(context.dataReader(), socket, arrival, maxBodyBytes, chunkBudget);
    return new LingeringConnection(
        http1.connection(new Bounded(context, reader, departure)),
        socket,
        reader,
        arrival,
        departure,
        watch,
        maxBodyBytes);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  /// A connection's context with another reader and another writer.
  private record Bounded(ConnectionContext context, DataReader dataReader, DataWriter dataWriter)
      implements ConnectionContext {
    @Override
    public ListenerContext listenerContext() {
      return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return context.executor();
    }

    @Override
    public Router router() {
      return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return context.localPeer();
    }

    @Override
    public boolean isSecure() {
      return context.isSecure();
    }

    @Override
    public String socketId() {
      return context.socketId();
    }

    @Override
    public String childSocketId() {
      return context.childSocketId();
    }
  }
}
