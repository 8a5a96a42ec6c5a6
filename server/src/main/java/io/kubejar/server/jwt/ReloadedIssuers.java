package io.kubejar.server.jwt;

import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.server.spi.Reloaded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Knows users by the tokens of the issuers that a file names at the moment.
public final class ReloadedIssuers implements Authenticator, AutoCloseable {
  private final Reloaded<List<JwtAuthenticator>> current;

  /// @throws IllegalArgumentException when the file is wrong
  public ReloadedIssuers(Path file, Set<String> disallowed, InstantSource clock)
      throws IOException {
    this.current =
        new Reloaded<>(
            file,
            text ->
                opened(
                    AuthenticationConfiguration.of(ConfigDocument.parse(text), disallowed)
                        .issuers(),
                    clock),
            issuers -> issuers.forEach(JwtAuthenticator::close),
            clock);
  }

  private static List<JwtAuthenticator> opened(List<JwtSettings> issuers, InstantSource clock) {
    List<JwtAuthenticator> opened = new ArrayList<>();
    try {
      issuers.forEach(settings -> opened.add(new JwtAuthenticator(settings, clock)));
      return List.copyOf(opened);
    } catch (RuntimeException e) {
      opened.forEach(JwtAuthenticator::close);
      throw e;
    }
  }

  /// The file.
  public Reloaded<?> configuration() {
    return current;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    return current.use(issuers -> ask(issuers, credentials));
  }

  private static Outcome ask(List<JwtAuthenticator> issuers, Credentials credentials) {
    for (JwtAuthenticator each : issuers) {
      Outcome outcome = each.authenticate(credentials);
      if (!(outcome instanceof Outcome.NotMine)) {
        return outcome;
      }
    }
    return new Outcome.NotMine();
  }

  @Override
  public void close() {
    current.close();
  }
}
