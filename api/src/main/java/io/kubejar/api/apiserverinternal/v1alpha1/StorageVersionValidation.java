package io.kubejar.api.apiserverinternal.v1alpha1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for what servers say of their versions.
final class StorageVersionValidation {
  private static final String NO_AGREEMENT =
      "should be nil if servers do not agree on the same encoding version, or if there is no server"
          + " reporting the supported versions yet";
  private static final String NOT_A_VERSION =
      "an apiVersion is a DNS-1035 label, which must consist of lower case alphanumeric characters"
          + " or '-', start with an alphabetic character, and end with an alphanumeric character"
          + " (e.g. 'my-name',  or 'abc-123', regex used for validation is"
          + " '[a-z]([-a-z0-9]*[a-z0-9])?') with an optional DNS subdomain prefix and '/'"
          + " (e.g. 'example.com/MyVersion')";

  private StorageVersionValidation() {}

  static void check(StorageVersionStatus status, FieldErrors errors) {
    Path path = Path.of("status");
    Set<String> servers = new HashSet<>();
    for (int i = 0; i < status.storageVersions().size(); i++) {
      ServerStorageVersion server = status.storageVersions().get(i);
      Path at = path.child("storageVersions").index(i);
      if (!servers.add(server.apiServerID())) {
        errors.duplicate(at.child("apiServerID"), server.apiServerID());
      } else {
        check(server, at, errors);
      }
    }
    checkCommon(status, path.child("commonEncodingVersion"), errors);
    checkConditions(status.conditions(), path.child("conditions"), errors);
  }

  private static void check(ServerStorageVersion server, Path path, FieldErrors errors) {
    for (String wrong : Formats.dnsSubdomain(server.apiServerID())) {
      errors.invalid(path.child("apiServerID"), server.apiServerID(), wrong);
    }
    errors.invalid(
        path.child("encodingVersion"), server.encodingVersion(), version(server.encodingVersion()));
    List<String> decodable = server.decodableVersions();
    for (int i = 0; i < decodable.size(); i++) {
      String each = decodable.get(i);
      errors.invalid(path.child("decodableVersions").index(i), each, version(each));
    }
    for (int i = 0; i < server.servedVersions().size(); i++) {
      String each = server.servedVersions().get(i);
      Path at = path.child("servedVersions").index(i);
      errors.invalid(at, each, version(each));
      if (!decodable.contains(each)) {
        errors.invalid(
            at,
            each,
            "individual served version : %s must be included in decodableVersions : [%s]"
                .formatted(each, String.join(" ", decodable)));
      }
    }
    if (!decodable.contains(server.encodingVersion())) {
      errors.invalid(
          path.child("decodableVersions"),
          decodable,
          "decodableVersions must include encodingVersion " + server.encodingVersion());
    }
  }

  /// What is wrong with a version, or a version of a group.
  private static List<String> version(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      return List.of(NOT_A_VERSION);
    }
    List<String> wrong = new ArrayList<>();
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        wrong.add("group part: must be non-empty");
      } else {
        Formats.dnsSubdomain(parts[0]).forEach(each -> wrong.add("group part: " + each));
      }
    }
    String version = parts[parts.length - 1];
    if (version.isEmpty()) {
      wrong.add("version part: must be non-empty");
    } else {
      Formats.dns1035Label(version).forEach(each -> wrong.add("version part: " + each));
    }
    return wrong;
  }

  private static void checkCommon(StorageVersionStatus status, Path path, FieldErrors errors) {
    String given = status.commonEncodingVersion();
    String actual = common(status.storageVersions());
    if (Objects.equals(given, actual)) {
      return;
    }
    if (actual == null) {
      errors.invalid(path, given, NO_AGREEMENT);
    } else if (given == null) {
      errors.invalid(path, "null", "the common encoding version is " + actual);
    } else {
      errors.invalid(path, given, "the actual common encoding version is " + actual);
    }
  }

  private static @Nullable String common(List<ServerStorageVersion> servers) {
    Set<String> versions = new HashSet<>();
    servers.forEach(each -> versions.add(each.encodingVersion()));
    return versions.size() == 1 ? versions.iterator().next() : null;
  }

  private static void checkConditions(
      List<StorageVersionCondition> conditions, Path path, FieldErrors errors) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      StorageVersionCondition condition = conditions.get(i);
      Path at = path.index(i);
      Integer before = first.putIfAbsent(condition.type(), i);
      if (before != null) {
        errors.invalid(
            at.child("type"),
            condition.type(),
            "the type of the condition is not unique, it also appears in conditions[%d]"
                .formatted(before));
      }
      errors.invalid(at.child("type"), condition.type(), Formats.qualifiedName(condition.type()));
      errors.invalid(
          at.child("status"), condition.status(), Formats.qualifiedName(condition.status()));
      if (condition.reason().isEmpty()) {
        errors.required(at.child("reason"), "reason cannot be empty");
      }
      if (condition.message().isEmpty()) {
        errors.required(at.child("message"), "message cannot be empty");
      }
    }
  }
}
