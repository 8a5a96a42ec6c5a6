package io.kubejar.api.core.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Bytes;
import java.util.List;
import java.util.Map;

/// The `configmaps` resource: names and rules of [ConfigMap].
public final class ConfigMapKind implements Kind<ConfigMap> {
  public static final ConfigMapKind CONFIG_MAP = new ConfigMapKind();

  private static final Names NAMES =
      Names.of("", "v1", "ConfigMap", "configmaps")
          .namespaced()
          .shortNames("cm")
          .stored("/registry/configmaps/", "qFsyl6wFWjQ=")
          .build();

  private ConfigMapKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ConfigMap> codec() {
    return ConfigMapCodec.INSTANCE;
  }

  @Override
  public void validate(ConfigMap object, FieldErrors errors) {
    long size = 0;
    Path data = Path.of("data");
    Path binary = Path.of("binaryData");
    for (Map.Entry<String, String> entry : object.data().entrySet()) {
      String key = entry.getKey();
      errors.invalid(data.key(key), key, Formats.configMapKey(key));
      if (object.binaryData().containsKey(key)) {
        errors.invalid(data.key(key), key, "duplicate of key present in binaryData");
      }
      size += Bytes.utf8(entry.getValue()).length();
    }
    for (Map.Entry<String, Bytes> entry : object.binaryData().entrySet()) {
      String key = entry.getKey();
      errors.invalid(binary.key(key), key, Formats.configMapKey(key));
      size += entry.getValue().length();
    }
    if (size > 1 << 20) {
      errors.tooLong(Path.ROOT.key(""), 1 << 20);
    }
  }

  @Override
  public void validateUpdate(ConfigMap object, ConfigMap old, FieldErrors errors) {
    if (Boolean.TRUE.equals(old.immutable())) {
      if (!Boolean.TRUE.equals(object.immutable())) {
        errors.forbidden(Path.of("immutable"), "field is immutable when `immutable` is set");
      }
      if (!object.data().equals(old.data())) {
        errors.forbidden(Path.of("data"), "field is immutable when `immutable` is set");
      }
      if (!object.binaryData().equals(old.binaryData())) {
        errors.forbidden(Path.of("binaryData"), "field is immutable when `immutable` is set");
      }
    }
    validate(object, errors);
  }

  @Override
  public List<Column<ConfigMap>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ConfigMap>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Data",
              "How many keys there are.",
              each -> (long) (each.data().size() + each.binaryData().size())),
          Column.age());
}
