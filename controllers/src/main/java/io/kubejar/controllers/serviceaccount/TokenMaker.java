package io.kubejar.controllers.serviceaccount;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.ServiceAccount;

/// Signs the tokens that secrets hold.
public interface TokenMaker {
  /// A token for the account that is believed as long as the secret holds it.
  String token(ServiceAccount account, Secret secret);
}
