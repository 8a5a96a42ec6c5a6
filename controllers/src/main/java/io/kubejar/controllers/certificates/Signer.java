package io.kubejar.controllers.certificates;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/// A signer of the cluster's own, and what it refuses.
public enum Signer {
  API_CLIENT("kubernetes.io/kube-apiserver-client", "csrsigning-kube-apiserver-client") {
    @Override
    @Nullable String flaw(CertificateRequest request, List<String> usages) {
      for (String usage : usages) {
        if (!CLIENT.contains(usage)) {
          return "invalid usage for client certificate: " + usage;
        }
      }
      return usages.contains(CLIENT_AUTH)
          ? null
          : "missing required usage for client certificate: " + CLIENT_AUTH;
    }
  },
  NODE_CLIENT("kubernetes.io/kube-apiserver-client-kubelet", "csrsigning-kubelet-client") {
    @Override
    @Nullable String flaw(CertificateRequest request, List<String> usages) {
      if (!request.organizations().equals(List.of(NODES))) {
        return ORGANIZATION;
      }
      if (request.names(GeneralName.dNSName)) {
        return "DNS subjectAltNames are not allowed";
      }
      if (request.names(GeneralName.rfc822Name)) {
        return "email subjectAltNames are not allowed";
      }
      if (request.names(GeneralName.iPAddress)) {
        return "IP subjectAltNames are not allowed";
      }
      if (request.names(GeneralName.uniformResourceIdentifier)) {
        return "URI subjectAltNames are not allowed";
      }
      if (!request.commonName().startsWith(NODE)) {
        return COMMON_NAME;
      }
      return mismatch(usages, CLIENT_AUTH);
    }
  },
  NODE_SERVING("kubernetes.io/kubelet-serving", "csrsigning-kubelet-serving") {
    @Override
    @Nullable String flaw(CertificateRequest request, List<String> usages) {
      if (!request.organizations().equals(List.of(NODES))) {
        return ORGANIZATION;
      }
      if (!request.names(GeneralName.dNSName) && !request.names(GeneralName.iPAddress)) {
        return "DNS or IP subjectAltName is required";
      }
      if (request.names(GeneralName.rfc822Name)) {
        return "email subjectAltNames are not allowed";
      }
      if (request.names(GeneralName.uniformResourceIdentifier)) {
        return "URI subjectAltNames are not allowed";
      }
      String mismatch = mismatch(usages, "server auth");
      if (mismatch != null) {
        return mismatch;
      }
      return request.commonName().startsWith(NODE) ? null : COMMON_NAME;
    }
  },
  LEGACY("kubernetes.io/legacy-unknown", "csrsigning-legacy-unknown") {
    @Override
    @Nullable String flaw(CertificateRequest request, List<String> usages) {
      return null;
    }
  };

  private static final String CLIENT_AUTH = "client auth";
  private static final String NODES = "system:nodes";
  private static final String NODE = "system:node:";
  private static final String ORGANIZATION = "subject organization is not system:nodes";
  private static final String COMMON_NAME = "subject common name does not begin with system:node: ";
  private static final Set<String> CLIENT =
      Set.of("digital signature", "key encipherment", CLIENT_AUTH);

  private final String signerName;
  private final String controller;

  Signer(String signerName, String controller) {
    this.signerName = signerName;
    this.controller = controller;
  }

  String signerName() {
    return signerName;
  }

  String controller() {
    return controller;
  }

  /// Why the signer will never sign this; null when it will.
  abstract @Nullable String flaw(CertificateRequest request, List<String> usages);

  private static @Nullable String mismatch(List<String> usages, String purpose) {
    Set<String> wanted = new TreeSet<>(Set.of("digital signature", "key encipherment", purpose));
    Set<String> given = Set.copyOf(usages);
    return given.equals(wanted) || given.equals(Set.of("digital signature", purpose))
        ? null
        : "usages did not match [" + String.join(" ", wanted) + "]";
  }
}
