package io.kubejar.server.jwt;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.Reloaded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// Knows users by the tokens of the issuers that a file names at the moment.
public final class ReloadedIssuers implements Authenticator {
  private final Reloaded<List<JwtAuthenticator>> current;

  /// @throws IllegalArgumentException when the file is wrong
  public ReloadedIssuers(Path file, Set<String> disallowed, InstantSource clock)
      throws IOException {
    this.current =
        new Reloaded<>(
            file,
            path ->
                AuthenticationConfiguration.read(path, disallowed).issuers().stream()
                    .map(settings -> new JwtAuthenticator(settings, clock))
                    .toList(),
            clock);
  }

  /// The file.
  public Reloaded<?> configuration() {
    return current;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    for (JwtAuthenticator each : current.get()) {
      Outcome outcome = each.authenticate(credentials);
      if (!(outcome instanceof Outcome.NotMine)) {
        return outcome;
      }
    }
    return new Outcome.NotMine();
  }
}
