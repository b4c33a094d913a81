package dev.skep.otlp.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Reads OTLP's JSON encoding: what today's exporters send, and the older form with
/// `instrumentationLibrarySpans` of 2022. Unknown fields are ignored, and so are known ones in
/// snake_case.
///
/// Source: OTLP, "JSON Protobuf Encoding"; the specification, "Request Body".
public final class JsonDecoder implements OtlpDecoder {
  private static final String NOT_JSON = "The body is not valid JSON";
  private static final String BEYOND_LIMITS =
      "The body is nested too deep, or holds a number or a field name that is too long";
  private static final String NO_RESOURCE_SPANS =
      "The body must be an object with an array named resourceSpans";
  private static final String BAD_ENVELOPE =
      "A field of resourceSpans outside of its spans has the wrong JSON type";

  private static final int REMEMBERED = 256;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // A value of 32 levels takes some 140 levels of JSON; the rest is room to skip.
                  .maxNestingDepth(1000)
                  .maxNumberLength(JsonNumbers.LONGEST)
                  .maxNameLength(64 * 1024)
                  // The body's own limit bounds texts; they are cut when they have been read.
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final SecretMask mask;

  /// One that keeps everything.
  public JsonDecoder() {
    this(SecretMask.NONE);
  }

  /// @param mask what may be kept of values
  public JsonDecoder(SecretMask mask) {
    this.mask = mask;
  }

  @Override
  public DecodeResult decode(InputStream body) throws IOException {
    // Through a reader, because Jackson's own decoding refuses bytes that are no UTF-8, while a
    // reader puts U+FFFD in their place.
    try (JsonParser parser =
        JSON.createParser(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      return new Reading(parser, mask).request();
    } catch (StreamConstraintsException e) {
      return new DecodeResult.Malformed(BEYOND_LIMITS);
    } catch (JacksonException e) {
      return new DecodeResult.Malformed(NOT_JSON);
    }
  }

  /// The reading of one request.
  private static final class Reading {
    private final RequestDraft request = new RequestDraft();
    private final Interner<Resource> resources = new Interner<>(REMEMBERED);
    private final Interner<InstrumentationScope> scopes = new Interner<>(REMEMBERED);
    private final JsonParser parser;
    private final JsonInput in;
    private final JsonValues values;
    private final JsonSpans spans;
    private boolean hasResourceSpans;

    Reading(JsonParser parser, SecretMask mask) {
      this.parser = parser;
      in = new JsonInput(parser, request.texts);
      values = new JsonValues(in, request.texts, mask);
      spans = new JsonSpans(in, values, request.texts);
    }

    DecodeResult request() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new DecodeResult.Malformed(NO_RESOURCE_SPANS);
      }
      while (in.nextField()) {
        if (!in.field().equals("resourceSpans")) {
          in.skip();
        } else if (in.enterArray()) {
          hasResourceSpans = true;
          while (in.nextElement()) {
            if (!resourceSpans()) {
              return new DecodeResult.TooManySpans();
            }
          }
        }
      }
      // Asks for the end: whatever follows the object makes this throw or give a token.
      if (parser.nextToken() != null) {
        return new DecodeResult.Malformed(NOT_JSON);
      }
      if (!hasResourceSpans) {
        return new DecodeResult.Malformed(NO_RESOURCE_SPANS);
      }
      return in.takeWrongType() ? new DecodeResult.Malformed(BAD_ENVELOPE) : request.result();
    }

    /// False when there are too many spans; then nothing more need be read.
    private boolean resourceSpans() throws IOException {
      ResourceDraft resource = new ResourceDraft();
      if (!in.enterObject()) {
        return true;
      }
      while (in.nextField()) {
        switch (in.field()) {
          case "resource" -> resource(resource);
          case "scopeSpans", "instrumentationLibrarySpans" -> {
            if (!scopes(resource)) {
              return false;
            }
          }
          case "schemaUrl" -> resource.schemaUrl = in.repeatedText();
          default -> in.skip();
        }
      }
      finish(resource);
      return true;
    }

    /// Finishes the spans of a resource that has been read to its end.
    private void finish(ResourceDraft draft) {
      if (draft.scopes.isEmpty()) {
        return;
      }
      Resource resource = resources.intern(draft.resource());
      for (ScopeDraft scopeDraft : draft.scopes) {
        InstrumentationScope scope = scopes.intern(scopeDraft.scope());
        for (SpanDraft span : scopeDraft.spans) {
          request.finish(span, resource, scope);
        }
      }
    }

    private void resource(ResourceDraft resource) throws IOException {
      if (!in.enterObject()) {
        return;
      }
      while (in.nextField()) {
        switch (in.field()) {
          case "attributes" -> values.attributes(resource.attributes);
          case "droppedAttributesCount" -> resource.attributes.droppedBySender(in.uint32());
          default -> in.skip();
        }
      }
    }

    private boolean scopes(ResourceDraft resource) throws IOException {
      if (!in.enterArray()) {
        return true;
      }
      while (in.nextElement()) {
        if (!scopeSpans(resource)) {
          return false;
        }
      }
      return true;
    }

    private boolean scopeSpans(ResourceDraft resource) throws IOException {
      ScopeDraft scope = new ScopeDraft();
      if (!in.enterObject()) {
        return true;
      }
      while (in.nextField()) {
        switch (in.field()) {
          case "scope", "instrumentationLibrary" -> scope(scope);
          case "spans" -> {
            if (!spans(scope)) {
              return false;
            }
          }
          case "schemaUrl" -> scope.schemaUrl = in.repeatedText();
          default -> in.skip();
        }
      }
      resource.add(scope);
      return true;
    }

    private void scope(ScopeDraft scope) throws IOException {
      if (!in.enterObject()) {
        return;
      }
      while (in.nextField()) {
        switch (in.field()) {
          case "name" -> scope.name = in.repeatedText();
          case "version" -> scope.version = in.repeatedText();
          case "attributes" -> values.attributes(scope.attributes);
          case "droppedAttributesCount" -> scope.attributes.droppedBySender(in.uint32());
          default -> in.skip();
        }
      }
    }

    private boolean spans(ScopeDraft scope) throws IOException {
      if (!in.enterArray()) {
        return true;
      }
      // What was wrong outside of spans must not be held against the first of them.
      boolean envelopeIsBad = in.takeWrongType();
      while (in.nextElement()) {
        if (request.isFull()) {
          return false;
        }
        SpanDraft span = new SpanDraft();
        request.start(span);
        spans.span(span);
        scope.spans.add(span);
      }
      in.setWrongType(envelopeIsBad);
      return true;
    }
  }
}
