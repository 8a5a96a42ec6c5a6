package io.kubejar.api.apiregistration.v1;

import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.NameRule;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.List;

/// The `apiservices` resource: names and rules of [APIService].
public final class APIServiceKind implements Kind<APIService> {
  public static final APIServiceKind API_SERVICE = new APIServiceKind();

  private static final Names NAMES =
      Names.of("apiregistration.k8s.io", "v1", "APIService", "apiservices")
          .categories("api-extensions")
          .stored("/registry/apiregistration.k8s.io/apiservices/", "InPBPD7+PqM=")
          .subresource("status", "get", "patch", "update")
          .build();

  private static final List<String> STATUSES = List.of("True", "False", "Unknown");

  private APIServiceKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<APIService> codec() {
    return APIServiceCodec.INSTANCE;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.PATH_SEGMENT;
  }

  @Override
  public boolean statusChangesMetadata() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return false;
  }

  @Override
  public APIService defaults(APIService given) {
    ServiceReference service = given.spec().service();
    return service == null || service.port() != null
        ? given
        : given.with(draft -> draft.spec(s -> s.service(r -> r.port(443))));
  }

  /// What this server answers itself is always there.
  @Override
  public APIService prepareCreate(APIService given) {
    APIService fresh = Kind.super.prepareCreate(given);
    return fresh.spec().service() != null
        ? fresh
        : fresh.with(
            it ->
                it.status(
                    s ->
                        s.conditions(
                            APIServiceCondition.builder()
                                .type("Available")
                                .status("True")
                                .lastTransitionTime(fresh.metadata().creationTimestamp())
                                .reason("Local")
                                .message("Local APIServices are always available")
                                .build())));
  }

  @Override
  public void validateStatusUpdate(APIService object, APIService old, FieldErrors errors) {
    List<APIServiceCondition> conditions = object.status().conditions();
    for (int i = 0; i < conditions.size(); i++) {
      String status = conditions.get(i).status();
      if (!STATUSES.contains(status)) {
        errors.notSupported(
            Path.of("status", "conditions").index(i).child("status"), status, STATUSES);
      }
    }
  }

  @Override
  public void validate(APIService object, FieldErrors errors) {
    APIServiceSpec spec = object.spec();
    Path path = Path.of("spec");
    String name = spec.version() + "." + spec.group();
    if (!object.metadata().name().equals(name)) {
      errors.invalid(
          Path.of("metadata", "name"),
          object.metadata().name(),
          "must be `spec.version+\".\"+spec.group`: \"" + name + "\"");
    }
    if (!spec.group().isEmpty()) {
      errors.invalid(path.child("group"), spec.group(), Formats.dnsSubdomain(spec.group()));
    }
    errors.invalid(path.child("version"), spec.version(), Formats.dns1035Label(spec.version()));
    if (spec.groupPriorityMinimum() <= 0 || spec.groupPriorityMinimum() > 20000) {
      errors.invalid(
          path.child("groupPriorityMinimum"),
          spec.groupPriorityMinimum(),
          "must be positive and less than 20000");
    }
    if (spec.versionPriority() <= 0 || spec.versionPriority() > 1000) {
      errors.invalid(
          path.child("versionPriority"),
          spec.versionPriority(),
          "must be positive and less than 1000");
    }
    ServiceReference service = spec.service();
    Path insecure = path.child("insecureSkipTLSVerify");
    if (service == null) {
      if (!spec.caBundle().isEmpty()) {
        errors.invalid(
            path.child("caBundle"),
            spec.caBundle().length() + " bytes",
            "local APIServices may not have a caBundle");
      }
      if (spec.insecureSkipTLSVerify()) {
        errors.invalid(insecure, true, "local APIServices may not have insecureSkipTLSVerify");
      }
      return;
    }
    if (service.namespace().isEmpty()) {
      errors.required(path.child("service").child("namespace"));
    }
    if (service.name().isEmpty()) {
      errors.required(path.child("service").child("name"));
    }
    Integer port = service.port();
    if (port != null && !Formats.port(port).isEmpty()) {
      errors.invalid(
          path.child("service").child("port"),
          port,
          "port is not valid: must be between 1 and 65535, inclusive");
    }
    if (spec.insecureSkipTLSVerify() && !spec.caBundle().isEmpty()) {
      errors.invalid(insecure, true, "may not be true if caBundle is present");
    }
  }

  private static Object service(APIService service) {
    ServiceReference reference = service.spec().service();
    return reference == null ? "Local" : reference.namespace() + "/" + reference.name();
  }

  private static Object available(APIService service) {
    for (APIServiceCondition condition : service.status().conditions()) {
      if (condition.type().equals("Available")) {
        return condition.status().equals("True")
            ? "True"
            : condition.status() + " (" + condition.reason() + ")";
      }
    }
    return "Unknown";
  }

  @Override
  public List<Column<APIService>> columns() {
    return COLUMNS;
  }

  private static final List<Column<APIService>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("Service", "Who serves it.", each -> service(each)),
          Column.text("Available", "Whether it is there.", each -> available(each)),
          Column.age());
}
