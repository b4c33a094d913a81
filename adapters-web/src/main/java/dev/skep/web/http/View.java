package dev.skep.web.http;

import java.util.Map;

/// What a page answers: an HTTP status, the template of the whole page, the template of the piece
/// that htmx may swap instead, and what both show. Templates are always named by constants.
///
/// @param piece the same as `page` where there is nothing smaller to swap
public record View(int status, String page, String piece, Map<String, Object> model) {
  public static View of(int status, String page, Map<String, Object> model) {
    return new View(status, page, page, model);
  }
}
