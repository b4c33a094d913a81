package dev.skep.bootstrap.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Somebody at the Explorer who knows only what the pages show: what they press and type is called
/// by its visible name, and each of these is a step.
final class Operator {
  private final Page page;
  private final List<String> steps = new ArrayList<>();

  Operator(Page page) {
    this.page = page;
  }

  /// Every journey begins here.
  static Operator opening(Page page, URI skep) {
    var operator = new Operator(page);
    page.navigate(skep.resolve("/").toString());
    operator.steps.add("Open Skep.");
    return operator;
  }

  Operator type(String text, String field) {
    page.getByLabel(field, new Page.GetByLabelOptions().setExact(true)).fill(text);
    return did("Type `" + text + "` as " + field + ".");
  }

  Operator pressButton(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
    return did("Press " + name + ".");
  }

  Operator pressLink(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first()
        .click();
    return did("Press " + name + ".");
  }

  /// @param what what a person would call it
  Operator press(Locator target, String what) {
    target.click();
    return did("Press " + what + ".");
  }

  Operator pressFirstTrace() {
    return press(traces().first().getByRole(AriaRole.LINK).first(), "the first trace");
  }

  /// The rows of a list of traces.
  Locator traces() {
    return page.locator("#results tbody tr");
  }

  /// What is on the page now contains this; waits until it does.
  Operator sees(Locator where, String... texts) {
    for (String text : texts) {
      assertThat(where).containsText(text);
    }
    return this;
  }

  List<String> steps() {
    return List.copyOf(steps);
  }

  private Operator did(String step) {
    steps.add(step);
    return this;
  }
}
