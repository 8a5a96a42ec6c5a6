package io.kubejar.server.registry;

import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.server.spi.Failures;
import io.kubejar.store.StoreException;
import io.kubejar.store.TooLargeException;
import io.kubejar.store.UnavailableException;
import java.util.function.Supplier;

/// Tells clients what the store refused.
public final class StoreFailures {
  private StoreFailures() {}

  static <R> R translating(Supplier<R> action) {
    try {
      return action.get();
    } catch (StoreException e) {
      throw translate(e);
    }
  }

  /// The answer to a request that the store could not carry out.
  public static ApiException translate(StoreException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case TooLargeException _ ->
          Failures.tooLarge("Request is too large to be stored: " + message);
      case UnavailableException _ -> Failures.unavailable(message);
      default -> Failures.internal(message);
    };
  }
}
