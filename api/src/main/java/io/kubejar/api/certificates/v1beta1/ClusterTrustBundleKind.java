package io.kubejar.api.certificates.v1beta1;

import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.kind.SelectableField;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `clustertrustbundles` resource: names and rules of [ClusterTrustBundle].
public final class ClusterTrustBundleKind implements Kind<ClusterTrustBundle> {
  public static final ClusterTrustBundleKind CLUSTER_TRUST_BUNDLE = new ClusterTrustBundleKind();

  private static final Names NAMES =
      Names.of("certificates.k8s.io", "v1beta1", "ClusterTrustBundle", "clustertrustbundles")
          .stored("/registry/clustertrustbundles/", "v5yhuVertL4=")
          .build();

  private ClusterTrustBundleKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<ClusterTrustBundle> codec() {
    return ClusterTrustBundleCodec.INSTANCE;
  }

  /// Nothing, as what a name looks like depends on the signer.
  @Override
  public NameRule nameRule() {
    return (_, _) -> List.of();
  }

  @Override
  public boolean allowsUnconditionalUpdate() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.NONE;
  }

  @Override
  public void validate(ClusterTrustBundle object, FieldErrors errors) {
    TrustBundleValidation.checkSigner(object, errors);
    TrustBundleValidation.checkBundle(object.spec().trustBundle(), errors);
  }

  /// Anchors that stay are not looked at again, as certificates that were fine once may be refused
  /// by a newer parser.
  @Override
  public void validateUpdate(
      ClusterTrustBundle object, ClusterTrustBundle old, FieldErrors errors) {
    TrustBundleValidation.checkSigner(object, errors);
    if (!object.spec().trustBundle().equals(old.spec().trustBundle())) {
      TrustBundleValidation.checkBundle(object.spec().trustBundle(), errors);
    }
    errors.immutable(
        Path.of("spec", "signerName"), object.spec().signerName(), old.spec().signerName());
  }

  @Override
  public String unsupportedField(String field) {
    return "field label not supported: " + field;
  }

  @Override
  public List<SelectableField<ClusterTrustBundle>> selectableFields() {
    return List.of(new SelectableField<>("spec.signerName", each -> each.spec().signerName()));
  }

  @Override
  public List<Column<ClusterTrustBundle>> columns() {
    return COLUMNS;
  }

  private static final List<Column<ClusterTrustBundle>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "SignerName",
              "Whose anchors they are.",
              each -> orElse(each.spec().signerName(), "<none>")));
}
