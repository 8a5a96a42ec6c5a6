package io.kubejar.policy;

import io.kubejar.client.http.Kubeconfig;
import io.kubejar.client.http.ReviewWebhook;
import io.kubejar.policy.adminaccess.DeviceAdminAccess;
import io.kubejar.policy.always.AlwaysAdmit;
import io.kubejar.policy.always.AlwaysDeny;
import io.kubejar.policy.alwayspullimages.AlwaysPullImages;
import io.kubejar.policy.antiaffinity.LimitPodHardAntiAffinityTopology;
import io.kubejar.policy.certificates.CertificateApproval;
import io.kubejar.policy.certificates.CertificateRequester;
import io.kubejar.policy.certificates.CertificateSigning;
import io.kubejar.policy.certificates.CertificateSubjectRestriction;
import io.kubejar.policy.defaultingressclass.DefaultIngressClass;
import io.kubejar.policy.defaulttolerationseconds.DefaultTolerationSeconds;
import io.kubejar.policy.eventratelimit.EventRateLimit;
import io.kubejar.policy.expression.ExpressionValidation;
import io.kubejar.policy.extendedresource.ExtendedResourceToleration;
import io.kubejar.policy.externalips.DenyServiceExternalIPs;
import io.kubejar.policy.imagepolicy.ImagePolicyConfig;
import io.kubejar.policy.imagepolicy.ImagePolicyWebhook;
import io.kubejar.policy.limitranger.LimitRanger;
import io.kubejar.policy.mutatingadmissionpolicy.MutatingPolicies;
import io.kubejar.policy.mutation.MutatingSteps;
import io.kubejar.policy.mutation.Steps;
import io.kubejar.policy.namespacelifecycle.NamespaceLifecycle;
import io.kubejar.policy.namespacepresence.NamespaceAutoProvision;
import io.kubejar.policy.namespacepresence.NamespaceExists;
import io.kubejar.policy.node.NodeRestriction;
import io.kubejar.policy.ownerreferences.OwnerReferencesPermissionEnforcement;
import io.kubejar.policy.podnodeselector.PodNodeSelector;
import io.kubejar.policy.podsecurity.PodSecurity;
import io.kubejar.policy.podsecurity.PodSecurityConfig;
import io.kubejar.policy.podtoleration.PodTolerationRestriction;
import io.kubejar.policy.podtopologylabels.PodTopologyLabels;
import io.kubejar.policy.priority.PriorityAdmission;
import io.kubejar.policy.rbac.EscalationCheck;
import io.kubejar.policy.rbac.RbacAuthorizer;
import io.kubejar.policy.resourcequota.LimitedResource;
import io.kubejar.policy.resourcequota.ResourceQuotaAdmission;
import io.kubejar.policy.runtimeclass.RuntimeClassAdmission;
import io.kubejar.policy.serviceaccount.ServiceAccountAdmission;
import io.kubejar.policy.storage.DefaultStorageClass;
import io.kubejar.policy.storage.PersistentVolumeClaimResize;
import io.kubejar.policy.storage.StorageObjectInUseProtection;
import io.kubejar.policy.taintnodesbycondition.TaintNodesByCondition;
import io.kubejar.policy.validatingadmissionpolicy.ValidatingPolicies;
import io.kubejar.policy.webhook.KubeconfigLogins;
import io.kubejar.policy.webhook.MutatingWebhooks;
import io.kubejar.policy.webhook.ValidatingWebhooks;
import io.kubejar.server.spi.AdmissionObserver;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.ClusterWriter;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.server.spi.webhook.WebhookLogins;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// All admission plugins there are, in the order in which they run, which is upstream's.
final class PluginCatalog {
  /// What plugins are made from.
  ///
  /// @param authorizer the whole chain
  /// @param rbac its part that knows roles
  /// @param observer hears of webhooks and policies
  /// @param held gets what has to be closed with the plugins
  record Parts(
      ClusterView view,
      ClusterWriter writer,
      Authorizer authorizer,
      RbacAuthorizer rbac,
      AdmissionSettings settings,
      Clock clock,
      AdmissionObserver observer,
      List<Runnable> held) {
    /// @param plugin whose configuration says how webhooks are shown who asks
    WebhookCaller webhooks(String plugin) {
      var caller = new WebhookCaller(view, logins(settings.configuration(plugin)));
      held.add(caller::close);
      return caller;
    }

    private static WebhookLogins logins(Obj configuration) {
      String file = configuration.text("kubeConfigFile");
      if (file.isEmpty()) {
        return WebhookLogins.NONE;
      }
      try {
        if (!Files.exists(Path.of(file))) {
          throw new IOException("stat %s: no such file or directory".formatted(file));
        }
        return new KubeconfigLogins(Kubeconfig.read(Path.of(file)));
      } catch (IOException e) {
        throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
      }
    }
  }

  /// When a plugin runs.
  private enum Use {
    /// Whatever the settings say: upstream has it elsewhere than in a plugin.
    ALWAYS,
    /// Unless it is disabled.
    DEFAULT,
    /// When it is enabled.
    OPTIONAL
  }

  private record Entry(String name, Use use, Function<Parts, AdmissionPlugin> maker) {}

  private record StepsEntry(String name, Function<Parts, Steps> maker) {}

  private static final List<Entry> FIRST =
      List.of(
          optional("AlwaysAdmit", _ -> new AlwaysAdmit()),
          optional(
              "NamespaceAutoProvision",
              parts -> new NamespaceAutoProvision(parts.view(), parts.writer())),
          standard("NamespaceLifecycle", parts -> new NamespaceLifecycle(parts.view())),
          optional("NamespaceExists", parts -> new NamespaceExists(parts.view())),
          optional("LimitPodHardAntiAffinityTopology", _ -> new LimitPodHardAntiAffinityTopology()),
          standard("LimitRanger", parts -> new LimitRanger(parts.view())),
          standard(
              "ServiceAccount",
              parts ->
                  new ServiceAccountAdmission(parts.view(), new SecureRandom(), Thread::sleep)),
          standard(
              "NodeRestriction", parts -> new NodeRestriction(parts.view(), parts.authorizer())),
          standard("TaintNodesByCondition", _ -> new TaintNodesByCondition()),
          optional("AlwaysPullImages", _ -> new AlwaysPullImages()),
          optional("ImagePolicyWebhook", PluginCatalog::imagePolicy),
          standard(
              "PodSecurity",
              parts ->
                  new PodSecurity(parts.view(), podSecurity(configuration(parts, "PodSecurity")))),
          optional(
              "PodNodeSelector",
              parts -> PodNodeSelector.of(parts.view(), configuration(parts, "PodNodeSelector"))),
          standard("Priority", parts -> new PriorityAdmission(parts.view())),
          standard("DefaultTolerationSeconds", _ -> new DefaultTolerationSeconds()),
          optional(
              "PodTolerationRestriction",
              parts ->
                  PodTolerationRestriction.of(
                      parts.view(), configuration(parts, "PodTolerationRestriction"))),
          optional(
              "EventRateLimit",
              parts -> EventRateLimit.of(configuration(parts, "EventRateLimit"), parts.clock())),
          optional("ExtendedResourceToleration", _ -> new ExtendedResourceToleration()),
          standard("DefaultStorageClass", parts -> new DefaultStorageClass(parts.view())),
          standard("StorageObjectInUseProtection", _ -> new StorageObjectInUseProtection()),
          optional(
              "OwnerReferencesPermissionEnforcement",
              parts -> new OwnerReferencesPermissionEnforcement(parts.authorizer())),
          standard(
              "PersistentVolumeClaimResize",
              parts -> new PersistentVolumeClaimResize(parts.view())),
          standard("RuntimeClass", parts -> new RuntimeClassAdmission(parts.view())),
          always(_ -> new CertificateRequester()),
          standard("CertificateApproval", parts -> new CertificateApproval(parts.authorizer())),
          standard("CertificateSigning", parts -> new CertificateSigning(parts.authorizer())),
          standard("CertificateSubjectRestriction", _ -> new CertificateSubjectRestriction()),
          standard("DefaultIngressClass", parts -> new DefaultIngressClass(parts.view())),
          optional("DenyServiceExternalIPs", _ -> new DenyServiceExternalIPs()),
          standard("PodTopologyLabels", parts -> new PodTopologyLabels(parts.view())),
          always(parts -> new EscalationCheck(parts.rbac(), parts.authorizer())));

  /// What changes objects in steps, after all those and before the last.
  private static final List<StepsEntry> STEPS =
      List.of(
          new StepsEntry(
              "MutatingAdmissionPolicy",
              parts -> new MutatingPolicies(parts.view(), parts.authorizer(), parts.observer())),
          new StepsEntry(
              "MutatingAdmissionWebhook",
              parts ->
                  new MutatingWebhooks(
                      parts.view(),
                      parts.authorizer(),
                      parts.webhooks("MutatingAdmissionWebhook"),
                      parts.observer())));

  private static final List<Entry> LAST =
      List.of(
          always(_ -> new ExpressionValidation()),
          always(it -> new DeviceAdminAccess(it.view())),
          standard(
              "ValidatingAdmissionPolicy",
              parts -> new ValidatingPolicies(parts.view(), parts.authorizer(), parts.observer())),
          standard(
              "ValidatingAdmissionWebhook",
              parts ->
                  new ValidatingWebhooks(
                      parts.view(),
                      parts.authorizer(),
                      parts.webhooks("ValidatingAdmissionWebhook"),
                      parts.observer())),
          standard(
              "ResourceQuota",
              parts ->
                  new ResourceQuotaAdmission(
                      parts.view(),
                      parts.writer(),
                      limitedResources(configuration(parts, "ResourceQuota")),
                      parts.clock())),
          optional("AlwaysDeny", _ -> new AlwaysDeny()));

  /// The names that options may use.
  static final SortedSet<String> NAMES = names();

  private PluginCatalog() {}

  /// The plugins that run under the settings.
  static List<AdmissionPlugin> plugins(Parts parts) {
    var plugins = new ArrayList<AdmissionPlugin>();
    add(plugins, FIRST, parts);
    var steps = new ArrayList<Steps>();
    for (StepsEntry entry : STEPS) {
      if (parts.settings().runs(entry.name(), true)) {
        steps.add(entry.maker().apply(parts));
      }
    }
    plugins.add(new MutatingSteps(plugins, steps));
    add(plugins, LAST, parts);
    return plugins;
  }

  private static void add(List<AdmissionPlugin> plugins, List<Entry> entries, Parts parts) {
    for (Entry entry : entries) {
      boolean runs =
          entry.use() == Use.ALWAYS
              || parts.settings().runs(entry.name(), entry.use() == Use.DEFAULT);
      if (runs) {
        plugins.add(made(entry, parts));
      }
    }
  }

  private static AdmissionPlugin made(Entry entry, Parts parts) {
    try {
      return entry.maker().apply(parts);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "admission plugin %s: %s".formatted(entry.name(), e.getMessage()), e);
    }
  }

  private static Entry always(Function<Parts, AdmissionPlugin> maker) {
    return new Entry("", Use.ALWAYS, maker);
  }

  private static Entry standard(String name, Function<Parts, AdmissionPlugin> maker) {
    return new Entry(name, Use.DEFAULT, maker);
  }

  private static Entry optional(String name, Function<Parts, AdmissionPlugin> maker) {
    return new Entry(name, Use.OPTIONAL, maker);
  }

  private static SortedSet<String> names() {
    var names = new TreeSet<String>();
    for (List<Entry> entries : List.of(FIRST, LAST)) {
      for (Entry entry : entries) {
        if (entry.use() != Use.ALWAYS) {
          names.add(entry.name());
        }
      }
    }
    STEPS.forEach(entry -> names.add(entry.name()));
    return Collections.unmodifiableSortedSet(names);
  }

  private static AdmissionPlugin imagePolicy(Parts parts) {
    ImagePolicyConfig config = ImagePolicyConfig.of(configuration(parts, "ImagePolicyWebhook"));
    try {
      ReviewWebhook service =
          ReviewWebhook.open(config.kubeconfig(), Duration.ofSeconds(30), config.pause(), 5);
      parts.held().add(service::close);
      return new ImagePolicyWebhook(config, service::ask, parts.clock());
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Obj configuration(Parts parts, String plugin) {
    return parts.settings().configuration(plugin);
  }

  private static PodSecurityConfig podSecurity(Obj document) {
    return document.members().isEmpty() ? PodSecurityConfig.NONE : PodSecurityConfig.of(document);
  }

  private static List<LimitedResource> limitedResources(Obj document) {
    return document.members().isEmpty() ? List.of() : LimitedResource.of(document);
  }
}
