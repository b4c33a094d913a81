package dev.skep.bootstrap.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns for the eye. The first rows say how wide they are; later ones may spill over.
final class AlignedRows implements SqlCommand.Rows {
  private static final int ROWS_TO_MEASURE = 1_000;
  private static final int WIDEST = 80;

  private final TextOut out;
  private final List<String[]> waiting = new ArrayList<>();
  private int[] widths = {};
  private boolean[] numbers = {};
  private boolean measured;

  AlignedRows(TextOut out) {
    this.out = out;
  }

  @Override
  public void columns(List<String> names) {
    widths = new int[names.size()];
    numbers = new boolean[names.size()];
    Arrays.fill(numbers, true);
    waiting.add(names.stream().map(Values::harmless).toArray(String[]::new));
  }

  @Override
  public void row(List<@Nullable Object> values) {
    for (int i = 0; i < numbers.length; i++) {
      Object value = values.get(i);
      numbers[i] &= measured || value == null || value instanceof Number;
    }
    String[] row =
        values.stream().map(value -> Values.harmless(Values.text(value))).toArray(String[]::new);
    if (measured) {
      print(row);
      return;
    }
    waiting.add(row);
    if (waiting.size() > ROWS_TO_MEASURE) {
      printWaiting();
    }
  }

  @Override
  public void end() {
    if (!measured) {
      printWaiting();
    }
  }

  private void printWaiting() {
    measured = true;
    for (String[] row : waiting) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(row[i].length(), WIDEST));
      }
    }
    print(waiting.getFirst());
    print(Arrays.stream(widths).mapToObj("-"::repeat).toArray(String[]::new));
    waiting.subList(1, waiting.size()).forEach(this::print);
    waiting.clear();
  }

  private void print(String[] row) {
    var line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      String space = " ".repeat(Math.max(0, widths[i] - row[i].length()));
      line.append(i == 0 ? "" : "  ");
      if (numbers[i]) {
        line.append(space).append(row[i]);
      } else {
        line.append(row[i]).append(i == row.length - 1 ? "" : space);
      }
    }
    out.line(line.toString().stripTrailing());
  }
}
