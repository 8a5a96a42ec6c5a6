package io.kubejar.cluster.machines;

import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.value.Bytes;
import io.kubejar.cli.UserException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A token that a machine joins with: a public part and a secret one.
///
/// @param id six letters and digits, by which the token is called
/// @param secret sixteen more, which nobody but its bearers and the cluster know
public record BootstrapToken(String id, String secret) {
  /// Where their secrets are.
  public static final String NAMESPACE = "kube-system";

  /// The group of those who show a token for nodes.
  public static final String GROUP = "system:bootstrappers:kubeadm:default-node-token";

  static final String TYPE = "bootstrap.kubernetes.io/token";
  static final String PREFIX = "bootstrap-token-";
  private static final Pattern FORM = Pattern.compile("([a-z0-9]{6})\\.([a-z0-9]{16})");
  private static final Pattern GROUPS =
      Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");
  private static final Set<String> USAGES = Set.of("signing", "authentication");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  /// Reads a token.
  ///
  /// @throws UserException when it is none
  public static BootstrapToken parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new UserException(
          "the token has to be of the form abcdef.0123456789abcdef, in lower case");
    }
    return new BootstrapToken(parts.group(1), parts.group(2));
  }

  /// A token that nobody can guess.
  public static BootstrapToken random(SecureRandom random) {
    return new BootstrapToken(letters(6, random), letters(16, random));
  }

  private static String letters(int count, SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /// The whole token, as it is shown to people and servers.
  public String text() {
    return id + "." + secret;
  }

  /// What a token is good for.
  ///
  /// @param end when it ends; null for never
  /// @param usages `signing` and `authentication`, or one of them
  /// @param groups of whoever shows it
  /// @param description in words
  public record Purpose(
      @Nullable Instant end, List<String> usages, List<String> groups, String description) {
    public Purpose {
      usages = List.copyOf(usages);
      groups = List.copyOf(groups);
      for (String usage : usages) {
        if (!USAGES.contains(usage)) {
          throw new UserException(
              "--usages: \"%s\" is neither signing nor authentication".formatted(usage));
        }
      }
      for (String group : groups) {
        if (!GROUPS.matcher(group).matches()) {
          throw new UserException(
              "--groups: \"%s\" has to begin with system:bootstrappers:".formatted(group));
        }
      }
    }

    /// For machines that join, until a time.
    public static Purpose joining(@Nullable Instant end, String description) {
      return new Purpose(end, List.of("signing", "authentication"), List.of(GROUP), description);
    }
  }

  /// The secret by which a cluster knows the token.
  public Secret toSecret(Purpose purpose) {
    Map<String, Bytes> data = new HashMap<>();
    data.put("token-id", Bytes.utf8(id));
    data.put("token-secret", Bytes.utf8(secret));
    if (purpose.end() != null) {
      data.put("expiration", Bytes.utf8(purpose.end().truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    for (String usage : purpose.usages()) {
      data.put("usage-bootstrap-" + usage, Bytes.utf8("true"));
    }
    if (!purpose.groups().isEmpty()) {
      data.put("auth-extra-groups", Bytes.utf8(String.join(",", purpose.groups())));
    }
    if (!purpose.description().isEmpty()) {
      data.put("description", Bytes.utf8(purpose.description()));
    }
    return Secret.builder()
        .metadata(it -> it.name(PREFIX + id).namespace(NAMESPACE))
        .type(TYPE)
        .data(data)
        .build();
  }

  /// Says which token it is, and nothing of its secret.
  @Override
  public String toString() {
    return "BootstrapToken[" + id + "]";
  }
}
