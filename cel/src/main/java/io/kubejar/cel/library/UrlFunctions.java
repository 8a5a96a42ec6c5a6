package io.kubejar.cel.library;

import io.kubejar.cel.value.CelError;
import io.kubejar.cel.value.TypeValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Addresses of the web.
final class UrlFunctions {
  private static final String TYPE = "kubernetes.URL";

  private UrlFunctions() {}

  /// An absolute URL or absolute path.
  record Url(URI uri) implements TypeValue.Named {
    @Override
    public String typeName() {
      return TYPE;
    }
  }

  static void register(Functions.Table table) {
    table
        .declare("url(string) -> " + TYPE, a -> parse((String) a[0]))
        .declare("isURL(string) -> bool", a -> isUrl((String) a[0]))
        .declare(TYPE + "::getScheme() -> string", a -> orEmpty(uri(a).getScheme()))
        .declare(TYPE + "::getHost() -> string", a -> host(uri(a)))
        .declare(TYPE + "::getHostname() -> string", a -> hostname(uri(a)))
        .declare(
            TYPE + "::getPort() -> string",
            a -> uri(a).getPort() < 0 ? "" : Integer.toString(uri(a).getPort()))
        .declare(TYPE + "::getEscapedPath() -> string", a -> orEmpty(uri(a).getRawPath()))
        .declare(
            TYPE + "::getQuery() -> map<string, list<string>>",
            a -> query(orEmpty(uri(a).getRawQuery())));
  }

  private static URI uri(Object[] arguments) {
    return ((Url) arguments[0]).uri();
  }

  private static Url parse(String text) {
    try {
      var uri = new URI(text);
      if (uri.getScheme() == null && !text.startsWith("/")) {
        throw new CelError(
            "URL parse error during conversion from string: parse \"%s\": invalid URI for request"
                .formatted(text));
      }
      return new Url(uri);
    } catch (URISyntaxException e) {
      throw new CelError(
          "URL parse error during conversion from string: parse \"%s\": invalid URI for request"
              .formatted(text));
    }
  }

  private static boolean isUrl(String text) {
    try {
      parse(text);
      return true;
    } catch (CelError e) {
      return false;
    }
  }

  private static String host(URI uri) {
    String name = orEmpty(uri.getHost());
    return uri.getPort() < 0 ? name : name + ":" + uri.getPort();
  }

  private static String hostname(URI uri) {
    String name = orEmpty(uri.getHost());
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  private static Map<Object, Object> query(String text) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (String part : text.split("&")) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      @SuppressWarnings("unchecked") // only lists made here are in the map
      List<Object> known =
          (List<Object>) values.computeIfAbsent(decoded(name), _ -> new ArrayList<>());
      known.add(decoded(value));
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
