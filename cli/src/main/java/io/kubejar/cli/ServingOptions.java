package io.kubejar.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how much the API server takes on, by upstream's names.
public final class ServingOptions {
  @Option(
      names = "--enable-priority-and-fairness",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description =
          "Let FlowSchema and PriorityLevelConfiguration objects say which requests go first"
              + " (default: ${DEFAULT-VALUE}).")
  boolean fairness = true;

  @Option(
      names = "--enable-swagger-ui",
      description = "Serve a page to read and try the API at /swagger-ui/ (default: off).")
  boolean swaggerUi;

  @Option(
      names = "--max-requests-inflight",
      paramLabel = "COUNT",
      defaultValue = "400",
      description =
          "How many reads at the same time; with priority and fairness a summand of all requests at"
              + " the same time (default: ${DEFAULT-VALUE}).")
  int reading = 400;

  @Option(
      names = "--max-mutating-requests-inflight",
      paramLabel = "COUNT",
      defaultValue = "200",
      description =
          "How many writes at the same time; with priority and fairness a summand of all requests"
              + " at the same time (default: ${DEFAULT-VALUE}).")
  int mutating = 200;

  @Option(
      names = "--request-timeout",
      paramLabel = "DURATION",
      defaultValue = "1m0s",
      description =
          "How long a request may take that is no watch or the like (default: ${DEFAULT-VALUE}).")
  String requestTimeout = "1m0s";

  @Option(
      names = "--shutdown-delay-duration",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "How long the server serves on after it has begun to say, at /readyz, that it is about to"
              + " end (default: ${DEFAULT-VALUE}).")
  String shutdownDelay = "0s";

  @Option(
      names = "--shutdown-send-retry-after",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Ask clients to try again elsewhere (429) while the last requests end, and not just"
              + " refuse (503).")
  boolean retryAfter;

  @Option(
      names = "--goaway-chance",
      paramLabel = "CHANCE",
      defaultValue = "0",
      description =
          "How likely a request over HTTP/2 is to be the last of its connection, from 0 to 0.02, so"
              + " that clients behind a load balancer spread over the servers again. What is under"
              + " way, watches included, goes on. Not for a single server, and none without a load"
              + " balancer (default: ${DEFAULT-VALUE}).")
  double goawayChance;

  @Option(
      names = "--advertise-address",
      paramLabel = "ADDRESS",
      description =
          "IP address by which other machines reach this API server, and which the endpoints of the"
              + " service kubernetes tell (default: an address of the node's own).")
  @Nullable String advertiseAddress;

  @Option(
      names = "--endpoint-reconciler-type",
      paramLabel = "TYPE",
      defaultValue = "lease",
      description =
          "Who keeps the endpoints of the service kubernetes where several servers share an etcd:"
              + " lease, or none (default: ${DEFAULT-VALUE}).")
  String endpointReconciler = "lease";

  @Option(
      names = "--apiserver-cert-extra-sans",
      paramLabel = "NAMES",
      split = ",",
      description = "Further host names and IP addresses of the API server's certificate.")
  List<String> extraNames = List.of();

  /// Null where none was given.
  public @Nullable String advertiseAddress() {
    return advertiseAddress;
  }

  /// The same for a server that others reach at an address.
  public void advertise(String address) {
    advertiseAddress = address;
  }

  public String endpointReconciler() {
    return endpointReconciler;
  }

  public List<String> extraNames() {
    return List.copyOf(extraNames);
  }

  public boolean swaggerUi() {
    return swaggerUi;
  }

  public boolean fairness() {
    return fairness;
  }

  public int reading() {
    return reading;
  }

  public int mutating() {
    return mutating;
  }

  public String requestTimeout() {
    return requestTimeout;
  }

  public String shutdownDelay() {
    return shutdownDelay;
  }

  /// From 0 to 0.02.
  ///
  /// @throws UserException when it is not
  public double goawayChance() {
    if (!(goawayChance >= 0 && goawayChance <= 0.02)) {
      throw new UserException("--goaway-chance can not be less than 0 or greater than 0.02");
    }
    return goawayChance;
  }

  public boolean retryAfter() {
    return retryAfter;
  }
}
