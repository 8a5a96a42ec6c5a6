package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.LocalObjectReference;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.value.Bytes;
import io.kubejar.node.agent.object.PodObjects;
import io.kubejar.node.cri.v1.AuthConfig;
import io.kubejar.node.image.ImageName;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValueCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The credentials in a pod's pull secrets that are for an image's registry.
final class PullSecrets {
  private PullSecrets() {}

  /// The names of pull secrets that are not there.
  static List<String> missing(Pod pod, PodObjects objects) {
    return pod.spec().imagePullSecrets().stream()
        .map(LocalObjectReference::name)
        .filter(name -> objects.secret(name).isEmpty())
        .toList();
  }

  /// What to try in turn; empty when nothing fits.
  static List<AuthConfig> of(Pod pod, String image, PodObjects objects) {
    if (pod.spec().imagePullSecrets().isEmpty()) {
      return List.of();
    }
    String name;
    try {
      name = ImageName.parse(image).withoutVersion();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
    List<AuthConfig> found = new ArrayList<>();
    for (LocalObjectReference reference : pod.spec().imagePullSecrets()) {
      objects.secret(reference.name()).ifPresent(secret -> add(secret, name, found));
    }
    return found;
  }

  private static void add(Secret secret, String image, List<AuthConfig> found) {
    Bytes config = secret.data().get(".dockerconfigjson");
    boolean old = config == null;
    if (old) {
      config = secret.data().get(".dockercfg");
    }
    if (config == null) {
      return;
    }
    JsonValue tree;
    try {
      tree = JsonDecoder.decode(JsonValueCodec.INSTANCE, config.toArray());
    } catch (RuntimeException _) {
      // What cannot be read holds no credentials; the pull will tell.
      return;
    }
    if (tree instanceof JsonValue.Obj root) {
      Map<String, JsonValue> entries = (old ? root : root.object("auths")).members();
      entries.forEach(
          (host, value) -> {
            if (value instanceof JsonValue.Obj entry && covers(host, image)) {
              AuthConfig auth = auth(entry);
              if (auth != null) {
                found.add(auth);
              }
            }
          });
    }
  }

  /// Whether credentials filed under an address are for an image, by host and leading path.
  private static boolean covers(String address, String image) {
    String place = address.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "");
    if (place.endsWith("/")) {
      place = place.substring(0, place.length() - 1);
    }
    if (place.equals("index.docker.io") || place.equals("registry-1.docker.io")) {
      place = "docker.io";
    }
    int slash = place.indexOf('/');
    String host = slash < 0 ? place : place.substring(0, slash);
    String path = slash < 0 ? "" : place.substring(slash);
    int imageSlash = image.indexOf('/');
    String imageHost = image.substring(0, imageSlash);
    String imagePath = image.substring(imageSlash);
    boolean sameHost =
        host.startsWith("*.")
            ? imageHost.endsWith(host.substring(1))
                && imageHost.indexOf('.') == imageHost.length() - host.length() + 1
            : host.equals(imageHost);
    return sameHost
        && (imagePath.equals(path) || imagePath.startsWith(path + "/") || path.isEmpty());
  }

  private static @Nullable AuthConfig auth(JsonValue.Obj entry) {
    String user = entry.text("username");
    String password = entry.text("password");
    String joined = entry.text("auth");
    if (!joined.isEmpty()) {
      try {
        String both =
            new String(Base64.getDecoder().decode(joined.strip()), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        if (colon > 0) {
          user = both.substring(0, colon);
          password = both.substring(colon + 1);
        }
      } catch (IllegalArgumentException _) {
        return null;
      }
    }
    return user.isEmpty()
        ? null
        : AuthConfig.newBuilder().setUsername(user).setPassword(password).build();
  }
}
