package io.kubejar.api.networking.v1;

import static io.kubejar.api.kind.Defaults.each;

import io.kubejar.api.kind.Addresses;
import io.kubejar.api.kind.Column;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.LabelSelectors;
import io.kubejar.api.kind.Names;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ObjectCodec;
import java.util.ArrayList;
import java.util.List;

/// The `networkpolicies` resource: names and rules of [NetworkPolicy].
public final class NetworkPolicyKind implements Kind<NetworkPolicy> {
  public static final NetworkPolicyKind NETWORK_POLICY = new NetworkPolicyKind();

  private static final Names NAMES =
      Names.of("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies")
          .namespaced()
          .shortNames("netpol")
          .stored("/registry/networkpolicies/", "YpfwF18m1G8=")
          .build();

  private NetworkPolicyKind() {}

  @Override
  public Names names() {
    return NAMES;
  }

  @Override
  public ObjectCodec<NetworkPolicy> codec() {
    return NetworkPolicyCodec.INSTANCE;
  }

  @Override
  public List<String> exactlyCompared() {
    return List.of("spec");
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public NetworkPolicy defaults(NetworkPolicy given) {
    NetworkPolicySpec spec = given.spec();
    List<String> types = new ArrayList<>(spec.policyTypes());
    if (types.isEmpty()) {
      types.add("Ingress");
      if (!spec.egress().isEmpty()) {
        types.add("Egress");
      }
    }
    return given.with(
        draft ->
            draft.spec(
                s ->
                    s.policyTypes(types)
                        .ingress(
                            each(
                                spec.ingress(),
                                rule ->
                                    rule.with(
                                        r ->
                                            r.ports(
                                                each(rule.ports(), NetworkPolicyKind::filled)))))
                        .egress(
                            each(
                                spec.egress(),
                                rule ->
                                    rule.with(
                                        r ->
                                            r.ports(
                                                each(rule.ports(), NetworkPolicyKind::filled)))))));
  }

  private static NetworkPolicyPort filled(NetworkPolicyPort port) {
    return port.protocol() == null ? port.with(draft -> draft.protocol("TCP")) : port;
  }

  @Override
  public void validate(NetworkPolicy object, FieldErrors errors) {
    NetworkPolicyValidation.check(object.spec(), errors);
  }

  @Override
  public List<String> warnings(NetworkPolicy object) {
    List<String> warnings = new ArrayList<>();
    Path path = Path.of("spec");
    for (int i = 0; i < object.spec().ingress().size(); i++) {
      warn(
          object.spec().ingress().get(i).from(),
          path.child("ingress").index(i).child("from"),
          warnings);
    }
    for (int i = 0; i < object.spec().egress().size(); i++) {
      warn(object.spec().egress().get(i).to(), path.child("egress").index(i).child("to"), warnings);
    }
    return warnings;
  }

  private static void warn(List<NetworkPolicyPeer> peers, Path path, List<String> warnings) {
    for (int i = 0; i < peers.size(); i++) {
      IPBlock block = peers.get(i).ipBlock();
      if (block == null) {
        continue;
      }
      Path at = path.index(i).child("ipBlock");
      Addresses.warnOfPrefix(block.cidr(), at.child("cidr"), warnings);
      for (int j = 0; j < block.except().size(); j++) {
        Addresses.warnOfPrefix(block.except().get(j), at.child("except").index(j), warnings);
      }
    }
  }

  @Override
  public List<Column<NetworkPolicy>> columns() {
    return COLUMNS;
  }

  private static final List<Column<NetworkPolicy>> COLUMNS =
      List.of(
          Column.objectName(),
          Column.text(
              "Pod-Selector",
              "Whom it is for.",
              each -> LabelSelectors.text(each.spec().podSelector())),
          Column.age());
}
