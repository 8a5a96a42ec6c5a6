package io.kubejar.api.certificates.v1beta1;

import io.kubejar.api.certificates.v1.PemBlock;
import io.kubejar.api.certificates.v1.SignerName;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules for bundles of trust anchors: a name that tells the signer, and certificates of
/// authorities only, none twice.
final class TrustBundleValidation {
  private static final int MAX_BUNDLE = 1024 * 1024;
  private static final String OMITTED = "<value omitted>";

  private TrustBundleValidation() {}

  static void checkSigner(ClusterTrustBundle bundle, FieldErrors errors) {
    String signer = bundle.spec().signerName();
    String name = bundle.metadata().name();
    if (!name.isEmpty()) {
      Path path = Path.of("metadata", "name");
      String prefix = signer.replace('/', ':') + ":";
      if (signer.isEmpty()) {
        errors.invalid(
            path,
            name,
            name.contains(":")
                ? List.of("ClusterTrustBundle without signer name must not have \":\" in its name")
                : Formats.dnsSubdomain(name));
      } else if (!name.startsWith(prefix)) {
        errors.invalid(
            path,
            name,
            "ClusterTrustBundle for signerName %s must be named with prefix %s"
                .formatted(signer, prefix));
      } else {
        errors.invalid(path, name, Formats.dnsSubdomain(name.substring(prefix.length())));
      }
    }
    if (!signer.isEmpty()) {
      SignerName.check(signer, Path.of("spec", "signerName"), errors);
    }
  }

  static void checkBundle(String bundle, FieldErrors errors) {
    Path path = Path.of("spec", "trustBundle");
    if (bundle.length() > MAX_BUNDLE) {
      errors.tooLong(path, MAX_BUNDLE);
      return;
    }
    int before = errors.count();
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    String rest = bundle;
    int i = 0;
    for (PemBlock block = PemBlock.next(rest); block != null; block = PemBlock.next(rest), i++) {
      String wrong = problem(block);
      if (wrong == null) {
        places
            .computeIfAbsent(
                java.util.HexFormat.of().formatHex(block.content()), _ -> new ArrayList<>())
            .add(i);
      } else {
        errors.invalid(path, OMITTED, "entry " + i + " " + wrong);
      }
      rest = block.rest();
    }
    if (errors.count() > before) {
      return;
    }
    if (places.isEmpty()) {
      errors.invalid(path, OMITTED, "at least one trust anchor must be provided");
    }
    for (List<Integer> same : places.values()) {
      if (same.size() > 1) {
        String indices = String.join(" ", same.stream().map(String::valueOf).toList());
        errors.invalid(path, OMITTED, "duplicate trust anchor (indices [" + indices + "])");
      }
    }
  }

  private static @Nullable String problem(PemBlock block) {
    if (!block.type().equals("CERTIFICATE")) {
      return "has bad block type: " + block.type();
    }
    if (block.headers()) {
      return "has PEM block headers";
    }
    try {
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(block.content()));
      return certificate.getBasicConstraints() < 0 ? "does not have the CA bit set" : null;
    } catch (CertificateException e) {
      return "does not parse as X.509";
    }
  }
}
