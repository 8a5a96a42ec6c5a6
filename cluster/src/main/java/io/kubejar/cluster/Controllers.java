package io.kubejar.cluster;

import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informers;
import io.kubejar.client.QueueObserver;
import io.kubejar.controllers.certificates.SigningAuthority;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.DefinedKinds;
import io.kubejar.controllers.serviceaccount.TokenMaker;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All controllers of a cluster.
final class Controllers implements AutoCloseable {
  private final Teardown owned = new Teardown();
  private final List<Controller> all = new ArrayList<>();
  private final Map<String, EventRecorder> recorders = new HashMap<>();

  /// Makes the controllers; they begin with [#start].
  ///
  /// @param clients gives the API with the rights of a service account in `kube-system`
  /// @param authorityPem the authority of the API server's certificate
  /// @param signing in whose name certificates are signed; null to leave requests to others
  /// @param tokens signs the tokens that secrets hold; null to leave such secrets as they are
  /// @param podRange the addresses of all pods
  /// @param queues makes those who count what queues do
  Controllers(
      Function<String, Client> clients,
      Informers informers,
      String authorityPem,
      @Nullable SigningAuthority signing,
      @Nullable TokenMaker tokens,
      String podRange,
      QueueObserver.Maker queues) {
    DefinedKinds defined = new DefinedKinds(informers);
    Function<String, ControllerContext> contexts =
        account -> {
          Client client = clients.apply(account);
          return ControllerContext.of(
              client, informers, defined, component -> recorder(client, component), queues);
        };
    for (Controller controller :
        ControllerList.of(contexts, authorityPem, signing, tokens, podRange)) {
      all.add(owned.own(controller.name(), controller));
    }
  }

  private EventRecorder recorder(Client client, String component) {
    return recorders.computeIfAbsent(
        component,
        name ->
            owned.own(
                "events of " + name,
                new ApiEventRecorder(client, name, "", InstantSource.system())));
  }

  void start() {
    all.forEach(Controller::start);
  }

  @Override
  public void close() {
    owned.close();
  }
}
