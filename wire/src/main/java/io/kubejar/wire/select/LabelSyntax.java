package io.kubejar.wire.select;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What label keys and values may look like.
public final class LabelSyntax {
  private static final int LONGEST = 63;
  private static final int LONGEST_PREFIX = 253;
  private static final String NAME =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
  private static final String SUBDOMAIN =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is"
          + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String VALUE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

  private LabelSyntax() {}

  /// What is wrong with a key; empty when nothing is.
  public static List<String> keyErrors(String key) {
    int slash = key.indexOf('/');
    if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
      return List.of(
          "a valid label key "
              + NAME
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> errors = new ArrayList<>();
    if (slash == 0) {
      errors.add("prefix part must be non-empty");
    } else if (slash > 0) {
      for (String error : subdomainErrors(key.substring(0, slash))) {
        errors.add("prefix part " + error);
      }
    }
    String name = key.substring(slash + 1);
    if (name.isEmpty()) {
      errors.add("name part must be non-empty");
    } else if (utf8Length(name) > LONGEST) {
      errors.add("name part must be no more than 63 bytes");
    }
    if (!isName(name)) {
      errors.add("name part " + NAME);
    }
    return errors;
  }

  /// What is wrong with a value; empty when nothing is.
  public static List<String> valueErrors(String value) {
    List<String> errors = new ArrayList<>();
    if (utf8Length(value) > LONGEST) {
      errors.add("must be no more than 63 bytes");
    }
    if (!value.isEmpty() && !isName(value)) {
      errors.add(VALUE);
    }
    return errors;
  }

  private static List<String> subdomainErrors(String prefix) {
    List<String> errors = new ArrayList<>();
    if (utf8Length(prefix) > LONGEST_PREFIX) {
      errors.add("must be no more than 253 bytes");
    }
    boolean edge = true;
    boolean valid = true;
    for (int i = 0; i < prefix.length(); i++) {
      char c = prefix.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean last = i + 1 == prefix.length() || prefix.charAt(i + 1) == '.';
      valid &= letter || (c == '-' && !edge && !last) || (c == '.' && !edge);
      edge = c == '.';
    }
    if (!valid || edge) {
      errors.add(SUBDOMAIN);
    }
    return errors;
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || !isAlphanumeric(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return isAlphanumeric(name.charAt(name.length() - 1));
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
