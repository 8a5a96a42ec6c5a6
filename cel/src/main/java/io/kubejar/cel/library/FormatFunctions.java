package io.kubejar.cel.library;

import io.kubejar.api.kind.Formats;
import io.kubejar.api.value.Bytes;
import io.kubejar.cel.value.TypeValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Named formats of strings, each with a test that says what is wrong.
final class FormatFunctions {
  private static final String TYPE = "kubernetes.NamedFormat";
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");
  private static final Map<String, Format> FORMATS = new LinkedHashMap<>();

  static {
    add("dns1123Label", Formats::dnsLabel);
    add("dns1123Subdomain", Formats::dnsSubdomain);
    add("dns1035Label", Formats::dns1035Label);
    add("qualifiedName", Formats::qualifiedName);
    add("dns1123LabelPrefix", text -> Formats.dnsLabel(withoutDash(text)));
    add("dns1123SubdomainPrefix", text -> Formats.dnsSubdomain(withoutDash(text)));
    add("dns1035LabelPrefix", text -> Formats.dns1035Label(withoutDash(text)));
    add("labelValue", Formats::labelValue);
    add("uri", FormatFunctions::uri);
    add(
        "uuid",
        text ->
            UUID.matcher(text).matches() ? List.of() : List.of("does not match the UUID format"));
    add("byte", FormatFunctions::base64);
    add("date", FormatFunctions::date);
    add("datetime", FormatFunctions::dateTime);
  }

  private FormatFunctions() {}

  /// A format; the test gives what is wrong with a text.
  record Format(String name, Function<String, List<String>> test) implements TypeValue.Named {
    @Override
    public String typeName() {
      return TYPE;
    }
  }

  static void register(Functions.Table table) {
    FORMATS.forEach(
        (name, format) -> table.declare("format." + name + "() -> " + TYPE, _ -> format));
    table
        .declare(
            "format.named(string) -> optional<" + TYPE + ">",
            a -> Optional.ofNullable(FORMATS.get((String) a[0])))
        .declare(
            TYPE + "::validate(string) -> optional<list<string>>",
            a -> {
              List<String> wrong = ((Format) a[0]).test().apply((String) a[1]);
              return wrong.isEmpty() ? Optional.empty() : Optional.of(wrong);
            });
  }

  private static void add(String name, Function<String, List<String>> test) {
    FORMATS.put(name, new Format(name, test));
  }

  /// A prefix may end in a dash, since a generated suffix follows.
  private static String withoutDash(String text) {
    return text.length() > 1 && text.endsWith("-")
        ? text.substring(0, text.length() - 1) + "a"
        : text;
  }

  private static List<String> uri(String text) {
    try {
      var uri = new URI(text);
      return uri.getScheme() == null && !text.startsWith("/")
          ? List.of("parse \"%s\": invalid URI for request".formatted(text))
          : List.of();
    } catch (URISyntaxException e) {
      return List.of("parse \"%s\": invalid URI for request".formatted(text));
    }
  }

  private static List<String> base64(String text) {
    try {
      Bytes.base64(text);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of("invalid base64");
    }
  }

  private static List<String> date(String text) {
    try {
      LocalDate.parse(text);
      return List.of();
    } catch (DateTimeException e) {
      return List.of("invalid date");
    }
  }

  private static List<String> dateTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return List.of();
    } catch (DateTimeException e) {
      return List.of("invalid datetime");
    }
  }
}
