package io.kubejar.node.image;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The full name of an image, such as `docker.io/library/busybox:latest`.
///
/// @param registry the host that serves it, with its port if it has one
/// @param repository the path on that host
/// @param tag a name for a version, `latest` where neither tag nor digest is given
/// @param digest `sha256:` and 64 digits, where a version is pinned
public record ImageName(
    String registry, String repository, @Nullable String tag, @Nullable String digest) {

  private static final int LONGEST_REPOSITORY = 255;
  private static final Pattern REGISTRY =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");
  private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /// Reads a name as users write it, and completes it: `busybox` is
  /// `docker.io/library/busybox:latest`.
  ///
  /// @throws IllegalArgumentException when it is not the name of an image
  public static ImageName parse(String text) {
    String rest = text;
    String digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
      require(DIGEST, digest, text);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      require(TAG, tag, text);
    }
    String registry = "docker.io";
    int slash = rest.indexOf('/');
    if (slash > 0 && isRegistry(rest.substring(0, slash))) {
      registry = rest.substring(0, slash);
      rest = rest.substring(slash + 1);
      require(REGISTRY, registry, text);
    }
    if (registry.equals("index.docker.io")) {
      registry = "docker.io";
    }
    if (registry.equals("docker.io") && rest.indexOf('/') < 0) {
      rest = "library/" + rest;
    }
    if (rest.length() > LONGEST_REPOSITORY) {
      throw invalid(text);
    }
    for (String component : rest.split("/", -1)) {
      require(COMPONENT, component, text);
    }
    return new ImageName(registry, rest, tag == null && digest == null ? "latest" : tag, digest);
  }

  private static boolean isRegistry(String first) {
    return first.indexOf('.') >= 0
        || first.indexOf(':') >= 0
        || first.equals("localhost")
        || !first.equals(first.toLowerCase(java.util.Locale.ROOT));
  }

  private static void require(Pattern pattern, String part, String text) {
    if (!pattern.matcher(part).matches()) {
      throw invalid(text);
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("not the name of an image: \"" + text + "\"");
  }

  /// The name without tag and digest.
  public String withoutVersion() {
    return registry + "/" + repository;
  }

  @Override
  public String toString() {
    return withoutVersion() + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
