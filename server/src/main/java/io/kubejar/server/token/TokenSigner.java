package io.kubejar.server.token;

import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs and checks JSON web tokens (RFC 7515) with one key pair: ES256 for EC P-256, RS256 for
/// RSA.
public final class TokenSigner {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private static final String LEGACY_ISSUER = "kubernetes/serviceaccount";
  private static final String LEGACY = "kubernetes.io/serviceaccount/";

  private final KeyPair keys;
  private final String issuer;
  private final String algorithm;
  private final String keyId;

  public TokenSigner(KeyPair keys, String issuer) {
    this.keys = keys;
    this.issuer = issuer;
    this.algorithm =
        switch (keys.getPublic()) {
          case ECPublicKey _ -> "ES256";
          case RSAPublicKey _ -> "RS256";
          default ->
              throw new IllegalArgumentException(
                  "service account keys have to be EC P-256 or RSA, not "
                      + keys.getPublic().getAlgorithm());
        };
    this.keyId = keyId(keys.getPublic());
  }

  public String issuer() {
    return issuer;
  }

  /// What a token without an end says, which a secret holds.
  ///
  /// @param namespace of account and secret
  /// @param account the account's name
  /// @param uid the account's uid
  /// @param secret the secret's name
  public record LegacyClaims(String namespace, String account, String uid, String secret) {}

  /// The signed token.
  public String sign(TokenClaims claims) {
    return sign(claims.toJson(issuer));
  }

  /// The signed token of a secret.
  public String signLegacy(LegacyClaims claims) {
    return sign(
        Obj.EMPTY
            .with("iss", JsonValue.of(LEGACY_ISSUER))
            .with(LEGACY + "namespace", JsonValue.of(claims.namespace()))
            .with(LEGACY + "secret.name", JsonValue.of(claims.secret()))
            .with(LEGACY + "service-account.name", JsonValue.of(claims.account()))
            .with(LEGACY + "service-account.uid", JsonValue.of(claims.uid()))
            .with(
                "sub",
                JsonValue.of(
                    "system:serviceaccount:" + claims.namespace() + ":" + claims.account())));
  }

  /// Whether the token claims to be one of a secret.
  public boolean isLegacy(String token) {
    Obj claims = section(token, 1);
    return claims != null && claims.text("iss").equals(LEGACY_ISSUER);
  }

  /// The claims of a secret's token with a good signature; null otherwise.
  public @Nullable LegacyClaims verifyLegacy(String token) {
    Obj claims = verified(token);
    if (claims == null) {
      return null;
    }
    var legacy =
        new LegacyClaims(
            claims.text(LEGACY + "namespace"),
            claims.text(LEGACY + "service-account.name"),
            claims.text(LEGACY + "service-account.uid"),
            claims.text(LEGACY + "secret.name"));
    boolean complete =
        !legacy.namespace().isEmpty()
            && !legacy.account().isEmpty()
            && !legacy.uid().isEmpty()
            && !legacy.secret().isEmpty()
            && claims
                .text("sub")
                .equals("system:serviceaccount:" + legacy.namespace() + ":" + legacy.account());
    return complete ? legacy : null;
  }

  private String sign(Obj claims) {
    Obj header = Obj.EMPTY.with("alg", JsonValue.of(algorithm)).with("kid", JsonValue.of(keyId));
    String content =
        ENCODER.encodeToString(header.toJson()) + "." + ENCODER.encodeToString(claims.toJson());
    try {
      Signature signature = signature();
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with the service account key", e);
    }
  }

  /// Whether the token claims to be of this issuer, so that nobody else need look at it.
  public boolean isMine(String token) {
    Obj claims = section(token, 1);
    return claims != null && claims.text("iss").equals(issuer);
  }

  /// The claims of a token with a good signature, whether or not they still hold; null otherwise.
  public @Nullable TokenClaims verify(String token) {
    Obj claims = verified(token);
    return claims == null ? null : TokenClaims.ofJson(claims);
  }

  /// What a token with a good signature says; null of any other.
  private @Nullable Obj verified(String token) {
    Obj header = section(token, 0);
    Obj claims = section(token, 1);
    if (header == null || claims == null || !header.text("alg").equals(algorithm)) {
      return null;
    }
    String kid = header.text("kid");
    if (!kid.isEmpty() && !kid.equals(keyId)) {
      return null;
    }
    int end = token.lastIndexOf('.');
    try {
      Signature signature = signature();
      signature.initVerify(keys.getPublic());
      signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(DECODER.decode(token.substring(end + 1))) ? claims : null;
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return null; // malformed, thus not signed by this key
    }
  }

  /// The public key as a JSON web key set (RFC 7517), for `/openid/v1/jwks`.
  public Obj keySet() {
    Obj common =
        Obj.EMPTY
            .with("use", JsonValue.of("sig"))
            .with("kty", JsonValue.of(algorithm.equals("ES256") ? "EC" : "RSA"))
            .with("kid", JsonValue.of(keyId));
    Obj key =
        switch (keys.getPublic()) {
          case ECPublicKey ec ->
              common
                  .with("crv", JsonValue.of("P-256"))
                  .with("alg", JsonValue.of(algorithm))
                  .with("x", JsonValue.of(unsigned(ec.getW().getAffineX(), 32)))
                  .with("y", JsonValue.of(unsigned(ec.getW().getAffineY(), 32)));
          case RSAPublicKey rsa ->
              common
                  .with("alg", JsonValue.of(algorithm))
                  .with("n", JsonValue.of(unsigned(rsa.getModulus(), 0)))
                  .with("e", JsonValue.of(unsigned(rsa.getPublicExponent(), 0)));
          default -> common;
        };
    return Obj.EMPTY.with("keys", new JsonValue.Array(List.of(key)));
  }

  /// The discovery document for `/.well-known/openid-configuration`.
  public Obj openIdConfiguration(String keySetUri) {
    return Obj.EMPTY
        .with("issuer", JsonValue.of(issuer))
        .with("jwks_uri", JsonValue.of(keySetUri))
        .with("response_types_supported", texts("id_token"))
        .with("subject_types_supported", texts("public"))
        .with("id_token_signing_alg_values_supported", texts(algorithm));
  }

  private static JsonValue texts(String text) {
    return new JsonValue.Array(List.of(JsonValue.of(text)));
  }

  private Signature signature() throws GeneralSecurityException {
    return Signature.getInstance(
        algorithm.equals("ES256") ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
  }

  /// The first or second part of a token in three; null when it is no such token.
  private static @Nullable Obj section(String token, int index) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
      return null;
    }
    String text = index == 0 ? token.substring(0, first) : token.substring(first + 1, second);
    try {
      return JsonValue.parse(DECODER.decode(text)) instanceof Obj object ? object : null;
    } catch (IllegalArgumentException | JsonException _) {
      return null; // some other sort of token
    }
  }

  private static String keyId(PublicKey key) {
    try {
      return ENCODER.encodeToString(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the runtime has no SHA-256", e);
    }
  }

  private static String unsigned(BigInteger value, int length) {
    byte[] bytes = value.toByteArray();
    int from = 0;
    while (from < bytes.length - 1 && bytes[from] == 0) {
      from++;
    }
    byte[] digits = Arrays.copyOfRange(bytes, from, bytes.length);
    if (digits.length < length) {
      byte[] padded = new byte[length];
      System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
      digits = padded;
    }
    return ENCODER.encodeToString(digits);
  }
}
