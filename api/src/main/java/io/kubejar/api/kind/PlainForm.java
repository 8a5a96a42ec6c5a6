package io.kubejar.api.kind;

import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.RawJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The form in which messages of upstream show parts of objects that are not documents: JSON with
/// the names of the server's own structures, in their order, absent values as `null`.
///
/// It is only built once an error is certain, so it looks at records by reflection. The types of
/// `meta/v1` show their documents' form.
final class PlainForm {
  /// Parts of names that are not just capitalized.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("dnsPolicy", "DNSPolicy"),
          Map.entry("dnsConfig", "DNSConfig"),
          Map.entry("tty", "TTY"),
          Map.entry("os", "OS"),
          Map.entry("uid", "UID"),
          Map.entry("ip", "IP"),
          Map.entry("cidrs", "CIDRs"),
          Map.entry("httpGet", "HTTPGet"),
          Map.entry("httpHeaders", "HTTPHeaders"),
          Map.entry("tcpSocket", "TCPSocket"),
          Map.entry("grpc", "GRPC"),
          Map.entry("fsGroup", "FSGroup"),
          Map.entry("fsGroupChangePolicy", "FSGroupChangePolicy"),
          Map.entry("fsType", "FSType"),
          Map.entry("seLinuxOptions", "SELinuxOptions"),
          Map.entry("seLinuxChangePolicy", "SELinuxChangePolicy"),
          Map.entry("apiVersion", "APIVersion"),
          Map.entry("apiGroup", "APIGroup"),
          Map.entry("apiGroups", "APIGroups"),
          Map.entry("csi", "CSI"),
          Map.entry("nfs", "NFS"),
          Map.entry("iscsi", "ISCSI"),
          Map.entry("rbd", "RBD"),
          Map.entry("fc", "FC"),
          Map.entry("storageos", "StorageOS"),
          Map.entry("cephfs", "CephFS"),
          Map.entry("gcePersistentDisk", "GCEPersistentDisk"),
          Map.entry("awsElasticBlockStore", "AWSElasticBlockStore"));

  /// The order of members where it is not the record's.
  private static final Map<String, List<String>> ORDER =
      Map.of(
          "PodSpec",
          List.of(
              "volumes",
              "initContainers",
              "containers",
              "ephemeralContainers",
              "restartPolicy",
              "terminationGracePeriodSeconds",
              "activeDeadlineSeconds",
              "dnsPolicy",
              "nodeSelector",
              "serviceAccountName",
              "automountServiceAccountToken",
              "nodeName",
              "securityContext",
              "imagePullSecrets",
              "hostname",
              "subdomain",
              "setHostnameAsFQDN",
              "affinity",
              "schedulerName",
              "tolerations",
              "hostAliases",
              "priorityClassName",
              "priority",
              "preemptionPolicy",
              "dnsConfig",
              "readinessGates",
              "runtimeClassName",
              "overhead",
              "enableServiceLinks",
              "topologySpreadConstraints",
              "os",
              "schedulingGates",
              "resourceClaims",
              "resources",
              "hostnameOverride",
              "schedulingGroup"));

  /// Members that stand in the part for the pod's security instead.
  private static final List<String> POD_SECURITY =
      List.of("hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers");

  private static final List<String> POD_SECURITY_ORDER =
      List.of(
          "seLinuxOptions",
          "windowsOptions",
          "runAsUser",
          "runAsGroup",
          "runAsNonRoot",
          "supplementalGroups",
          "supplementalGroupsPolicy",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls",
          "seccompProfile",
          "appArmorProfile",
          "seLinuxChangePolicy");

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private PlainForm(boolean indented) {
    this.indented = indented;
  }

  static String compact(Record value) {
    PlainForm form = new PlainForm(false);
    form.write(tree(value), 0);
    return form.out.toString();
  }

  /// The lines of a form of some members only.
  static List<String> lines(Record value, Collection<String> names) {
    Map<String, @Nullable Object> some = new LinkedHashMap<>();
    components(value)
        .forEach(
            (name, part) -> {
              if (names.contains(name)) {
                some.put(title(name), tree(part));
              }
            });
    PlainForm form = new PlainForm(true);
    form.write(some, 0);
    return form.out.toString().lines().toList();
  }

  /// The lines of the form with one member each.
  static List<String> lines(Record value) {
    PlainForm form = new PlainForm(true);
    form.write(tree(value), 0);
    return form.out.toString().lines().toList();
  }

  private static @Nullable Object tree(@Nullable Object value) {
    return switch (value) {
      case IntOrString.Int(int number) -> number;
      case IntOrString.Text(String text) -> text;
      case RawJson raw -> raw;
      case Bytes bytes -> bytes.isEmpty() ? null : bytes.toBase64();
      case Collection<?> items -> items.isEmpty() ? null : trees(items);
      case Map<?, ?> entries -> entries.isEmpty() ? null : trees(entries);
      case Record item when isMeta(item) -> document(item);
      case Record item when item.getClass().getPackageName().endsWith(".value") -> item.toString();
      case Record item -> members(item);
      case null, default -> value;
    };
  }

  private static List<@Nullable Object> trees(Collection<?> items) {
    List<@Nullable Object> trees = new ArrayList<>(items.size());
    items.forEach(item -> trees.add(tree(item)));
    return trees;
  }

  private static Map<String, @Nullable Object> trees(Map<?, ?> entries) {
    Map<String, @Nullable Object> trees = new LinkedHashMap<>();
    entries.forEach((key, item) -> trees.put(key.toString(), tree(item)));
    return trees;
  }

  private static Map<String, @Nullable Object> members(Record value) {
    Map<String, @Nullable Object> parts = components(value);
    String type = value.getClass().getSimpleName();
    if (type.equals("PodSpec")) {
      return podSpec(parts);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    parts.forEach(
        (name, part) -> {
          if (name.equals("metadata") && part instanceof Record metadata) {
            members.putAll(document(metadata));
          } else {
            members.put(title(name), tree(part));
          }
        });
    return members;
  }

  private static Map<String, @Nullable Object> podSpec(Map<String, @Nullable Object> parts) {
    Map<String, @Nullable Object> security = new LinkedHashMap<>();
    POD_SECURITY.forEach(name -> security.put(title(name), tree(parts.get(name))));
    boolean secured = parts.get("securityContext") != null;
    Map<String, @Nullable Object> given =
        parts.get("securityContext") instanceof Record context
            ? components(context)
            : new LinkedHashMap<>();
    POD_SECURITY_ORDER.forEach(name -> security.put(title(name), tree(given.get(name))));
    boolean shares = POD_SECURITY.stream().anyMatch(name -> isSet(parts.get(name)));
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name : ORDER.getOrDefault("PodSpec", List.of())) {
      members.put(
          title(name),
          name.equals("securityContext")
              ? (secured || shares ? security : null)
              : tree(parts.get(name)));
    }
    return members;
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  /// The form of documents: names as they are, nothing that is empty.
  private static Map<String, @Nullable Object> document(Record value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    components(value)
        .forEach(
            (name, part) -> {
              Object tree = tree(part);
              boolean empty =
                  tree == null
                      || tree.equals("")
                      || Boolean.FALSE.equals(tree)
                      || tree instanceof Number number && number.longValue() == 0;
              if (!empty) {
                members.put(name, tree);
              }
            });
    return members;
  }

  private static Map<String, @Nullable Object> components(Record value) {
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        parts.put(component.getName(), component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("accessor of a public record", e);
      }
    }
    return parts;
  }

  private static boolean isMeta(Record value) {
    return value.getClass().getPackageName().endsWith(".meta.v1");
  }

  private static String title(String name) {
    String known = NAMES.get(name);
    return known != null
        ? known
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private void write(@Nullable Object tree, int depth) {
    switch (tree) {
      case Map<?, ?> members -> {
        String separator = "";
        out.append('{');
        for (Map.Entry<?, ?> entry : members.entrySet()) {
          out.append(separator);
          separator = ",";
          newLine(depth + 1);
          TextWriter.quote(out, entry.getKey().toString());
          out.append(indented ? ": " : ":");
          write(entry.getValue(), depth + 1);
        }
        if (!members.isEmpty()) {
          newLine(depth);
        }
        out.append('}');
      }
      case Collection<?> items -> {
        String separator = "";
        out.append('[');
        for (Object item : items) {
          out.append(separator);
          separator = ",";
          newLine(depth + 1);
          write(item, depth + 1);
        }
        newLine(depth);
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      case RawJson raw -> out.append(raw);
      case null -> out.append("null");
      default -> TextWriter.quote(out, tree.toString());
    }
  }

  private void newLine(int depth) {
    if (indented) {
      out.append('\n').repeat(" ", depth);
    }
  }
}
