package io.kubejar.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.api.BuiltInKinds;
import io.kubejar.api.OptionalKinds;
import io.kubejar.api.kind.Kind;
import io.kubejar.server.discovery.Groups.Version;
import io.kubejar.wire.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscoveryTest {
  private final Groups groups = Groups.of(BuiltInKinds.ALL);

  @Test
  void groupsComeInTheOrderOfTheirPriority() {
    assertThat(groups.groups()).first().extracting(Groups.Group::name).isEqualTo("");
    assertThat(groups.groups().get(2).name()).isEqualTo("apps");
    assertThat(
            groups.groups().stream()
                .filter(group -> group.name().equals("autoscaling"))
                .flatMap(group -> group.versions().stream())
                .map(Version::version))
        .containsExactly("v2", "v1");
  }

  @Test
  void documentsAreThoseOfTheReference() throws IOException {
    Path recorded = Path.of("../../shared/kubernetes-1.36/discovery");
    if (!Files.isDirectory(recorded)) {
      assertThat(groups.versions()).isNotEmpty();
      return;
    }
    assertSame(recorded, "apis.json", Documents.groupList(groups));
    assertSame(recorded, "api.aggregated-v2.json", Documents.aggregated(groups, true));
    assertSame(recorded, "apis.aggregated-v2.json", Documents.aggregated(groups, false));
    for (Version version : groups.versions()) {
      String file = version.path().substring(1).replace("/", "__") + ".json";
      assertSame(recorded, file, Documents.resourceList(version));
    }
  }

  @Test
  void optionalVersionsAreThoseOfTheReference() throws IOException {
    Path recorded = Path.of("../../shared/kubernetes-1.36/discovery/all-enabled");
    List<Kind<?>> kinds = new ArrayList<>(BuiltInKinds.ALL);
    kinds.addAll(OptionalKinds.ALL);
    Groups all = Groups.of(kinds);
    assertThat(all.groups())
        .extracting(Groups.Group::name)
        .endsWith("internal.apiserver.k8s.io", "storagemigration.k8s.io");
    if (!Files.isDirectory(recorded)) {
      return;
    }
    assertSame(recorded, "apis.json", Documents.groupList(all));
    assertSame(recorded, "apis.aggregated-v2.json", Documents.aggregated(all, false));
    for (Version version : all.versions()) {
      String file = version.path().substring(1).replace("/", "__") + ".json";
      boolean changed = Files.exists(recorded.resolve(file));
      assertSame(changed ? recorded : recorded.getParent(), file, Documents.resourceList(version));
    }
  }

  private static void assertSame(Path directory, String file, JsonValue document)
      throws IOException {
    assertThat(document.toJsonText())
        .as(file)
        .isEqualTo(JsonValue.parse(Files.readAllBytes(directory.resolve(file))).toJsonText());
  }
}
