package io.kubejar.controllers.serviceaccount;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.ServiceAccount;

/// What is known of secrets that hold tokens of service accounts.
final class TokenSecrets {
  static final String TYPE = "kubernetes.io/service-account-token";
  static final String ACCOUNT = "kubernetes.io/service-account.name";
  static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";

  private TokenSecrets() {}

  static boolean isOne(Secret secret) {
    return secret.type().equals(TYPE) && !account(secret).isEmpty();
  }

  /// The name of the account that the secret is for.
  static String account(Secret secret) {
    return secret.metadata().annotations().getOrDefault(ACCOUNT, "");
  }

  /// Whether the secret is for an account, and not for one of the same name before it.
  static boolean isFor(Secret secret, ServiceAccount account) {
    String uid = secret.metadata().annotations().getOrDefault(ACCOUNT_UID, "");
    return account(secret).equals(account.metadata().name())
        && (uid.isEmpty() || uid.equals(account.metadata().uid()));
  }
}
