package io.kubejar.server.jwt;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issuer of tokens and what its tokens mean.
///
/// @param issuer what the claim `iss` has to be; a token that says otherwise is of someone else
/// @param discoveryUrl where the issuer's document is; empty for the usual place below the issuer
/// @param authorityPem certificates of whoever signed the issuer's; empty for the machine's
/// @param audiences of which one has to be among those of a token
/// @param algorithms how tokens may be signed
/// @param claimRules what claims have to be
/// @param username how a user is called
/// @param groups in which groups a user is; null for none
/// @param uid what identifies a user for good; null for nothing
/// @param extra further facts
/// @param userRules what users have to be
public record JwtSettings(
    String issuer,
    String discoveryUrl,
    String authorityPem,
    List<String> audiences,
    Set<String> algorithms,
    List<ClaimRule> claimRules,
    Mapping username,
    @Nullable Mapping groups,
    @Nullable Mapping uid,
    List<Extra> extra,
    List<UserRule> userRules) {
  /// The asymmetric algorithms of RFC 7518.
  public static final Set<String> ALL_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512");

  public JwtSettings {
    audiences = List.copyOf(audiences);
    algorithms = Set.copyOf(algorithms);
    claimRules = List.copyOf(claimRules);
    extra = List.copyOf(extra);
    userRules = List.copyOf(userRules);
  }

  /// What claims have to be.
  public sealed interface ClaimRule {
    /// A claim has to have a value.
    record Required(String claim, String value) implements ClaimRule {}

    /// An expression has to hold.
    record Holds(ClaimExpression expression, String message) implements ClaimRule {}
  }

  /// Where something of a user comes from.
  public sealed interface Mapping {
    /// From a claim, with a text put before.
    record Claim(String name, String prefix) implements Mapping {}

    /// From an expression over the claims.
    record Computed(ClaimExpression expression) implements Mapping {}
  }

  /// A further fact.
  public record Extra(String key, ClaimExpression value) {}

  /// What an expression over the user has to hold.
  public record UserRule(ClaimExpression expression, String message) {}
}
