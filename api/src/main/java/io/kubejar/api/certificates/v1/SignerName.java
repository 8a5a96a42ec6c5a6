package io.kubejar.api.certificates.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;

/// The rule for names of signers: a domain, a slash, and labels joined by dots.
public final class SignerName {
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_PATH = 571;

  private SignerName() {}

  /// Reports what is wrong with a name.
  public static void check(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path);
      return;
    }
    String[] parts = name.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty()) {
      errors.invalid(
          path,
          name,
          "must be a fully qualified domain and path of the form 'example.com/signer-name'");
      return;
    }
    if (parts[0].length() > MAX_DOMAIN) {
      errors.tooLong(path, MAX_DOMAIN);
    }
    String[] labels = parts[0].split("\\.", -1);
    if (labels.length < 2) {
      errors.invalid(
          path, parts[0], "should be a domain with at least two segments separated by dots");
    }
    checkLabels(parts[0], labels, path, errors);
    if (parts[1].length() > MAX_PATH) {
      errors.tooLong(path, MAX_PATH);
    }
    checkLabels(parts[1], parts[1].split("\\.", -1), path, errors);
  }

  private static void checkLabels(String part, String[] labels, Path path, FieldErrors errors) {
    for (String label : labels) {
      for (String wrong : Formats.dnsLabel(label)) {
        errors.invalid(path, part, "validating label \"" + label + "\": " + wrong);
      }
    }
  }
}
