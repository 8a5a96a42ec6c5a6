package io.kubejar.controllers.bootstraptoken;

import static io.kubejar.api.core.v1.ConfigMapKind.CONFIG_MAP;
import static io.kubejar.api.core.v1.SecretKind.SECRET;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the kubeconfig in the config map `cluster-info` with every bootstrap token meant for it,
/// so that whoever has one can tell that it is the cluster's.
public final class BootstrapSigner implements Controller {
  private static final Key INFO = new Key("kube-public", "cluster-info");
  private static final String CONTENT = "kubeconfig";
  private static final String SIGNATURE = "jws-kubeconfig-";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Client client;
  private final InstantSource clock;
  private final Lister<ConfigMap> maps;
  private final Lister<Secret> secrets;
  private final ReconcileLoop<Key> loop;

  public BootstrapSigner(ControllerContext context) {
    Informer<ConfigMap> mapInformer = context.informers().of(CONFIG_MAP);
    Informer<Secret> secretInformer = context.informers().of(SECRET);
    this.client = context.client();
    this.clock = context.clock();
    this.maps = mapInformer.lister();
    this.secrets = secretInformer.lister();
    this.loop =
        ReconcileLoop.of(name(), 1, context, List.of(mapInformer, secretInformer), this::reconcile);
    mapInformer.addHandler(
        Changes.of(
            map -> {
              if (Key.of(map).equals(INFO)) {
                loop.queue().add(INFO);
              }
            }));
    secretInformer.addHandler(
        Changes.of(
            secret -> {
              if (BootstrapToken.isOne(secret)) {
                loop.queue().add(INFO);
              }
            }));
  }

  @Override
  public String name() {
    return "bootstrap-signer-controller";
  }

  /// The queue of the one config map and its worker.
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
    ConfigMap map = maps.get(key);
    String content = map == null ? null : map.data().get(CONTENT);
    if (map == null || content == null) {
      return Reconciled.done();
    }
    Map<String, String> data = new HashMap<>(map.data());
    data.keySet().removeIf(name -> name.startsWith(SIGNATURE));
    for (Secret secret : secrets.list(BootstrapToken.NAMESPACE)) {
      BootstrapToken token = BootstrapToken.of(secret);
      Instant end = BootstrapToken.end(secret);
      if (token != null && token.signs() && (end == null || end.isAfter(clock.instant()))) {
        data.put(SIGNATURE + token.id(), signature(content, token));
      }
    }
    if (!data.equals(map.data())) {
      client.resources(CONFIG_MAP, key.namespace()).update(map.with(b -> b.data(data)));
    }
    return Reconciled.done();
  }

  /// A JSON web signature (RFC 7515) without its content, which stands beside it.
  static String signature(String content, BootstrapToken token) {
    String header =
        ENCODER.encodeToString(
            "{\"alg\":\"HS256\",\"kid\":\"%s\"}"
                .formatted(token.id())
                .getBytes(StandardCharsets.UTF_8));
    String signed = header + "." + ENCODER.encodeToString(content.getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return header
          + ".."
          + ENCODER.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no HMAC with SHA-256", e);
    }
  }
}
