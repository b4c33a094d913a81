package dev.skep.web.explorer.traces;

import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Words below the plot, at whole hours, minutes or whatever fits. How wide the plot will be is not
/// known here, so each mark says how much room it needs not to touch another; the stylesheet knows
/// the classes. Where a day begins its date stands, and if none does, it stands at the first mark
/// unless it is today.
///
/// @param at how far across, in percent
/// @param anchor which end of the words stands there
/// @param room a class for a mark that is left out of a narrow plot, or empty
public record TimeMark(String text, String at, String anchor, String room) {
  private static final int MOST = 9;
  private static final Duration DAY = Duration.ofDays(1);
  private static final double EDGE = 0.02;

  // Of the widest of the fonts that a reader may have.
  private static final double PIXELS_OF_A_CHARACTER = 6.7;
  private static final double APART = 10;

  /// The widths of a plot for which there is a class; the narrowest has none.
  private enum Room {
    PHONE(170, ""),
    NARROW(340, "from-narrow"),
    MIDDLING(560, "from-middling"),
    WIDE(800, "from-wide");

    private final int pixels;
    private final String slug;

    Room(int pixels, String slug) {
      this.pixels = pixels;
      this.slug = slug;
    }
  }

  static List<TimeMark> of(TimeColumns columns, Times times) {
    List<Place> places = places(columns, times);
    int first = firstDay(places);
    List<TimeMark> marks = new ArrayList<>(places.size());
    for (int i = 0; i < places.size(); i++) {
      for (Room room : Room.values()) {
        if ((i - first) % stride(places, first, room) == 0) {
          Place place = places.get(i);
          marks.add(
              new TimeMark(place.text, Timeline.percent(place.share), place.anchor(), room.slug));
          break;
        }
      }
    }
    return marks;
  }

  private static List<Place> places(TimeColumns columns, Times times) {
    Instant from = columns.begin(0);
    TimeColumns apart = TimeColumns.over(from, columns.begin(columns.count()), MOST);
    Duration step = Duration.ofNanos(apart.step());
    double all = (double) columns.step() * columns.count();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i <= apart.count(); i++) {
      Instant time = apart.begin(i);
      double share = Duration.between(from, time).toNanos() / all;
      if (share >= 0 && share <= 1) {
        boolean newDay =
            times.isMidnight(time)
                || step.compareTo(DAY) >= 0
                || (!places.isEmpty() && !times.isSameDay(apart.begin(i - 1), time));
        places.add(
            new Place(newDay ? times.dayMark(time, step) : times.clock(time, step), share, newDay));
      }
    }
    if (!places.isEmpty() && places.stream().noneMatch(Place::isDay)) {
      Instant time = from.plusNanos(Math.round(places.getFirst().share * all));
      places.set(0, new Place(times.mark(time, step), places.getFirst().share, false));
    }
    return places;
  }

  /// The first that begins a day, which is the one that is left last; or the very first.
  private static int firstDay(List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).isDay) {
        return i;
      }
    }
    return 0;
  }

  /// Every mark has a place, or every second, fourth, ...: the most that do not touch.
  private static int stride(List<Place> places, int first, Room room) {
    int stride = 1;
    while (stride < places.size() && touch(places, first % stride, stride, room.pixels)) {
      stride *= 2;
    }
    return stride;
  }

  private static boolean touch(List<Place> places, int from, int stride, int pixels) {
    for (int i = from + stride; i < places.size(); i += stride) {
      if (places.get(i).left(pixels) < places.get(i - stride).right(pixels) + APART) {
        return true;
      }
    }
    return false;
  }

  /// Words and how far across they stand, 0 to 1.
  private record Place(String text, double share, boolean isDay) {
    private String anchor() {
      return share < EDGE ? "start" : share > 1 - EDGE ? "end" : "middle";
    }

    private double left(int pixels) {
      double before =
          switch (anchor()) {
            case "start" -> 0;
            case "end" -> 1;
            default -> 0.5;
          };
      return share * pixels - before * text.length() * PIXELS_OF_A_CHARACTER;
    }

    private double right(int pixels) {
      return left(pixels) + text.length() * PIXELS_OF_A_CHARACTER;
    }
  }
}
