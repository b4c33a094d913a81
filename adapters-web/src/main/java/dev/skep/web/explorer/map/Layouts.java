package dev.skep.web.explorer.map;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers the layouts of the graphs that were looked at last. For all threads.
final class Layouts {
  private static final int MOST = 32;

  private final Map<Shape, Layout> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Shape, Layout> eldest) {
              return size() > MOST;
            }
          });

  Layout of(Shape shape) {
    Layout remembered = known.get(shape);
    if (remembered != null) {
      return remembered;
    }
    Layout made = Layout.of(shape);
    known.put(shape, made);
    return made;
  }
}
