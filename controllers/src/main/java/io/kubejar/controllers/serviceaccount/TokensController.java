package io.kubejar.controllers.serviceaccount;

import io.kubejar.api.core.v1.ObjectReference;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.value.Bytes;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills secrets of the type `kubernetes.io/service-account-token` with a token, the authority and
/// the namespace, and deletes those whose account is gone.
public final class TokensController implements Controller {
  private final Client client;
  private final TokenMaker tokens;
  private final String authorityPem;
  private final Lister<Secret> secrets;
  private final Lister<ServiceAccount> accounts;
  private final ReconcileLoop<Key> loop;

  /// @param authorityPem the authority of the API server's certificate
  public TokensController(ControllerContext context, TokenMaker tokens, String authorityPem) {
    Informer<Secret> secretInformer = context.informers().of(SecretKind.SECRET);
    Informer<ServiceAccount> accountInformer =
        context.informers().of(ServiceAccountKind.SERVICE_ACCOUNT);
    this.client = context.client();
    this.tokens = tokens;
    this.authorityPem = authorityPem;
    this.secrets = secretInformer.lister();
    this.accounts = accountInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(), 1, context, List.of(secretInformer, accountInformer), this::reconcile);
    secretInformer.addHandler(
        Changes.of(this::enqueue, (_, secret) -> enqueue(secret), this::forget));
    accountInformer.addHandler(
        Changes.of(_ -> {}, (old, now) -> replaced(old, now), this::enqueueAll));
  }

  @Override
  public String name() {
    return "serviceaccount-token-controller";
  }

  /// The queue of secrets and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private void enqueue(Secret secret) {
    if (TokenSecrets.isOne(secret)) {
      loop.queue().add(Key.of(secret));
    }
  }

  private void replaced(ServiceAccount old, ServiceAccount now) {
    if (!old.metadata().uid().equals(now.metadata().uid())) {
      enqueueAll(old);
    }
  }

  private void enqueueAll(ServiceAccount account) {
    for (Secret secret : secrets.list(account.metadata().namespace())) {
      if (TokenSecrets.account(secret).equals(account.metadata().name())) {
        enqueue(secret);
      }
    }
  }

  /// A secret that is gone is looked at once more, for its account to forget it.
  private void forget(Secret secret) {
    if (TokenSecrets.isOne(secret)) {
      loop.queue().add(Key.of(secret));
    }
  }

  private Reconciled reconcile(Key key) {
    Secret secret = secrets.get(key);
    if (secret == null) {
      accounts.list(key.namespace()).forEach(account -> dropReference(account, key.name()));
      return Reconciled.done();
    }
    if (!TokenSecrets.isOne(secret) || secret.metadata().deletionTimestamp() != null) {
      return Reconciled.done();
    }
    ServiceAccount account = account(secret);
    if (account == null || !TokenSecrets.isFor(secret, account)) {
      delete(secret);
      return Reconciled.done();
    }
    Secret filled = filled(secret, account);
    if (!filled.equals(secret)) {
      client.resources(SecretKind.SECRET, key.namespace()).update(filled);
    }
    return Reconciled.done();
  }

  /// The secret's account; asked of the server before it is believed to be gone.
  private @Nullable ServiceAccount account(Secret secret) {
    String namespace = secret.metadata().namespace();
    String name = TokenSecrets.account(secret);
    ServiceAccount known = accounts.get(namespace, name);
    if (known != null && TokenSecrets.isFor(secret, known)) {
      return known;
    }
    try {
      return client.resources(ServiceAccountKind.SERVICE_ACCOUNT, namespace).get(name);
    } catch (ApiException e) {
      if (e.isNotFound()) {
        return null;
      }
      throw e;
    }
  }

  private Secret filled(Secret secret, ServiceAccount account) {
    Map<String, Bytes> data = new LinkedHashMap<>(secret.data());
    data.putIfAbsent("namespace", Bytes.utf8(secret.metadata().namespace()));
    if (!authorityPem.isEmpty()) {
      data.put("ca.crt", Bytes.utf8(authorityPem));
    }
    if (data.getOrDefault("token", Bytes.EMPTY).isEmpty()) {
      data.put("token", Bytes.utf8(tokens.token(account, secret)));
    }
    Map<String, String> annotations = new LinkedHashMap<>(secret.metadata().annotations());
    annotations.put(TokenSecrets.ACCOUNT_UID, account.metadata().uid());
    return secret.with(it -> it.data(data).metadata(metadata -> metadata.annotations(annotations)));
  }

  private void delete(Secret secret) {
    try {
      client
          .resources(SecretKind.SECRET, secret.metadata().namespace())
          .delete(
              secret.metadata().name(),
              DeleteOptions.builder().preconditions(p -> p.uid(secret.metadata().uid())).build());
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  private void dropReference(ServiceAccount account, String secret) {
    List<ObjectReference> rest =
        account.secrets().stream().filter(each -> !each.name().equals(secret)).toList();
    if (rest.size() == account.secrets().size()) {
      return;
    }
    try {
      client
          .resources(ServiceAccountKind.SERVICE_ACCOUNT, account.metadata().namespace())
          .update(account.with(it -> it.secrets(rest)));
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }
}
