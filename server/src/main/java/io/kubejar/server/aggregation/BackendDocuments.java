package io.kubejar.server.aggregation;

import static java.lang.System.Logger.Level.DEBUG;

import io.kubejar.api.apiregistration.v1.APIServiceSpec;
import io.kubejar.server.discovery.LegacyDiscovery;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a backend tells of itself.
///
/// @param discovery its resources, as a version in aggregated discovery
/// @param openApi3 the hash of its document of OpenAPI 3; empty when it has none
/// @param openApi2 its document of OpenAPI 2
record BackendDocuments(@Nullable Obj discovery, String openApi3, @Nullable Obj openApi2) {
  static final BackendDocuments NONE = new BackendDocuments(null, "", null);

  private static final System.Logger LOG = System.getLogger("io.kubejar.server");
  private static final String JSON = "application/json";
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList," + JSON;

  /// What it tells now; where that fails, what it told before.
  BackendDocuments refreshed(BackendClient client, APIServiceSpec spec) {
    Obj resources = discovery;
    String hash = openApi3;
    Obj old = openApi2;
    try {
      resources = discovery(client, spec).orElse(resources);
      String asked = hash(client);
      if (asked.isEmpty() || !asked.equals(hash) || old == null) {
        old = client.document("/openapi/v2", JSON).flatMap(BackendDocuments::object).orElse(old);
      }
      hash = asked;
    } catch (IOException | JsonException e) {
      LOG.log(DEBUG, "{0} does not tell of itself: {1}", client.path(), e.getMessage());
    }
    return new BackendDocuments(resources, hash, old);
  }

  private static Optional<Obj> object(byte[] json) {
    return JsonValue.parse(json) instanceof Obj object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<Obj> discovery(BackendClient client, APIServiceSpec spec)
      throws IOException {
    Optional<Obj> all = client.document("/apis", AGGREGATED).flatMap(BackendDocuments::object);
    if (all.isPresent() && all.get().text("kind").equals("APIGroupDiscoveryList")) {
      for (JsonValue group : all.get().items("items")) {
        if (group instanceof Obj each
            && each.object("metadata").text("name").equals(spec.group())) {
          for (JsonValue version : each.items("versions")) {
            if (version instanceof Obj found && found.text("version").equals(spec.version())) {
              return Optional.of(found);
            }
          }
        }
      }
      return Optional.empty();
    }
    return client
        .document(client.path(), JSON)
        .flatMap(BackendDocuments::object)
        .map(list -> LegacyDiscovery.version(spec.version(), list));
  }

  private static String hash(BackendClient client) throws IOException {
    Optional<Obj> index = client.document("/openapi/v3", JSON).flatMap(BackendDocuments::object);
    if (index.isEmpty()) {
      return "";
    }
    String place =
        index.get().object("paths").object(client.path().substring(1)).text("serverRelativeURL");
    int hash = place.indexOf("hash=");
    return place.isEmpty() ? "" : hash < 0 ? "0" : place.substring(hash + "hash=".length());
  }
}
