package io.kubejar.api.resource.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for names of drivers, pools, devices and attributes, and for lists of a bounded size.
public final class DeviceNames {
  private static final int MAX_DOMAIN = 63;
  private static final int MAX_ID = 32;
  private static final int MAX_POOL = 253;
  private static final Pattern SHARE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private DeviceNames() {}

  public static void checkDriver(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
      return;
    }
    if (name.length() > MAX_DOMAIN) {
      errors.tooLong(path, MAX_DOMAIN);
    }
    errors.invalid(path, name, Formats.dnsSubdomain(name.toLowerCase(Locale.ROOT)));
  }

  public static void checkLabel(String name, Path path, FieldErrors errors) {
    errors.invalid(path, name, Formats.dnsLabel(name));
  }

  /// The id of one share of a device.
  static void checkShare(@Nullable String id, Path path, FieldErrors errors) {
    if (id != null && !SHARE.matcher(id).matches()) {
      errors.invalid(path, id, "must be a lowercase UUID in 8-4-4-4-12 format");
    }
  }

  public static void checkPool(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
      return;
    }
    if (name.length() > MAX_POOL) {
      errors.tooLong(path, MAX_POOL);
    }
    for (String part : name.split("/", -1)) {
      errors.invalid(path, part, Formats.dnsSubdomain(part));
    }
  }

  static void checkClass(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, name, Formats.dnsSubdomain(name));
    }
  }

  /// Whether containers may ask for a resource of that name that is none of Kubernetes' own.
  static boolean isExtendedResource(String name) {
    return name.contains("/")
        && !name.contains("kubernetes.io/")
        && !name.startsWith("requests.")
        && Formats.qualifiedName("requests." + name).isEmpty();
  }

  /// A C identifier, perhaps below a domain.
  static void checkQualified(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "name required");
      return;
    }
    int slash = name.indexOf('/');
    if (slash < 0) {
      checkIdentifier(name, path, errors);
      return;
    }
    String domain = name.substring(0, slash);
    String id = name.substring(slash + 1);
    if (domain.isEmpty()) {
      errors.invalid(path, "", "the domain must not be empty");
    } else {
      checkDriver(domain, path, errors);
    }
    if (id.isEmpty()) {
      errors.invalid(path, "", "the name must not be empty");
    } else {
      checkIdentifier(id, path, errors);
    }
  }

  /// A C identifier below a domain.
  static void checkFullyQualified(String name, Path path, FieldErrors errors) {
    checkQualified(name, path, errors);
    if (!name.contains("/")) {
      errors.invalid(path, name, "must include a domain");
    }
  }

  private static void checkIdentifier(String id, Path path, FieldErrors errors) {
    if (id.length() > MAX_ID) {
      errors.tooLong(path, MAX_ID);
    }
    for (String wrong : Formats.cIdentifier(id)) {
      errors.typeInvalid(path, id, wrong);
    }
  }

  /// Each item of a list that is not too long.
  public static <T> void checkAll(
      List<T> items, int max, Path path, FieldErrors errors, BiConsumer<T, Path> check) {
    if (items.size() > max) {
      errors.tooMany(path, items.size(), max);
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      check.accept(items.get(i), path.index(i));
    }
  }

  /// Keys that occur more than once.
  static <T> void checkDistinct(
      List<T> items, Function<T, Object> key, Path path, FieldErrors errors) {
    Set<Object> keys = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Object each = key.apply(items.get(i));
      if (!keys.add(each)) {
        errors.duplicate(path.index(i), each);
      }
    }
  }
}
