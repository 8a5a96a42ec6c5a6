package io.kubejar.cluster;

import io.kubejar.client.ApiEventRecorder;
import io.kubejar.client.Client;
import io.kubejar.client.Informers;
import io.kubejar.controllers.certificates.SigningAuthority;
import io.kubejar.scheduler.Profile;
import io.kubejar.scheduler.Scheduler;
import io.kubejar.server.pki.Credential;
import io.kubejar.server.spi.User;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// The controllers and the scheduler beside an API server of the same process.
final class ControlLoops {
  /// Upstream's names of components, under which they own the fields they write.
  private static final String CONTROLLER_MANAGER = "kube-controller-manager";

  private static final String SCHEDULER = "kube-scheduler";
  private static final String AUTHENTICATED = "system:authenticated";

  private final ClusterConfig config;
  private final ControlPlane plane;

  ControlLoops(ClusterConfig config, ControlPlane plane) {
    this.config = config;
    this.plane = plane;
  }

  /// The API as all controllers together see it.
  Client managerClient() {
    return plane.client(
        User.of("system:kube-controller-manager", AUTHENTICATED), CONTROLLER_MANAGER);
  }

  private Client schedulerClient() {
    return plane.client(User.of("system:kube-scheduler", AUTHENTICATED), SCHEDULER);
  }

  /// Runs for both leases, and starts what this process is elected for.
  void elect(Election election, Teardown owned) {
    owned.own(
        "controllers",
        new LedPart(
            election,
            CONTROLLER_MANAGER,
            managerClient(),
            (informers, parts) -> begin(informers, controllers(informers, parts))));
    owned.own(
        "scheduler",
        new LedPart(
            election,
            SCHEDULER,
            schedulerClient(),
            (informers, parts) -> begin(informers, scheduler(informers, parts))));
  }

  private static void begin(Informers informers, Runnable start) {
    informers.start();
    start.run();
  }

  /// Makes the controllers; what is returned starts them.
  Runnable controllers(Informers informers, Teardown owned) {
    return owned.own(
            "controllers",
            new Controllers(
                account -> plane.client(serviceAccount(account), CONTROLLER_MANAGER),
                informers,
                plane.pki().authorityPem(),
                signing(),
                plane::legacyToken,
                config.plan().podRange(),
                plane.queues()))
        ::start;
  }

  /// Makes the scheduler; what is returned starts it.
  Runnable scheduler(Informers informers, Teardown owned) {
    Client client = schedulerClient();
    ApiEventRecorder recorder =
        owned.own(
            "scheduler events",
            new ApiEventRecorder(client, "default-scheduler", "", InstantSource.system()));
    return owned.own(
            "scheduler",
            new Scheduler(
                client,
                informers,
                recorder,
                Profile.standard(client, recorder),
                InstantSource.system(),
                RandomGenerator.getDefault()))
        ::start;
  }

  private SigningAuthority signing() {
    Credential own = plane.pki().authority().credential();
    return new SigningAuthority(own.certificate(), own.key());
  }

  /// A controller's user; upstream's roles say what it may do.
  private static User serviceAccount(String name) {
    if (name.equals(ControllerList.MANAGER)) {
      return User.of("system:kube-controller-manager", AUTHENTICATED);
    }
    return User.of(
        "system:serviceaccount:kube-system:" + name,
        "system:serviceaccounts",
        "system:serviceaccounts:kube-system",
        AUTHENTICATED);
  }
}
