package io.kubejar.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ImageNameTest {

  @Test
  void completesNamesAsUsersWriteThem() {
    String digest = "sha256:" + "ab".repeat(32);
    Map<String, String> names =
        Map.of(
            "busybox",
            "docker.io/library/busybox:latest",
            "busybox:1.36",
            "docker.io/library/busybox:1.36",
            "team/app",
            "docker.io/team/app:latest",
            "localhost/kubejar/pause:1",
            "localhost/kubejar/pause:1",
            "localhost:5000/app",
            "localhost:5000/app:latest",
            "registry.k8s.io/pause:3.10",
            "registry.k8s.io/pause:3.10",
            "index.docker.io/library/busybox",
            "docker.io/library/busybox:latest",
            "quay.io/a/b/c@" + digest,
            "quay.io/a/b/c@" + digest,
            "app:v1@" + digest,
            "docker.io/library/app:v1@" + digest);
    names.forEach((text, full) -> assertThat(ImageName.parse(text)).hasToString(full));
  }

  @Test
  void refusesWhatIsNoName() {
    for (String text :
        new String[] {"", "Upper", "a//b", "a:", "../../etc", "a@sha256:12", "a b", "-a", "a:ü"}) {
      assertThatThrownBy(() -> ImageName.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not the name of an image");
    }
  }
}
