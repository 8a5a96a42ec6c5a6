package io.kubejar.api.core.v1;

import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ObjectMeta;
import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.SortedStringMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A namespaced store of sensitive bytes such as passwords, tokens and keys. `stringData` is a
/// write-only convenience for text values; the total is limited to about 1 MiB.
///
/// @param metadata Name, namespace, labels and other standard data of the secret.
/// @param immutable If true, the data can never be changed again; only deletion remains. Default
///   false.
/// @param data Confidential entries by key, base64 in JSON; at most 1 MiB in total.
/// @param stringData Entries as plain text, merged over `data` when written and never returned.
/// @param type Intended use, which fixes the keys required; default `Opaque`, immutable.
@ApiType(
    value = "io.k8s.api.core.v1.Secret",
    proto = "k8s.io.api.core.v1.Secret",
    version = "v1",
    kind = "Secret")
public record Secret(
    @Field(tag = 1) ObjectMeta metadata,
    @Field(tag = 5) @Nullable Boolean immutable,
    @Field(tag = 2, format = "byte") Map<String, Bytes> data,
    @Field(tag = 4) Map<String, String> stringData,
    @Field(
            tag = 3,
            known = {
              "Opaque",
              "bootstrap.kubernetes.io/token",
              "kubernetes.io/basic-auth",
              "kubernetes.io/dockercfg",
              "kubernetes.io/dockerconfigjson",
              "kubernetes.io/service-account-token",
              "kubernetes.io/ssh-auth",
              "kubernetes.io/tls"
            })
        String type)
    implements ApiObject, SecretBuilder.With {
  public Secret {
    data = SortedStringMap.copyOf(data);
    stringData = SortedStringMap.copyOf(stringData);
  }

  /// An empty draft.
  public static SecretBuilder builder() {
    return new SecretBuilder();
  }
}
