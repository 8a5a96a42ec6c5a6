package io.kubejar.api.coordination.v1beta1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for candidates: versions must be semantic ones, and a program cannot behave like a
/// newer one.
final class CandidateValidation {
  private static final String OLDEST = "OldestEmulationVersion";
  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  private CandidateValidation() {}

  static void check(LeaseCandidateSpec spec, Path path, FieldErrors errors) {
    if (spec.leaseName().isEmpty()) {
      errors.required(path.child("leaseName"));
    }
    List<BigInteger> binary = List.of();
    if (spec.binaryVersion().isEmpty()) {
      errors.required(path.child("binaryVersion"));
    } else {
      binary = version(spec.binaryVersion(), path.child("binaryVersion"), errors);
    }
    List<BigInteger> emulated =
        spec.emulationVersion().isEmpty()
            ? List.of()
            : version(spec.emulationVersion(), path.child("emulationVersion"), errors);
    if (!binary.isEmpty() && !emulated.isEmpty() && isBefore(binary, emulated)) {
      errors.invalid(
          path.child("binaryVersion"),
          spec.binaryVersion(),
          "must be greater than or equal to emulationVersion");
    }
    if (spec.strategy().isEmpty()) {
      errors.required(path.child("strategy"));
    } else if (!spec.strategy().equals(OLDEST)) {
      checkStrategy(spec.strategy(), path.child("strategy"), errors);
    }
    if (spec.strategy().equals(OLDEST) && spec.emulationVersion().isEmpty()) {
      errors.required(
          path.child("emulationVersion"),
          "must be specified when `strategy` is 'OldestEmulationVersion'");
    }
  }

  /// Strategies of others have a domain in front.
  private static void checkStrategy(String strategy, Path path, FieldErrors errors) {
    if (!strategy.contains("/")) {
      errors.notSupported(path, strategy, List.of(OLDEST));
    } else {
      errors.invalid(path, strategy, Formats.qualifiedName(strategy));
    }
  }

  private static List<BigInteger> version(String text, Path path, FieldErrors errors) {
    Matcher parts = VERSION.matcher(text);
    if (!parts.matches()) {
      errors.invalid(path, text, "must be a valid semantic version");
      return List.of();
    }
    return List.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static boolean isBefore(List<BigInteger> left, List<BigInteger> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }
}
