package io.kubejar.server.authentication;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKind;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.spi.Authenticator;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows machines about to join by tokens `<id>.<secret>` that are kept in secrets
/// `bootstrap-token-<id>` of kube-system.
public final class BootstrapTokenAuthenticator implements Authenticator {
  private static final Pattern TOKEN = Pattern.compile("([a-z0-9]{6})\\.([a-z0-9]{16})");
  private static final Pattern GROUP =
      Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");
  private static final String SECRET_TYPE = "bootstrap.kubernetes.io/token";

  private final ClusterView view;
  private final Clock clock;

  public BootstrapTokenAuthenticator(ClusterView view, Clock clock) {
    this.view = view;
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(Credentials credentials) {
    String token = credentials.bearerToken();
    Matcher parts = TOKEN.matcher(token == null ? "" : token);
    if (!parts.matches()) {
      return new Outcome.NotMine();
    }
    String id = parts.group(1);
    Secret secret = view.get(SecretKind.SECRET, "kube-system", "bootstrap-token-" + id);
    if (secret == null
        || secret.metadata().deletionTimestamp() != null
        || !secret.type().equals(SECRET_TYPE)) {
      return new Outcome.NotMine();
    }
    boolean same =
        MessageDigest.isEqual(
            text(secret, "token-secret").getBytes(StandardCharsets.UTF_8),
            parts.group(2).getBytes(StandardCharsets.UTF_8));
    if (!same
        || !text(secret, "token-id").equals(id)
        || hasExpired(secret)
        || !text(secret, "usage-bootstrap-authentication").equals("true")) {
      return new Outcome.NotMine(); // others may know it, and nobody is told why it is not good
    }
    var groups = new ArrayList<>(List.of("system:bootstrappers"));
    for (String group : text(secret, "auth-extra-groups").split(",")) {
      if (GROUP.matcher(group).matches() && !groups.contains(group)) {
        groups.add(group);
      }
    }
    return new Outcome.Authenticated(new User("system:bootstrap:" + id, "", groups, Map.of()));
  }

  private boolean hasExpired(Secret secret) {
    String end = text(secret, "expiration");
    if (end.isEmpty()) {
      return false;
    }
    try {
      return !clock.instant().isBefore(Instant.parse(end));
    } catch (DateTimeParseException _) {
      return true;
    }
  }

  private static String text(Secret secret, String key) {
    return secret.data().getOrDefault(key, Bytes.EMPTY).toUtf8();
  }
}
