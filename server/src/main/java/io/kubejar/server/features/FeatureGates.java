package io.kubejar.server.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which features are on.
///
/// All gates of upstream's release are known, so that its command lines work; those that switch
/// something here have a constant. `AllAlpha` and `AllBeta` stand for every gate of a stage that is
/// not named itself.
public final class FeatureGates {
  /// Acting as another with rights that name the sort of user and what is done (KEP-5284).
  public static final String CONSTRAINED_IMPERSONATION = "ConstrainedImpersonation";

  /// A client certificate may tell the uid of its user.
  public static final String CERTIFICATE_UID = "AllowParsingUserUIDFromCertAuth";

  /// A proxy in front of the server may tell the uid of the user.
  public static final String PROXY_UID = "RemoteRequestHeaderUID";

  /// Policies that change objects; the name of their admission plugin too.
  public static final String MUTATING_POLICIES = "MutatingAdmissionPolicy";

  private static final String EVERY_ALPHA = "AllAlpha";
  private static final String EVERY_BETA = "AllBeta";
  private static final Map<String, Feature> KNOWN = known();

  /// As a server without options has it.
  public static final FeatureGates DEFAULT = new FeatureGates(Map.of());

  private final Map<String, Boolean> chosen;

  private FeatureGates(Map<String, Boolean> chosen) {
    this.chosen = Map.copyOf(chosen);
  }

  /// Reads the values of `--feature-gates`: `Name=true`, or `component:Name=true`, of which those
  /// for other components than `kube` are left to them.
  ///
  /// @throws IllegalArgumentException with a text for the user when a gate is unknown or locked
  public static FeatureGates parse(List<String> settings) {
    Map<String, Boolean> chosen = new HashMap<>();
    for (String setting : settings) {
      String text = setting.strip();
      if (text.isEmpty()) {
        continue;
      }
      int equals = text.indexOf('=');
      String name = (equals < 0 ? text : text.substring(0, equals)).strip();
      int colon = name.indexOf(':');
      if (colon >= 0) {
        String component = name.substring(0, colon);
        name = name.substring(colon + 1);
        if (!component.equals("kube")) {
          throw new IllegalArgumentException("component not registered: " + component);
        }
      }
      if (equals < 0) {
        throw new IllegalArgumentException("missing bool value for " + name);
      }
      chosen.put(name, truth(name, text.substring(equals + 1).strip()));
    }
    chosen.forEach(FeatureGates::requireAllowed);
    return new FeatureGates(chosen);
  }

  private static boolean truth(String name, String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid value of %s=%s, err: strconv.ParseBool: parsing \"%s\": invalid syntax"
                  .formatted(name, value, value));
    };
  }

  private static void requireAllowed(String name, boolean on) {
    if (name.equals(EVERY_ALPHA) || name.equals(EVERY_BETA)) {
      return;
    }
    Feature feature = KNOWN.get(name);
    if (feature == null) {
      throw new IllegalArgumentException("unrecognized feature gate: " + name);
    }
    if (feature.locked() && feature.byDefault() != on) {
      throw new IllegalArgumentException(
          "cannot set feature gate %s to %b, feature is locked to %b"
              .formatted(name, on, feature.byDefault()));
    }
  }

  /// Every gate there is, by name.
  public Collection<Feature> all() {
    return KNOWN.values();
  }

  /// Whether a feature is on.
  ///
  /// @throws IllegalArgumentException when there is no such gate
  public boolean isOn(String name) {
    Feature feature = KNOWN.get(name);
    if (feature == null) {
      throw new IllegalArgumentException("unrecognized feature gate: " + name);
    }
    Boolean own = chosen.get(name);
    if (own != null) {
      return own;
    }
    Boolean ofStage =
        switch (feature.stage()) {
          case ALPHA -> chosen.get(EVERY_ALPHA);
          case BETA -> chosen.get(EVERY_BETA);
          case GA, DEPRECATED -> null;
        };
    return ofStage == null || feature.locked() ? feature.byDefault() : ofStage;
  }

  private static Map<String, Feature> known() {
    Map<String, Feature> known = new TreeMap<>();
    try (InputStream in = FeatureGates.class.getResourceAsStream("feature-gates.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of feature gates is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.startsWith("#") || line.isBlank()) {
          continue;
        }
        String[] parts = line.split(" ");
        known.put(
            parts[0],
            new Feature(
                parts[0],
                Feature.Stage.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(parts[2]),
                parts.length > 3));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(known);
  }
}
