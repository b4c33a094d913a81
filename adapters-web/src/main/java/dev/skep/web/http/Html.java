package dev.skep.web.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Renders templates: the only class that talks to the template engine.
public final class Html {
  private final TemplateEngine engine = new TemplateEngine();
  private final StaticAssets assets;
  private final String version;

  public Html(StaticAssets assets, String version) {
    RecordProperties.use();
    var resolver = new ClassLoaderTemplateResolver(Html.class.getClassLoader());
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(resolver);
    this.assets = assets;
    this.version = version;
  }

  /// A whole page.
  ///
  /// @param template name of the template, always a constant
  /// @param frame what stands around the content
  String page(String template, Map<String, Object> model, Map<String, Object> frame) {
    Map<String, Object> everything = new HashMap<>(model);
    everything.putAll(frame);
    everything.put("asset", assets.urls());
    everything.put("version", version);
    everything.put("swap", false);
    return render(template, everything);
  }

  /// A piece of a page, to be swapped in.
  String piece(String template, Map<String, Object> model, Map<String, Object> frame) {
    Map<String, Object> everything = new HashMap<>(model);
    everything.putAll(frame);
    everything.put("swap", true);
    return render(template, everything);
  }

  private String render(String template, Map<String, Object> model) {
    return engine.process(template, new Context(Locale.ROOT, model));
  }
}
