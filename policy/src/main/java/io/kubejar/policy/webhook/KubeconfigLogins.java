package io.kubejar.policy.webhook;

import io.kubejar.client.http.Kubeconfig;
import io.kubejar.server.spi.webhook.WebhookLogins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The users of a kubeconfig as logins at the hosts they are named after.
///
/// A user's name is a host with or without its port (without means 443), `*.` and the end of such a
/// host, or `*`. The most exact name counts; without any, the user of the current context.
public final class KubeconfigLogins implements WebhookLogins {
  private static final String HTTPS = ":443";

  private final Map<String, Login> logins = new LinkedHashMap<>();
  private final Login fallback;

  /// @throws IOException when a file it names cannot be read
  public KubeconfigLogins(Kubeconfig config) throws IOException {
    for (String name : config.users()) {
      Kubeconfig.Login user = config.login(name);
      logins.put(name, new Login(user.identity(), authorization(user)));
    }
    fallback = logins.getOrDefault(config.currentUser(), Login.NONE);
  }

  private static Supplier<String> authorization(Kubeconfig.Login user) {
    var token = user.bearerToken();
    if (token != null) {
      return () -> "Bearer " + token.get();
    }
    if (user.name().isEmpty()) {
      return () -> "";
    }
    byte[] pair = (user.name() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair);
    return () -> basic;
  }

  @Override
  public Login at(String host) {
    Login login = named(host);
    if (login == null && host.endsWith(HTTPS)) {
      login = named(host.substring(0, host.length() - HTTPS.length()));
    }
    return login == null ? logins.getOrDefault("*", fallback) : login;
  }

  private @Nullable Login named(String host) {
    Login exact = logins.get(host);
    for (int dot = host.indexOf('.'); exact == null && dot >= 0; dot = host.indexOf('.', dot + 1)) {
      exact = logins.get("*" + host.substring(dot));
    }
    return exact;
  }
}
