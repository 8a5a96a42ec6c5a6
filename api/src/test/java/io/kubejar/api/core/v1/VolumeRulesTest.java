package io.kubejar.api.core.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VolumeRulesTest {
  @Test
  void disksAreNamed() {
    assertThat(errors(v -> v.gcePersistentDisk(d -> d.partition(300))))
        .containsExactly(
            "volumes[0].persistentDisk.pdName: Required value",
            "volumes[0].persistentDisk.partition: Invalid value: 300: must be between 0 and 255,"
                + " inclusive");
    assertThat(errors(v -> v.awsElasticBlockStore(d -> {})))
        .containsExactly("volumes[0].awsElasticBlockStore.volumeID: Required value");
    assertThat(
            errors(
                v ->
                    v.azureDisk(
                        d -> d.diskName("d").diskURI("x").kind("Shared").cachingMode("No"))))
        .containsExactly(
            "volumes[0].azureDisk.cachingMode: Unsupported value: \"No\": supported values:"
                + " \"None\", \"ReadOnly\", \"ReadWrite\"",
            "volumes[0].azureDisk.diskURI: Unsupported value: \"x\": supported values:"
                + " \"https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd\"");
  }

  @Test
  void targetsHaveNamesOfTheirNetworks() {
    assertThat(
            errors(v -> v.iscsi(i -> i.targetPortal("p").iqn("iqn.2016-04.com.example:storage"))))
        .isEmpty();
    assertThat(errors(v -> v.iscsi(i -> i.targetPortal("p").iqn("x").lun(256))))
        .containsExactly(
            "volumes[0].iscsi.iqn: Invalid value: \"x\": must be valid format starting with iqn,"
                + " eui, or naa",
            "volumes[0].iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive");
    assertThat(errors(v -> v.fc(f -> f.targetWWNs("a"))))
        .containsExactly(
            "volumes[0].fc.lun: Required value: lun is required if targetWWNs is specified");
  }

  @Test
  void driversKeepToTheirOptions() {
    assertThat(
            errors(
                v ->
                    v.flexVolume(
                        f -> f.driver("d").options(Map.of("fs.Kubernetes.io/x", "y", "a", "b")))))
        .containsExactly(
            "volumes[0].flexVolume.options[fs.Kubernetes.io/x]: Invalid value:"
                + " \"fs.Kubernetes.io/x\": kubernetes.io and k8s.io namespaces are reserved");
    assertThat(errors(v -> v.csi(c -> c.driver("a_b"))))
        .singleElement()
        .asString()
        .startsWith(
            "volumes[0].csi.driver: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain");
  }

  @Test
  void claimsThatAPodMakesAreForOneVolume() {
    FieldErrors errors = new FieldErrors();
    List<Volume> volumes =
        List.of(
            Volume.builder().name("v").ephemeral(e -> {}).build(),
            Volume.builder().name("w").persistentVolumeClaim(c -> c.claimName("p-v")).build());
    var unused = VolumeValidation.check(volumes, "p", Path.of("volumes"), errors);
    assertThat(errors.toList())
        .extracting(Object::toString)
        .endsWith(
            "volumes[1].persistentVolumeClaim.claimName: Invalid value: \"p-v\": must not reference"
                + " a PVC that gets created for an ephemeral volume");
  }

  private static List<String> errors(Consumer<VolumeBuilder> change) {
    FieldErrors errors = new FieldErrors();
    VolumeBuilder draft = Volume.builder().name("v");
    change.accept(draft);
    Volume volume = draft.build();
    var unused = VolumeValidation.check(List.of(volume), "p", Path.of("volumes"), errors);
    return errors.toList().stream().map(Object::toString).toList();
  }
}
