package io.kubejar.api.core.v1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.api.value.Bytes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The `secrets` resource: names and rules of [Secret].
public final class SecretKind implements Kind<Secret> {
  public static final SecretKind SECRET = new SecretKind();

  private static final Names NAMES =
      Names.of("", "v1", "Secret", "secrets")
          .namespaced()
          .stored("/registry/secrets/", "S6u1pOWzb84=")
          .build();

  private SecretKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<Secret> codec() {
    return SecretCodec.INSTANCE;
  }

  @Override
  public Secret defaults(Secret given) {
    return given.with(
        draft -> draft.type(orElse(given.type(), "Opaque")).data(all(given)).stringData(Map.of()));
  }

  /// The data with the texts among it as bytes.
  private static Map<String, Bytes> all(Secret secret) {
    if (secret.stringData().isEmpty()) {
      return secret.data();
    }
    Map<String, Bytes> all = new TreeMap<>(secret.data());
    secret.stringData().forEach((key, text) -> all.put(key, Bytes.utf8(text)));
    return all;
  }

  @Override
  public void validate(Secret object, FieldErrors errors) {
    SecretValidation.check(object, errors);
  }

  @Override
  public void validateUpdate(Secret object, Secret old, FieldErrors errors) {
    errors.immutable(Path.of("type"), object.type(), old.type());
    if (Boolean.TRUE.equals(old.immutable())) {
      if (!Boolean.TRUE.equals(object.immutable())) {
        errors.forbidden(Path.of("immutable"), "field is immutable when `immutable` is set");
      }
      if (!object.data().equals(old.data())) {
        errors.forbidden(Path.of("data"), "field is immutable when `immutable` is set");
      }
    }
    validate(object, errors);
  }

  @Override
  public Secret prepareUpdate(Secret secret, Secret old) {
    return secret.type().isEmpty() ? secret.with(draft -> draft.type(old.type())) : secret;
  }

  @Override
  public List<SelectableField<Secret>> selectableFields() {
    return List.of(new SelectableField<>("type", Secret::type));
  }

  @Override
  public List<Column<Secret>> columns() {
    return COLUMNS;
  }

  private static final List<Column<Secret>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Type", "What the secret is for.", each -> each.type()),
          Column.text("Data", "How many keys there are.", each -> (long) each.data().size()),
          Column.age());
}
