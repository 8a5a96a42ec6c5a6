package io.kubejar.api.discovery.v1;

import static io.kubejar.api.kind.Defaults.each;
import static io.kubejar.api.kind.Defaults.orElse;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The `endpointslices` resource: names and rules of [EndpointSlice].
public final class EndpointSliceKind implements Kind<EndpointSlice> {
  public static final EndpointSliceKind ENDPOINT_SLICE = new EndpointSliceKind();

  private static final Names NAMES =
      Names.of("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices")
          .namespaced()
          .stored("/registry/endpointslices/", "qgS0xkrxYAI=")
          .build();

  private EndpointSliceKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<EndpointSlice> codec() {
    return EndpointSliceCodec.INSTANCE;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public MetadataChecks metadataChecksOnUpdate() {
    return MetadataChecks.OBJECT;
  }

  @Override
  public EndpointSlice defaults(EndpointSlice slice) {
    return slice.with(draft -> draft.ports(each(slice.ports(), EndpointSliceKind::filled)));
  }

  private static EndpointPort filled(EndpointPort port) {
    return port.with(
        draft ->
            draft
                .name(port.name() == null ? "" : port.name())
                .protocol(orElse(port.protocol(), "TCP")));
  }

  /// Labels count too: they say what the slice belongs to.
  @Override
  public boolean raisesGeneration(EndpointSlice slice, EndpointSlice old) {
    return !codec().sameSpec(slice, old)
        || !slice.metadata().labels().equals(old.metadata().labels());
  }

  /// The topology of the beta versions is not taken any more.
  @Override
  public EndpointSlice prepareCreate(EndpointSlice slice) {
    return slice.with(
        draft ->
            draft.endpoints(
                each(
                    slice.endpoints(),
                    endpoint -> endpoint.with(e -> e.deprecatedTopology(Map.of())))));
  }

  /// The topology of the beta versions stays where it is and comes nowhere else.
  @Override
  public EndpointSlice prepareUpdate(EndpointSlice slice, EndpointSlice old) {
    boolean had =
        old.endpoints().stream().anyMatch(endpoint -> !endpoint.deprecatedTopology().isEmpty());
    return had ? slice : prepareCreate(slice);
  }

  @Override
  public void validate(EndpointSlice slice, FieldErrors errors) {
    EndpointSliceValidation.check(slice, errors);
  }

  @Override
  public void validateUpdate(EndpointSlice slice, EndpointSlice old, FieldErrors errors) {
    errors.immutable(Path.of("addressType"), slice.addressType(), old.addressType());
    if (slice.addressType().equals(old.addressType())) {
      validate(slice, errors);
    }
  }

  @Override
  public List<String> warnings(EndpointSlice slice) {
    if (!slice.addressType().equals("IPv6")) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < slice.endpoints().size(); i++) {
      List<String> addresses = slice.endpoints().get(i).addresses();
      for (int j = 0; j < addresses.size(); j++) {
        Addresses.warn(
            addresses.get(j), Path.of("endpoints").index(i).child("addresses").index(j), warnings);
      }
    }
    return warnings;
  }

  @Override
  public List<Column<EndpointSlice>> columns() {
    return COLUMNS;
  }

  private static Object ports(EndpointSlice slice) {
    List<String> ports = new ArrayList<>();
    for (EndpointPort port : slice.ports()) {
      Integer number = port.port();
      ports.add(number == null ? orElse(port.name(), "*") : number.toString());
    }
    return shortened(ports);
  }

  private static Object addresses(EndpointSlice slice) {
    return shortened(
        slice.endpoints().stream().flatMap(each -> each.addresses().stream()).toList());
  }

  private static String shortened(List<String> items) {
    if (items.isEmpty()) {
      return "<unset>";
    }
    return items.size() <= 3
        ? String.join(",", items)
        : String.join(",", items.subList(0, 3)) + " + " + (items.size() - 3) + " more...";
  }

  private static final List<Column<EndpointSlice>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text("AddressType", "What the addresses are.", each -> each.addressType()),
          Column.text("Ports", "The ports.", EndpointSliceKind::ports),
          Column.text("Endpoints", "The addresses.", EndpointSliceKind::addresses),
          Column.age());
}
