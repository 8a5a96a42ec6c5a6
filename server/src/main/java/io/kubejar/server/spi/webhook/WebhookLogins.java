package io.kubejar.server.spi.webhook;

import io.kubejar.http.TlsIdentity;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the server proves to webhooks who it is.
@FunctionalInterface
public interface WebhookLogins {
  /// To nobody.
  WebhookLogins NONE = _ -> Login.NONE;

  /// One login.
  ///
  /// @param identity the certificate to show, or null
  /// @param authorization gives the header `Authorization`; asked before every call, empty for none
  record Login(@Nullable TlsIdentity identity, Supplier<String> authorization) {
    /// No login.
    public static final Login NONE = new Login(null, () -> "");

    /// The secrets are left out.
    @Override
    public String toString() {
      return identity == null ? "login" : "login with a certificate";
    }
  }

  /// The login at a host.
  ///
  /// @param host the name and the port, such as `hook.shop.svc:443`
  Login at(String host);
}
