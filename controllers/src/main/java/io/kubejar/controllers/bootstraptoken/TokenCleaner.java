package io.kubejar.controllers.bootstraptoken;

import static io.kubejar.api.core.v1.SecretKind.SECRET;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Deletes bootstrap tokens that have ended.
public final class TokenCleaner implements Controller {
  private final Client client;
  private final InstantSource clock;
  private final Lister<Secret> secrets;
  private final ReconcileLoop<Key> loop;

  public TokenCleaner(ControllerContext context) {
    Informer<Secret> informer = context.informers().of(SECRET);
    this.client = context.client();
    this.clock = context.clock();
    this.secrets = informer.lister();
    this.loop = ReconcileLoop.of(name(), 1, context, List.of(informer), this::reconcile);
    informer.addHandler(
        Changes.of(
            secret -> {
              if (BootstrapToken.isOne(secret)) {
                loop.queue().add(Key.of(secret));
              }
            }));
  }

  @Override
  public String name() {
    return "token-cleaner-controller";
  }

  /// The queue of tokens and its worker.
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

  private Reconciled reconcile(Key key) {
    Secret secret = secrets.get(key);
    Instant end = secret == null ? null : BootstrapToken.end(secret);
    if (secret == null || end == null) {
      return Reconciled.done();
    }
    Instant now = clock.instant();
    if (end.isAfter(now)) {
      return Reconciled.again(Duration.between(now, end));
    }
    try {
      client
          .resources(SECRET, key.namespace())
          .delete(
              key.name(),
              DeleteOptions.builder().preconditions(p -> p.uid(secret.metadata().uid())).build());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
    return Reconciled.done();
  }
}
