package io.kubejar.policy.certificates;

import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.Authorizer.Decision;
import io.kubejar.server.spi.User;

/// Whether a user may approve or sign for a signer, by its name or for all of its domain.
final class SignerPermission {
  private SignerPermission() {}

  static boolean holds(Authorizer authorizer, User user, String verb, String signer) {
    if (allowed(authorizer, user, verb, signer)) {
      return true;
    }
    int slash = signer.indexOf('/');
    String domain = slash < 0 ? signer : signer.substring(0, slash);
    return allowed(authorizer, user, verb, domain + "/*");
  }

  private static boolean allowed(Authorizer authorizer, User user, String verb, String name) {
    var attributes =
        new Attributes(user, verb, "certificates.k8s.io", "*", "signers", "", "", name, "", "", "");
    return authorizer.authorize(attributes) instanceof Decision.Allowed;
  }
}
