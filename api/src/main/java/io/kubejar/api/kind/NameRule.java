package io.kubejar.api.kind;

import java.util.List;

/// What the names of a kind's objects look like.
@FunctionalInterface
public interface NameRule {
  /// Labels of the domain name system joined by dots; the rule of most kinds.
  NameRule SUBDOMAIN = (name, prefix) -> Formats.dnsSubdomain(prefix ? completed(name) : name);

  /// One label of the domain name system.
  NameRule LABEL = (name, prefix) -> Formats.dnsLabel(prefix ? completed(name) : name);

  /// One label that starts with a letter.
  NameRule LABEL_1035 = (name, prefix) -> Formats.dns1035Label(prefix ? completed(name) : name);

  /// Whatever fits between two slashes of a path.
  NameRule PATH_SEGMENT = Formats::pathSegment;

  /// What is wrong with a name, or with the prefix of a generated one.
  List<String> check(String name, boolean prefix);

  /// A prefix may end in a hyphen, since more follows.
  private static String completed(String prefix) {
    return prefix.length() > 1 && prefix.endsWith("-")
        ? prefix.substring(0, prefix.length() - 2) + "a"
        : prefix;
  }
}
