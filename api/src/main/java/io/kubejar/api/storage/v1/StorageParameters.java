package io.kubejar.api.storage.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// The rules for what classes tell the drivers of volumes: who the driver is, and parameters that
/// only it understands.
final class StorageParameters {
  private static final int MAX_COUNT = 512;
  private static final int MAX_SIZE = 256 * 1024;

  private StorageParameters() {}

  static void checkDriver(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
    } else {
      errors.invalid(path, name, Formats.qualifiedName(name.toLowerCase(Locale.ROOT)));
    }
  }

  static void check(Map<String, String> parameters, Path path, FieldErrors errors) {
    if (parameters.size() > MAX_COUNT) {
      errors.tooLong(path, MAX_COUNT);
      return;
    }
    if (parameters.containsKey("")) {
      errors.invalid(path, "", "field can not be empty.");
    }
    if (size(parameters) > MAX_SIZE) {
      errors.tooLong(path, MAX_SIZE);
    }
  }

  /// How many bytes keys and values take.
  static long size(Map<String, String> entries) {
    long size = 0;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      size += bytes(entry.getKey()) + bytes(entry.getValue());
    }
    return size;
  }

  static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
