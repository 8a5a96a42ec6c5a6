package io.kubejar.server.jwt;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.http.Pem;
import io.kubejar.server.spi.ConfigDocument;
import io.kubejar.wire.json.JsonValue.Obj;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the part `issuer` of an entry.
final class IssuerUrls {
  private final ConfigDocument config;
  private final FieldErrors errors;
  private final Set<String> disallowed;
  private String issuer = "";
  private String discovery = "";
  private String authorityPem = "";
  private List<String> audiences = List.of();

  IssuerUrls(ConfigDocument config, FieldErrors errors, Set<String> disallowed) {
    this.config = config;
    this.errors = errors;
    this.disallowed = disallowed;
  }

  String issuer() {
    return issuer;
  }

  String discovery() {
    return discovery;
  }

  String authorityPem() {
    return authorityPem;
  }

  List<String> audiences() {
    return audiences;
  }

  IssuerUrls read(Obj given, Path path) {
    config.known(
        given,
        path,
        "url",
        "discoveryURL",
        "certificateAuthority",
        "audiences",
        "audienceMatchPolicy",
        "egressSelectorType");
    issuer = config.text(given, path, "url");
    if (issuer.isEmpty()) {
      errors.required(path.child("url"), "URL is required");
    } else {
      checkUrl(path.child("url"), issuer);
      if (disallowed.contains(issuer)) {
        errors.invalid(
            path.child("url"),
            issuer,
            "URL must not overlap with disallowed issuers: [%s]"
                .formatted(String.join(" ", disallowed)));
      }
    }
    discovery = config.text(given, path, "discoveryURL");
    if (!discovery.isEmpty()) {
      if (withoutSlash(discovery).equals(withoutSlash(issuer))) {
        errors.invalid(
            path.child("discoveryURL"), discovery, "discoveryURL must be different from URL");
      }
      checkUrl(path.child("discoveryURL"), discovery);
    }
    authorityPem = config.text(given, path, "certificateAuthority");
    if (!authorityPem.isEmpty()) {
      checkPem(path.child("certificateAuthority"));
    }
    if (!config.text(given, path, "egressSelectorType").isEmpty()) {
      errors.invalid(
          path.child("egressSelectorType"),
          config.text(given, path, "egressSelectorType"),
          "egress selectors are not supported");
    }
    audiences(given, path);
    return this;
  }

  private void audiences(Obj given, Path path) {
    audiences = config.texts(given, path, "audiences");
    Path list = path.child("audiences");
    if (audiences.isEmpty()) {
      errors.required(list, "at least one %s is required".formatted(list));
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < audiences.size(); i++) {
      if (audiences.get(i).isEmpty()) {
        errors.required(list.index(i), "audience is required");
      } else if (!seen.add(audiences.get(i))) {
        errors.duplicate(list.index(i), audiences.get(i));
      }
    }
    String policy = config.text(given, path, "audienceMatchPolicy");
    if (audiences.size() > 1 && !policy.equals("MatchAny")) {
      errors.invalid(
          path.child("audienceMatchPolicy"),
          policy,
          "audienceMatchPolicy must be MatchAny for multiple audiences");
    } else if (!policy.isEmpty() && !policy.equals("MatchAny")) {
      errors.invalid(
          path.child("audienceMatchPolicy"),
          policy,
          "audienceMatchPolicy must be empty or MatchAny for single audience");
    }
  }

  private void checkUrl(Path path, String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      errors.invalid(path, text, String.valueOf(e.getMessage()));
      return;
    }
    if (!"https".equals(url.getScheme())) {
      errors.invalid(path, text, "URL scheme must be https");
    }
    if (url.getUserInfo() != null) {
      errors.invalid(path, text, "URL must not contain a username or password");
    }
    if (url.getQuery() != null) {
      errors.invalid(path, text, "URL must not contain a query");
    }
    if (url.getFragment() != null) {
      errors.invalid(path, text, "URL must not contain a fragment");
    }
  }

  private void checkPem(Path path) {
    try {
      if (!Pem.certificates(authorityPem).isEmpty()) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // told below, without the text
    }
    errors.invalid(path, "<omitted>", "data does not contain any valid RSA or ECDSA certificates");
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
