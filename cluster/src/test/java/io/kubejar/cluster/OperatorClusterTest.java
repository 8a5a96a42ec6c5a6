package io.kubejar.cluster;

import static io.kubejar.cluster.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.kubejar.cluster.testing.Kubectl;
import io.kubejar.cluster.testing.Namespace;
import io.kubejar.cluster.testing.Reach;
import io.kubejar.cluster.testing.WithCluster;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// An operator as people write them in Java: a definition with a status, a reconciler that applies
/// what belongs to each object, and a finalizer.
@WithCluster({"--simulated", "--nodes", "1", "--port", "0", "--no-merge"})
class OperatorClusterTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: sites.operator.example.com}
      spec:
        group: operator.example.com
        scope: Namespaced
        names: {plural: sites, singular: site, kind: Site, shortNames: [st]}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          additionalPrinterColumns:
          - {name: Pages, type: integer, jsonPath: .spec.pages}
          - {name: Ready, type: integer, jsonPath: .status.ready}
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  required: [text]
                  properties:
                    text: {type: string}
                    pages: {type: integer, minimum: 1, default: 2}
                status:
                  type: object
                  properties:
                    ready: {type: integer}
      """;

  /// What a site shall be.
  public static final class SiteSpec {
    public String text = "";
    public int pages;
  }

  /// What it is.
  public static final class SiteStatus {
    public Integer ready = 0;
  }

  /// Pages on the web.
  @Group("operator.example.com")
  @Version("v1")
  public static final class Site extends CustomResource<SiteSpec, SiteStatus>
      implements Namespaced {}

  /// Makes a configuration map and a deployment for each site.
  @ControllerConfiguration
  static final class SiteReconciler implements Reconciler<Site>, Cleaner<Site> {
    private final Queue<String> cleaned = new ConcurrentLinkedQueue<>();

    @Override
    public List<EventSource<?, Site>> prepareEventSources(EventSourceContext<Site> context) {
      return List.of(
          new InformerEventSource<>(
              InformerEventSourceConfiguration.from(Deployment.class, Site.class).build(),
              context));
    }

    @Override
    public UpdateControl<Site> reconcile(Site site, Context<Site> context) {
      apply(context, page(site));
      apply(context, servers(site));
      Integer ready =
          context
              .getSecondaryResource(Deployment.class)
              .map(deployment -> deployment.getStatus())
              .map(status -> status.getReadyReplicas())
              .orElse(0);
      if (site.getStatus() != null && site.getStatus().ready.equals(ready)) {
        return UpdateControl.noUpdate();
      }
      site.setStatus(new SiteStatus());
      site.getStatus().ready = ready;
      return UpdateControl.patchStatus(site);
    }

    @Override
    public DeleteControl cleanup(Site site, Context<Site> context) {
      cleaned.add(site.getMetadata().getName());
      return DeleteControl.defaultDelete();
    }

    private static void apply(
        Context<Site> context, io.fabric8.kubernetes.api.model.HasMetadata object) {
      context.getClient().resource(object).fieldManager("sites").forceConflicts().serverSideApply();
    }

    private static OwnerReference owner(Site site) {
      return new OwnerReferenceBuilder()
          .withApiVersion(site.getApiVersion())
          .withKind(site.getKind())
          .withName(site.getMetadata().getName())
          .withUid(site.getMetadata().getUid())
          .withController(true)
          .build();
    }

    private static ConfigMap page(Site site) {
      return new ConfigMapBuilder()
          .withNewMetadata()
          .withName(site.getMetadata().getName())
          .withNamespace(site.getMetadata().getNamespace())
          .withOwnerReferences(owner(site))
          .endMetadata()
          .withData(Map.of("index.html", site.getSpec().text))
          .build();
    }

    private static Deployment servers(Site site) {
      Map<String, String> labels = Map.of("site", site.getMetadata().getName());
      return new DeploymentBuilder()
          .withNewMetadata()
          .withName(site.getMetadata().getName())
          .withNamespace(site.getMetadata().getNamespace())
          .withOwnerReferences(owner(site))
          .endMetadata()
          .withNewSpec()
          .withReplicas(site.getSpec().pages)
          .withNewSelector()
          .withMatchLabels(labels)
          .endSelector()
          .withNewTemplate()
          .withNewMetadata()
          .withLabels(labels)
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("web")
          .withImage("web:1")
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();
    }
  }

  @Test
  void reconcilesAndCleansUp(Namespace namespace) {
    Kubectl kubectl = namespace.kubectl();
    kubectl.apply(DEFINITION);
    kubectl.ok("wait", "--for=condition=Established", "crd/sites.operator.example.com");
    try (Reach reach = namespace.cluster().reach();
        KubernetesClient client =
            new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(reach.kubeconfig()))
                .build()) {
      var reconciler = new SiteReconciler();
      var operator = new Operator(overrider -> overrider.withKubernetesClient(client));
      operator.register(reconciler, overrider -> overrider.settingNamespaces(namespace.name()));
      operator.start();
      try {
        use(kubectl);
        eventually(() -> assertThat(reconciler.cleaned).containsExactly("news"));
      } finally {
        operator.stop();
      }
    }
  }

  private static void use(Kubectl kubectl) {
    kubectl.apply(
        """
        apiVersion: operator.example.com/v1
        kind: Site
        metadata: {name: news}
        spec: {text: hello}
        """);
    kubectl.ok("wait", "--for=jsonpath={.status.ready}=2", "site/news", "--timeout=60s");
    assertThat(kubectl.value("configmap/news", "{.data.index\\.html}")).isEqualTo("hello");
    assertThat(kubectl.value("site/news", "{.metadata.finalizers}")).contains("sites.operator");
    assertThat(kubectl.ok("get", "st").lines().toList())
        .satisfiesExactly(
            head -> assertThat(head.split(" +")).containsExactly("NAME", "PAGES", "READY"),
            line -> assertThat(line.split(" +")).containsExactly("news", "2", "2"));

    kubectl.ok("patch", "site/news", "--type=merge", "-p", "{\"spec\":{\"pages\":3}}");
    kubectl.ok("wait", "--for=jsonpath={.status.ready}=3", "st/news", "--timeout=60s");
    kubectl.ok("scale", "deployment/news", "--replicas=1");
    eventually(
        () -> assertThat(kubectl.value("deployment/news", "{.spec.replicas}")).isEqualTo("3"));

    kubectl.ok("delete", "site/news", "--timeout=60s");
    assertThat(kubectl.run("get", "site/news").err())
        .isEqualTo("Error from server (NotFound): sites.operator.example.com \"news\" not found\n");
  }
}
