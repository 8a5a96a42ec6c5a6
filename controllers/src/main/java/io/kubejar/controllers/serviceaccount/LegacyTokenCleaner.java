package io.kubejar.controllers.serviceaccount;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes away tokens that older clusters made for every account and that nobody used for a year:
/// first they are marked invalid, and deleted when another year has gone by.
public final class LegacyTokenCleaner implements Controller {
  private static final Key TRACKING =
      new Key("kube-system", "kube-apiserver-legacy-service-account-token-tracking");
  private static final String LAST_USED = "kubernetes.io/legacy-token-last-used";
  private static final String INVALID_SINCE = "kubernetes.io/legacy-token-invalid-since";
  private static final Duration PERIOD = Duration.ofDays(365);
  private static final Duration ROUND = Duration.ofDays(1);

  private final Client client;
  private final InstantSource clock;
  private final Lister<ConfigMap> maps;
  private final Lister<Secret> secrets;
  private final Lister<ServiceAccount> accounts;
  private final Lister<Pod> pods;
  private final ReconcileLoop<Key> loop;

  public LegacyTokenCleaner(ControllerContext context) {
    Informer<ConfigMap> mapInformer = context.informers().of(ConfigMapKind.CONFIG_MAP);
    Informer<Secret> secretInformer = context.informers().of(SecretKind.SECRET);
    Informer<ServiceAccount> accountInformer =
        context.informers().of(ServiceAccountKind.SERVICE_ACCOUNT);
    Informer<Pod> podInformer = context.informers().of(PodKind.POD);
    this.client = context.client();
    this.clock = context.clock();
    this.maps = mapInformer.lister();
    this.secrets = secretInformer.lister();
    this.accounts = accountInformer.lister();
    this.pods = podInformer.lister();
    this.loop =
        ReconcileLoop.of(
            name(),
            1,
            context,
            List.of(mapInformer, secretInformer, accountInformer, podInformer),
            this::reconcile);
    mapInformer.addHandler(
        Changes.of(
            map -> {
              if (Key.of(map).equals(TRACKING)) {
                loop.queue().add(TRACKING);
              }
            }));
  }

  @Override
  public String name() {
    return "legacy-serviceaccount-token-cleaner-controller";
  }

  /// The queue of the one round and its worker.
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
    ConfigMap tracking = maps.get(key);
    LocalDate since = tracking == null ? null : date(tracking.data().get("since"));
    if (since == null) {
      return Reconciled.done();
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate border = today.minusDays(PERIOD.toDays());
    if (!since.isAfter(border)) {
      for (Secret secret : secrets.list("")) {
        if (isUnused(secret, border)) {
          markOrDelete(secret, border, today);
        }
      }
    }
    return Reconciled.again(ROUND);
  }

  /// Whether a token was made by itself, is old, was not used, and no pod holds on to it.
  private boolean isUnused(Secret secret, LocalDate border) {
    if (!TokenSecrets.isOne(secret) || secret.metadata().creationTimestamp() == null) {
      return false;
    }
    Instant created = secret.metadata().creationTimestamp().instant();
    LocalDate used = date(secret.metadata().labels().get(LAST_USED));
    return LocalDate.ofInstant(created, ZoneOffset.UTC).isBefore(border)
        && (used == null || used.isBefore(border))
        && isReferenced(secret)
        && !isMounted(secret);
  }

  private boolean isReferenced(Secret secret) {
    ServiceAccount account =
        accounts.get(secret.metadata().namespace(), TokenSecrets.account(secret));
    return account != null
        && TokenSecrets.isFor(secret, account)
        && account.secrets().stream()
            .anyMatch(each -> each.name().equals(secret.metadata().name()));
  }

  private boolean isMounted(Secret secret) {
    for (Pod pod : pods.list(secret.metadata().namespace())) {
      boolean mounts =
          pod.spec().volumes().stream()
              .anyMatch(
                  volume ->
                      volume.secret() != null
                          && secret.metadata().name().equals(volume.secret().secretName()));
      if (mounts) {
        return true;
      }
    }
    return false;
  }

  private void markOrDelete(Secret secret, LocalDate border, LocalDate today) {
    String marked = secret.metadata().labels().get(INVALID_SINCE);
    LocalDate invalid = date(marked);
    try {
      var resources = client.resources(SecretKind.SECRET, secret.metadata().namespace());
      if (invalid == null || invalid.isAfter(today)) {
        Map<String, String> labels = new LinkedHashMap<>(secret.metadata().labels());
        labels.put(INVALID_SINCE, today.toString());
        resources.update(secret.with(it -> it.metadata(metadata -> metadata.labels(labels))));
      } else if (invalid.isBefore(border)) {
        resources.delete(
            secret.metadata().name(),
            DeleteOptions.builder()
                .preconditions(
                    p ->
                        p.uid(secret.metadata().uid())
                            .resourceVersion(secret.metadata().resourceVersion()))
                .build());
      }
    } catch (ApiException e) {
      if (!e.isNotFound() && !e.isConflict()) {
        throw e;
      }
    }
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
