package io.kubejar.api.apiextensions.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Definitions of custom resources. What their schemas have to be like is the server's matter,
/// which knows how to read documents without a type.
public final class CustomResourceDefinitionKind implements Kind<CustomResourceDefinition> {
  public static final CustomResourceDefinitionKind CUSTOM_RESOURCE_DEFINITION =
      new CustomResourceDefinitionKind();

  private static final Names NAMES =
      Names.of(
              "apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions")
          .shortNames("crd", "crds")
          .categories("api-extensions")
          .stored("/registry/apiextensions.k8s.io/customresourcedefinitions/", "jfWCUB31mvA=")
          .subresource("status", "get", "patch", "update")
          .build();

  private CustomResourceDefinitionKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<CustomResourceDefinition> codec() {
    return CustomResourceDefinitionCodec.INSTANCE;
  }

  @Override
  public boolean restrictsFinalizers() {
    return false;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.CHANGE;
  }

  @Override
  public CustomResourceDefinition defaults(CustomResourceDefinition definition) {
    var spec = definition.spec();
    var names = spec.names();
    var complete =
        names.with(
            n -> {
              if (names.singular().isEmpty()) {
                n.singular(names.kind().toLowerCase(Locale.ROOT));
              }
              if (names.listKind().isEmpty() && !names.kind().isEmpty()) {
                n.listKind(names.kind() + "List");
              }
            });
    var conversion = conversion(spec.conversion());
    List<String> stored = definition.status().storedVersions();
    return definition.with(
        d ->
            d.spec(spec.with(s -> s.names(complete).conversion(conversion)))
                .status(
                    definition
                        .status()
                        .with(
                            s -> s.storedVersions(stored.isEmpty() ? firstStored(spec) : stored))));
  }

  private static CustomResourceConversion conversion(
      @org.jspecify.annotations.Nullable CustomResourceConversion given) {
    if (given == null) {
      return CustomResourceConversion.builder().strategy("None").build();
    }
    var webhook = given.webhook();
    var client = webhook == null ? null : webhook.clientConfig();
    var service = client == null ? null : client.service();
    if (webhook == null || client == null || service == null || service.port() != null) {
      return given;
    }
    var withPort = client.with(c -> c.service(service.with(s -> s.port(443))));
    return given.with(c -> c.webhook(webhook.with(w -> w.clientConfig(withPort))));
  }

  private static List<String> firstStored(CustomResourceDefinitionSpec spec) {
    return spec.versions().stream()
        .filter(CustomResourceDefinitionVersion::storage)
        .map(CustomResourceDefinitionVersion::name)
        .limit(1)
        .toList();
  }

  @Override
  public CustomResourceDefinition prepareCreate(CustomResourceDefinition definition) {
    return definition.with(
        d ->
            d.status(
                CustomResourceDefinitionStatus.builder()
                    .storedVersions(firstStored(definition.spec()))
                    .build()));
  }

  @Override
  public CustomResourceDefinition prepareUpdate(
      CustomResourceDefinition definition, CustomResourceDefinition old) {
    var stored = new ArrayList<>(old.status().storedVersions());
    for (CustomResourceDefinitionVersion version : definition.spec().versions()) {
      if (version.storage() && !stored.contains(version.name())) {
        stored.add(version.name());
      }
    }
    return definition.with(d -> d.status(old.status().with(s -> s.storedVersions(stored))));
  }

  @Override
  public List<String> warnings(CustomResourceDefinition definition) {
    return SchemaFormats.warnings(definition);
  }

  @Override
  public void validate(CustomResourceDefinition definition, FieldErrors errors) {
    CustomResourceDefinitionValidation.check(definition, null, errors);
  }

  @Override
  public void validateUpdate(
      CustomResourceDefinition definition, CustomResourceDefinition old, FieldErrors errors) {
    CustomResourceDefinitionValidation.check(definition, old, errors);
  }

  @Override
  public void validateStatusUpdate(
      CustomResourceDefinition definition, CustomResourceDefinition old, FieldErrors errors) {
    CustomResourceDefinitionValidation.checkAccepted(definition, errors);
  }
}
