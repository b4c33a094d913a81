package dev.skep.web.http;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.reading.DownloadPlaces;
import dev.skep.application.reading.Places;
import dev.skep.application.selftrace.OwnTraces;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The addresses of the web door, each with what it answers to which method. Every one is behind
/// the guard unless it is said to be open; what changes something answers only Skep's own pages and
/// callers that are no pages; every other method of a known address gets 405.
public final class Routes {
  private static final List<Method> READING = List.of(Method.GET, Method.HEAD);

  // A pattern with a star at its end fits what stands before the star too, so it comes last.
  private static final Comparator<String> STARS_LAST =
      Comparator.comparing((String path) -> path.endsWith("*"))
          .thenComparing(Comparator.naturalOrder());

  private final Replies replies;
  private final ErrorReplies errors;
  private final Guard guard;
  private final RequestTraces traces;
  private final Places downloads = DownloadPlaces.all();
  private final Map<String, Map<Method, Handler>> byPath = new TreeMap<>(STARS_LAST);

  /// @param ownTraces where requests become traces
  public Routes(Replies replies, ErrorReplies errors, Guard guard, OwnTraces ownTraces) {
    this.traces = new RequestTraces(ownTraces);
    this.replies = replies;
    this.errors = errors;
    this.guard = guard;
  }

  /// A page, or its piece when htmx asks for that.
  ///
  /// @param path in Helidon's syntax, of constants only
  public void page(String path, Function<ServerRequest, View> page) {
    readTraced(path, (req, res) -> replies.send(req, res, page.apply(req)));
  }

  /// A piece that is never a page.
  public void piece(String path, Function<ServerRequest, View> piece) {
    readTraced(path, (req, res) -> replies.sendPiece(req, res, piece.apply(req)));
  }

  /// A piece that pages ask for again and again by themselves: no trace is made of that.
  public void livePiece(String path, Function<ServerRequest, View> piece) {
    read(path, guarded((req, res) -> replies.sendPiece(req, res, piece.apply(req))));
  }

  /// A whole trace in plain text, for terminals; 503 when the store cannot answer, or when too many
  /// are being downloaded.
  public void textDownload(String path, Function<ServerRequest, TextReply> reply) {
    readTraced(
        path,
        (req, res) -> {
          Places.Place place;
          try {
            place = downloads.take();
          } catch (StorageUnavailableException e) {
            replies.send(req, res, TextReply.of(503, String.valueOf(e.getMessage())));
            return;
          }
          try (place) {
            replies.send(req, res, text(() -> reply.apply(req)));
          }
        });
  }

  /// Text for a machine that asks again and again: no trace is made of that.
  public void polledText(String path, String mediaType, Supplier<String> text) {
    read(
        path,
        guarded((req, res) ->
            Replies.send(req, res, mediaType, text.get().getBytes(StandardCharsets.UTF_8))));
  }

  /// JSON for whoever reads; 503 when the store cannot answer.
  public void json(String path, Function<ServerRequest, JsonReply> reply) {
    readTraced(path, (req, res) -> answer(req, res, () -> reply.apply(req)));
  }

  /// A whole trace in JSON; 503 when the store cannot answer, or when too many are being
  /// downloaded.
  public void jsonDownload(String path, Function<ServerRequest, JsonReply> reply) {
    readTraced(
        path,
        (req, res) -> {
          try (var _ = downloads.take()) {
            answer(req, res, () -> reply.apply(req));
          }
        });
  }

  /// JSON for whoever changes something; 503 when the store cannot.
  public void change(Method method, String path, Function<ServerRequest, JsonReply> reply) {
    handle(method, path, (req, res) -> answer(req, res, () -> reply.apply(req)));
  }

  /// Whatever else changes something.
  public void handle(Method method, String path, Handler handler) {
    add(method, path, guarded(traces.traced(method, path, own(handler))));
  }

  /// Leads from one address to another.
  public void redirect(String path, String target) {
    lead(path, request -> target);
  }

  /// Leads from an address to one that depends on what was asked.
  public void lead(String path, Function<ServerRequest, String> target) {
    read(
        path,
        guarded((req, res) ->
            res.status(Status.FOUND_302).header(HeaderNames.LOCATION, target.apply(req)).send()));
  }

  /// Something that everybody may read, from wherever they call.
  public void open(String path, Handler handler) {
    read(path, handler);
  }

  /// A form of our own pages that everybody may send.
  public void openForm(String path, Handler handler) {
    add(Method.POST, path, own(handler));
  }

  /// Something that everybody may have in JSON.
  public void openJson(String path, Supplier<JsonReply> reply) {
    read(path, (req, res) -> replies.send(req, res, reply.get()));
  }

  /// All of them, each with the methods that it takes.
  public Map<String, Set<String>> addresses() {
    Map<String, Set<String>> addresses = new TreeMap<>();
    byPath.forEach((path, byMethod) ->
        addresses.put(
            path, byMethod.keySet().stream().map(Method::text).collect(Collectors.toSet())));
    return addresses;
  }

  /// Adds all of them to the server's.
  public void addTo(HttpRouting.Builder routing) {
    byPath.forEach((path, byMethod) -> {
      byMethod.forEach((method, handler) ->
          routing.route(Method.predicate(method), PathMatchers.create(path), handler));
      String allow = byMethod.keySet().stream().map(Method::text).collect(Collectors.joining(", "));
      routing.any(path, (req, res) -> errors.methodNotAllowed(req, res, allow));
    });
  }

  /// Behind the guard, and only then traced: who may not read must not make us write either.
  private void readTraced(String path, Handler handler) {
    READING.forEach(method -> add(method, path, guarded(traces.traced(method, path, handler))));
  }

  private void read(String path, Handler handler) {
    READING.forEach(method -> add(method, path, handler));
  }

  private void add(Method method, String path, Handler handler) {
    Handler before =
        byPath.computeIfAbsent(path, p -> new LinkedHashMap<>()).putIfAbsent(method, handler);
    if (before != null) {
      throw new IllegalStateException("twice: " + method.text() + " " + path);
    }
  }

  private void answer(ServerRequest request, ServerResponse response, Supplier<JsonReply> answer) {
    JsonReply reply;
    try {
      reply = answer.get();
    } catch (StorageUnavailableException e) {
      reply = JsonReply.error(503, String.valueOf(e.getMessage()));
    }
    replies.send(request, response, reply);
  }

  private static TextReply text(Supplier<TextReply> reply) {
    try {
      return reply.get();
    } catch (StorageUnavailableException e) {
      return TextReply.of(503, String.valueOf(e.getMessage()));
    }
  }

  private Handler own(Handler handler) {
    return (request, response) -> {
      if (Requests.isOwn(request)) {
        handler.handle(request, response);
      } else {
        errors.forbidden(request, response, "Only Skep's own pages may change this.");
      }
    };
  }

  private Handler guarded(Handler handler) {
    return (request, response) -> {
      if (guard.admits(request, response)) {
        Places.<Boolean, Exception>onBehalfOf(
            Requests.reader(request),
            () -> {
              handler.handle(request, response);
              return true;
            });
      }
    };
  }
}
