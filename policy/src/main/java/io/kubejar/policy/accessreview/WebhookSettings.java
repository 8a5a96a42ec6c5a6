package io.kubejar.policy.accessreview;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a service is asked about requests.
///
/// @param name the authorizer's name
/// @param kubeconfig where the service is and how to log in there
/// @param version the version of reviews: `v1` or `v1beta1`
/// @param timeout how long one attempt may take
/// @param authorizedTtl how long it is remembered that something is allowed
/// @param unauthorizedTtl how long any other answer is remembered
/// @param deniesOnFailure whether a request is refused when the service cannot be asked; otherwise
///   the next authorizer is asked
/// @param conditions expressions that all have to hold for the service to be asked
public record WebhookSettings(
    String name,
    Path kubeconfig,
    String version,
    Duration timeout,
    Duration authorizedTtl,
    Duration unauthorizedTtl,
    boolean deniesOnFailure,
    List<String> conditions) {
  public WebhookSettings {
    conditions = List.copyOf(conditions);
  }
}
