package io.kubejar.server.encryption;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.store.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which keys of the store are protected, and how.
///
/// Built-in kinds have prefixes of their own; objects of custom kinds are below
/// `/registry/<group>/<resource>/`.
final class ProtectedKeys {
  private static final String ROOT = "/registry/";

  private final EncryptionConfiguration configuration;
  private final Map<String, Optional<Protection>> builtIn = new HashMap<>();
  private final Map<String, Optional<Protection>> custom = new ConcurrentHashMap<>();

  ProtectedKeys(EncryptionConfiguration configuration) {
    this.configuration = configuration;
    for (Kind<?> kind : BuiltInKinds.ALL) {
      Names names = kind.names();
      if (!names.storagePrefix().isEmpty()) {
        builtIn.putIfAbsent(
            names.storagePrefix(),
            Optional.ofNullable(configuration.of(names.plural(), names.group())));
      }
    }
  }

  /// The prefixes of built-in kinds whose values are protected.
  List<String> prefixes() {
    List<String> prefixes = new ArrayList<>();
    builtIn.forEach(
        (prefix, protection) -> {
          if (protection.isPresent()) {
            prefixes.add(prefix);
          }
        });
    return prefixes;
  }

  /// How the value of a key is protected; null when it is not.
  @Nullable Protection of(String key) {
    String prefix = prefix(key);
    return prefix == null ? null : protection(prefix);
  }

  /// Whether none of the keys is protected, as far as that is known without asking each.
  boolean unprotected(Keys keys) {
    String prefix = prefix(keys.start());
    return prefix != null
        && (keys.end().startsWith(prefix) || keys.end().equals(Keys.prefix(prefix).end()))
        && protection(prefix) == null;
  }

  private @Nullable Protection protection(String prefix) {
    Optional<Protection> known = builtIn.get(prefix);
    if (known == null) {
      known = custom.computeIfAbsent(prefix, this::ofCustom);
    }
    return known.orElse(null);
  }

  private Optional<Protection> ofCustom(String prefix) {
    String[] parts = prefix.split("/");
    return parts.length == 4 && parts[2].indexOf('.') > 0
        ? Optional.ofNullable(configuration.of(parts[3], parts[2]))
        : Optional.empty();
  }

  /// The part of a key that says its kind; null when it has none.
  private @Nullable String prefix(String key) {
    if (!key.startsWith(ROOT)) {
      return null;
    }
    int end = key.indexOf('/', ROOT.length());
    if (end < 0) {
      return null;
    }
    String first = key.substring(0, end + 1);
    if (builtIn.containsKey(first)) {
      return first;
    }
    int next = key.indexOf('/', end + 1);
    return next < 0 ? null : key.substring(0, next + 1);
  }
}
