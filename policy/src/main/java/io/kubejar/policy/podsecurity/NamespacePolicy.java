package io.kubejar.policy.podsecurity;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.ArrayList;
import java.util.Map;

/// What a namespace asks for: the standard whose breach is refused, the one whose breach is noted
/// for auditors, and the one whose breach the client is warned of.
record NamespacePolicy(Standard enforce, Standard audit, Standard warn) {
  private static final String PREFIX = "pod-security.kubernetes.io/";
  private static final String ENFORCE = PREFIX + "enforce";
  private static final String AUDIT = PREFIX + "audit";
  private static final String WARN = PREFIX + "warn";
  private static final String VERSION = "-version";

  /// Everything is allowed.
  static final NamespacePolicy PRIVILEGED =
      new NamespacePolicy(Standard.PRIVILEGED, Standard.PRIVILEGED, Standard.PRIVILEGED);

  /// The policy of labels; what they do not say is taken from the defaults. A namespace that
  /// enforces more than it warns of, and does not say what to warn of, warns of what it enforces.
  ///
  /// @param errors takes what cannot be understood
  static NamespacePolicy of(
      Map<String, String> labels, NamespacePolicy defaults, FieldErrors errors) {
    Standard enforce = standard(ENFORCE, labels, defaults.enforce(), Level.RESTRICTED, errors);
    Standard audit = standard(AUDIT, labels, defaults.audit(), Level.PRIVILEGED, errors);
    Standard warn = standard(WARN, labels, defaults.warn(), Level.PRIVILEGED, errors);
    boolean stricter = enforce.level().compareTo(warn.level()) > 0;
    if (labels.containsKey(ENFORCE) && !labels.containsKey(WARN) && stricter) {
      boolean ownVersion = labels.containsKey(WARN + VERSION);
      warn = new Standard(enforce.level(), ownVersion ? warn.minor() : enforce.minor());
    }
    return new NamespacePolicy(enforce, audit, warn);
  }

  boolean isPrivileged() {
    return enforce.level() == Level.PRIVILEGED
        && audit.level() == Level.PRIVILEGED
        && warn.level() == Level.PRIVILEGED;
  }

  /// The part of the policy that labels ask for, such as `enforce=baseline:latest`.
  String asked(Map<String, String> labels) {
    var modes = new ArrayList<String>();
    addAsked(ENFORCE, enforce, labels, modes);
    addAsked(AUDIT, audit, labels, modes);
    addAsked(WARN, warn, labels, modes);
    return String.join(", ", modes);
  }

  private static void addAsked(
      String label, Standard standard, Map<String, String> labels, ArrayList<String> modes) {
    if (standard.level() != Level.PRIVILEGED
        && (labels.containsKey(label) || labels.containsKey(label + VERSION))) {
      modes.add(label.substring(PREFIX.length()) + "=" + standard);
    }
  }

  /// @param fallback the level in place of one that cannot be understood
  private static Standard standard(
      String label,
      Map<String, String> labels,
      Standard unlabelled,
      Level fallback,
      FieldErrors errors) {
    Level level = unlabelled.level();
    int minor = unlabelled.minor();
    String levelName = labels.get(label);
    if (levelName != null) {
      Level named = Level.of(levelName);
      if (named == null) {
        errors.invalid(
            Path.of("metadata", "labels").key(label),
            levelName,
            "must be one of privileged, baseline, restricted");
      }
      level = named == null ? fallback : named;
    }
    String version = labels.get(label + VERSION);
    if (version != null) {
      Integer named = Standard.minorOf(version);
      if (named == null) {
        errors.invalid(
            Path.of("metadata", "labels").key(label + VERSION),
            version,
            "must be \"latest\" or \"v1.x\"");
      }
      minor = named == null ? Standard.LATEST : named;
    }
    return new Standard(level, minor);
  }
}
