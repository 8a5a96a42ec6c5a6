package io.kubejar.node.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ImageStoreTest {

  private static final ImageName NAME = ImageName.parse("localhost/test/app:1");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  private ImageStore store(String name) {
    return new ImageStore(directory.resolve(name));
  }

  private static ImageRecipe recipe(String greeting) {
    return ImageRecipe.fromScratch(
        List.of(
            new ImageRecipe.Content(
                "/etc/greeting", greeting.getBytes(UTF_8), 0640, new ImageRecipe.Owner(5, 6)),
            new ImageRecipe.Link("/greeting", "etc/greeting"),
            new ImageRecipe.Directory(
                "/" + "long/".repeat(40) + "end", 0700, ImageRecipe.Owner.ROOT)),
        new ImageConfig(
            List.of("/app"),
            List.of("serve"),
            List.of("A=1", "B=2"),
            "5",
            "/srv",
            List.of("80/tcp")));
  }

  @Test
  void theSameRecipeGivesTheSameDigest() {
    var first = ImageBuilder.build(store("a"), NAME, recipe("hello"));
    var second = ImageBuilder.build(store("b"), NAME, recipe("hello"));
    var third = ImageBuilder.build(store("b"), NAME, recipe("goodbye"));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(third.digest()).isNotEqualTo(first.digest());
    assertThat(store("b").list()).containsExactly(third);
    assertThat(store("b").prune()).isEqualTo(3);
    assertThat(store("b").find(NAME)).contains(third);
  }

  @Test
  void aLayerHoldsFilesWithTheirModesAndOwners() throws Exception {
    ImageStore store = store("a");
    var image = ImageBuilder.build(store, NAME, recipe("hello"));
    Map<String, Object> layer =
        OciJson.map(OciJson.list(store.manifest(image).get("layers")).getFirst());
    Path file = store.blob(OciJson.string(layer.get("digest"))).orElseThrow();
    try (var in = Files.newInputStream(file)) {
      var tar = new TarReader(in);
      assertThat(tar.next().orElseThrow().name()).isEqualTo("etc/");
      TarEntry greeting = tar.next().orElseThrow();
      assertThat(greeting)
          .isEqualTo(new TarEntry("etc/greeting", TarEntry.Kind.FILE, 0640, 5, 6, 5, ""));
      assertThat(tar.content().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
      TarEntry link = tar.next().orElseThrow();
      assertThat(link.kind()).isEqualTo(TarEntry.Kind.SYMBOLIC_LINK);
      assertThat(link.target()).isEqualTo("etc/greeting");
      TarEntry last = link;
      for (var next = tar.next(); next.isPresent(); next = tar.next()) {
        last = next.get();
      }
      assertThat(last.name()).isEqualTo("long/".repeat(40) + "end/");
      assertThat(last.mode()).isEqualTo(0700);
    }
  }

  @Test
  void anImageOnTopOfAnotherInheritsFromIt() {
    ImageStore store = store("a");
    ImageBuilder.build(store, NAME, recipe("hello"));
    var config = new ImageConfig(List.of("/other"), List.of(), List.of("B=3"), "", "", List.of());
    var item = new ImageRecipe.Content("/new", new byte[] {1}, 0644, ImageRecipe.Owner.ROOT);
    var derived =
        ImageBuilder.build(
            store, ImageName.parse("derived"), new ImageRecipe(NAME, List.of(item), config));

    Map<String, Object> manifest = store.manifest(derived);
    assertThat(OciJson.list(manifest.get("layers"))).hasSize(2);
    var read =
        ImageConfig.read(
            OciJson.object(
                store.read(OciJson.string(OciJson.map(manifest.get("config")).get("digest")))));
    assertThat(read)
        .isEqualTo(
            new ImageConfig(
                List.of("/other"),
                List.of(),
                List.of("A=1", "B=3"),
                "5",
                "/srv",
                List.of("80/tcp")));
    assertThatThrownBy(
            () ->
                ImageBuilder.build(
                    store,
                    ImageName.parse("x"),
                    new ImageRecipe(ImageName.parse("absent"), List.of(), ImageConfig.EMPTY)))
        .isInstanceOf(ImageException.class)
        .hasMessage("there is no image docker.io/library/absent:latest");
  }

  @Test
  @Timeout(20)
  void thePauseProgramEndsWhenAskedTo() throws Exception {
    Path program = directory.resolve("pause");
    Files.write(program, PauseBinary.of(Architecture.current()));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Process process = new ProcessBuilder(program.toString()).start();
    // It is ready when it sleeps with SIGCHLD (bit 16) ignored: it sleeps only to wait for signals.
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    while (!Files.readString(status)
        .matches("(?s).*State:\\tS.*SigIgn:\\t.{11}[13579bdf].{4}\n.*")) {
      Thread.sleep(1);
    }
    process.destroy();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theEndpointServesImagesToThoseWhoKnowTheSecret() throws Exception {
    ImageStore store = store("a");
    var image = ImageBuilder.build(store, NAME, recipe("hello"));
    try (var endpoint = ImageEndpoint.start(store);
        var client = HttpClient.newHttpClient()) {
      String manifests = endpoint.url() + "/test/app/manifests/";
      HttpResponse<String> byTag = get(client, manifests + "1?ns=localhost");
      assertThat(byTag.statusCode()).isEqualTo(200);
      assertThat(byTag.headers().firstValue("Docker-Content-Digest")).contains(image.digest());
      assertThat(byTag.headers().firstValue("Content-Type")).contains(ImageStore.MANIFEST_TYPE);
      assertThat(get(client, manifests + image.digest()).body()).isEqualTo(byTag.body());
      String layer =
          OciJson.string(
              OciJson.map(OciJson.list(store.manifest(image).get("layers")).getFirst())
                  .get("digest"));
      assertThat(get(client, endpoint.url() + "/test/app/blobs/" + layer).statusCode())
          .isEqualTo(200);

      assertThat(get(client, manifests + "1?ns=docker.io").statusCode()).isEqualTo(404);
      assertThat(get(client, manifests + "2?ns=localhost").statusCode()).isEqualTo(404);
      assertThat(get(client, endpoint.url() + "/x/blobs/../../index.json").statusCode())
          .isEqualTo(404);
      URI root = URI.create(endpoint.url()).resolve("/v2/");
      assertThat(get(client, root.toString()).statusCode()).isEqualTo(404);
      var put =
          HttpRequest.newBuilder(URI.create(manifests + "1"))
              .PUT(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      assertThat(client.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
