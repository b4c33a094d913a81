package dev.skep.persistence.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes and reads the JSON text of columns.
public final class Json {
  // What is read was written here, so nothing in it is too long. Names are not interned: they are
  // the senders', and there is no end to them.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  public static String write(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// Hands a parser, already at the first token of `text`, to `reading`.
  public static <T> T read(String text, Reading<T> reading) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return reading.from(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Goes on to the next key of an object and to its value; false at the object's end.
  public static boolean nextEntry(JsonParser json) throws IOException {
    if (json.nextToken() == JsonToken.END_OBJECT) {
      return false;
    }
    json.nextToken();
    return true;
  }

  public interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  public interface Reading<T> {
    T from(JsonParser json) throws IOException;
  }
}
