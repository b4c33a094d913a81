package dev.skep.web.explorer.searches;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.DeleteSearch;
import dev.skep.application.usecase.ListSavedSearches;
import dev.skep.application.usecase.SaveSearch;
import dev.skep.domain.search.SavedSearch;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.http.OwnPath;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.SavedQuery;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Lists the saved searches: `/searches`, and the same list as a menu above the traces; saves and
/// deletes them for the forms there.
public final class SavedSearchesPage implements Routed {
  private static final String SEARCHES = "/searches";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST = 300;

  private final SaveSearch save;
  private final ListSavedSearches saved;
  private final DeleteSearch delete;
  private final Clock clock;

  /// One search in the list.
  ///
  /// @param words its parameters as one reads them
  public record Row(long id, String name, String words, String href, String at, String atExact) {}

  public SavedSearchesPage(
      SaveSearch save, ListSavedSearches saved, DeleteSearch delete, Clock clock) {
    this.save = save;
    this.saved = saved;
    this.delete = delete;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        SEARCHES,
        request ->
            show(
                "searches/show", Requests.query(request).first("problem"), Requests.zone(request)));
    routes.livePiece(
        SEARCHES + "/menu", request -> show("searches/_saved-list", "", Requests.zone(request)));
    post(routes, SEARCHES, this::save);
    post(routes, SEARCHES + "/delete", this::delete);
  }

  /// Saves the search at the address that the form names as `back`, and leads there again; or to
  /// the list, which says why that cannot be.
  public String save(UrlQuery form) {
    String back = OwnPath.orHome(form.first("back"));
    int query = back.indexOf('?');
    UrlQuery sent = query < 0 ? UrlQuery.EMPTY : UrlQuery.parse(back.substring(query + 1));
    return switch (SavedQuery.of(sent, clock.instant())) {
      case SavedQuery.Unusable _ -> problem("query");
      case SavedQuery.Usable(String text) ->
          switch (save.save(form.first("name"), text)) {
            case SaveSearch.Outcome.Saved _ -> SavedQuery.at(TracePaths.TRACES, text);
            case SaveSearch.Outcome.NoName _ -> problem("name");
            case SaveSearch.Outcome.TooLong _ -> problem("long");
            case SaveSearch.Outcome.TooMany _ -> problem("many");
          };
    };
  }

  /// Deletes the search with the `id` of the form; leads to the list.
  public String delete(UrlQuery form) {
    String id = form.first("id");
    if (id.matches("[1-9][0-9]{0,17}")) {
      delete.delete(Long.parseLong(id));
    }
    return SEARCHES;
  }

  private View show(String template, String problem, ZoneId zone) {
    try {
      Times times = Times.of(zone, clock.instant());
      List<Row> rows = saved.list().stream().map(search -> row(search, times)).toList();
      return View.of(
          200, template, Map.of("searches", rows, "problem", words(problem), "failure", ""));
    } catch (StorageUnavailableException e) {
      return View.of(
          503,
          template,
          Map.of(
              "searches", List.of(),
              "problem", "",
              "failure", String.valueOf(e.getMessage())));
    }
  }

  private static Row row(SavedSearch search, Times times) {
    String href = SavedQuery.at(TracePaths.TRACES, search.query());
    return new Row(
        search.id(),
        VisibleText.line(search.name(), SavedSearch.MAX_NAME_LENGTH),
        words(UrlQuery.parse(search.query())),
        href,
        times.minute(search.savedAt()),
        Formats.iso(search.savedAt()));
  }

  private static String words(UrlQuery query) {
    var words = new StringBuilder();
    for (String name : query.names().stream().sorted().toList()) {
      words.append(words.isEmpty() ? "" : " · ").append(name).append(' ').append(query.first(name));
    }
    return words.isEmpty() ? "all traces" : VisibleText.line(words.toString(), LONGEST);
  }

  private static String words(String problem) {
    return switch (problem) {
      case "name" ->
          "A name must have 1 to "
              + SavedSearch.MAX_NAME_LENGTH
              + " characters. Nothing was saved.";
      case "query" -> "A search that cannot be run cannot be saved. Mend it first.";
      case "long" -> "The search is too long to be saved.";
      case "many" -> SaveSearch.MOST + " searches are saved. Delete some to save another.";
      default -> "";
    };
  }

  private static String problem(String slug) {
    return UrlQuery.EMPTY.with("problem", slug).at(SEARCHES);
  }

  private static void post(Routes routes, String path, Function<UrlQuery, String> action) {
    routes.handle(
        Method.POST,
        path,
        (request, response) ->
            response
                .status(Status.SEE_OTHER_303)
                .header(HeaderNames.LOCATION, action.apply(form(request)))
                .send());
  }

  private static UrlQuery form(ServerRequest request) {
    return UrlQuery.parse(new String(Requests.body(request, MOST_BYTES), StandardCharsets.UTF_8));
  }
}
