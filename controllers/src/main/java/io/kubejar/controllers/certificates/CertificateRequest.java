package io.kubejar.controllers.certificates;

import io.kubejar.api.certificates.v1.CertificateSigningRequest;
import io.kubejar.api.certificates.v1.CertificateSigningRequestCondition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// A PKCS#10 request (RFC 2986), read from the PEM block of a signing request.
final class CertificateRequest {
  private static final String BEGIN = "-----BEGIN CERTIFICATE REQUEST-----";
  private static final String END = "-----END CERTIFICATE REQUEST-----";

  private final PKCS10CertificationRequest request;

  private CertificateRequest(PKCS10CertificationRequest request) {
    this.request = request;
  }

  /// Reads the request; throws [GeneralSecurityException] when it is none.
  static CertificateRequest of(CertificateSigningRequest object) throws GeneralSecurityException {
    String pem = object.spec().request().toUtf8();
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException("PEM block type must be CERTIFICATE REQUEST");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
      return new CertificateRequest(new PKCS10CertificationRequest(der));
    } catch (IOException | RuntimeException e) {
      throw new GeneralSecurityException("the request is malformed", e);
    }
  }

  PKCS10CertificationRequest content() {
    return request;
  }

  /// Whether whoever made the request has the private key.
  boolean isSigned() {
    try {
      return request.isSignatureValid(
          new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo()));
    } catch (OperatorException | PKCSException _) {
      return false; // an algorithm or a key that nobody can check
    }
  }

  /// The subject's last common name, or nothing.
  String commonName() {
    RDN[] parts = request.getSubject().getRDNs(BCStyle.CN);
    return parts.length == 0 ? "" : parts[parts.length - 1].getFirst().getValue().toString();
  }

  List<String> organizations() {
    return Arrays.stream(request.getSubject().getRDNs(BCStyle.O))
        .map(part -> part.getFirst().getValue().toString())
        .toList();
  }

  /// Whether there are alternative names of a sort, such as [GeneralName#dNSName].
  boolean names(int sort) {
    GeneralNames names = alternativeNames();
    return names != null
        && Arrays.stream(names.getNames()).anyMatch(name -> name.getTagNo() == sort);
  }

  /// The names of hosts that it is for.
  List<String> hosts() {
    return named(GeneralName.dNSName).map(name -> name.getName().toString()).toList();
  }

  /// The IP addresses that it is for.
  ///
  /// @throws GeneralSecurityException when one is none
  List<InetAddress> addresses() throws GeneralSecurityException {
    List<InetAddress> addresses = new ArrayList<>();
    for (GeneralName name : named(GeneralName.iPAddress).toList()) {
      try {
        addresses.add(
            InetAddress.getByAddress(ASN1OctetString.getInstance(name.getName()).getOctets()));
      } catch (UnknownHostException e) {
        throw new GeneralSecurityException("an IP address is malformed", e);
      }
    }
    return addresses;
  }

  private Stream<GeneralName> named(int sort) {
    GeneralNames names = alternativeNames();
    return names == null
        ? Stream.empty()
        : Arrays.stream(names.getNames()).filter(name -> name.getTagNo() == sort);
  }

  /// The names of the four sorts that certificates may bear; null when there are none.
  @Nullable GeneralNames alternativeNames() {
    Extensions extensions = request.getRequestedExtensions();
    GeneralNames names =
        extensions == null
            ? null
            : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    if (names == null) {
      return null;
    }
    List<GeneralName> known = new ArrayList<>();
    for (GeneralName name : names.getNames()) {
      switch (name.getTagNo()) {
        case GeneralName.dNSName,
            GeneralName.iPAddress,
            GeneralName.rfc822Name,
            GeneralName.uniformResourceIdentifier ->
            known.add(name);
        default -> {}
      }
    }
    return known.isEmpty() ? null : new GeneralNames(known.toArray(GeneralName[]::new));
  }

  /// Whether a condition of the type holds.
  static boolean is(CertificateSigningRequest object, String type) {
    return condition(object, type) != null;
  }

  /// The condition of the type that holds, or null.
  static @Nullable CertificateSigningRequestCondition condition(
      CertificateSigningRequest object, String type) {
    for (CertificateSigningRequestCondition condition : object.status().conditions()) {
      if (condition.type().equals(type) && !condition.status().equals("False")) {
        return condition;
      }
    }
    return null;
  }
}
