package io.kubejar.controllers.resourceclaim;

import static io.kubejar.api.core.v1.PodKind.POD;
import static io.kubejar.api.resource.v1.ResourceClaimKind.RESOURCE_CLAIM;
import static io.kubejar.api.resource.v1.ResourceClaimTemplateKind.RESOURCE_CLAIM_TEMPLATE;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodResourceClaim;
import io.kubejar.api.core.v1.PodResourceClaimStatus;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.OwnerReference;
import io.kubejar.api.resource.v1.AllocationResult;
import io.kubejar.api.resource.v1.ResourceClaim;
import io.kubejar.api.resource.v1.ResourceClaimConsumerReference;
import io.kubejar.api.resource.v1.ResourceClaimTemplate;
import io.kubejar.client.Client;
import io.kubejar.client.EventRecorder;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.Owners;
import io.kubejar.controllers.runtime.PodControl;
import io.kubejar.controllers.runtime.Pods;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the claims that pods want from templates, reserves allocated claims for pods that already
/// have a node, and takes back what finished pods had.
public final class ResourceClaimController implements Controller {
  private static final String ENTRY = "resource.kubernetes.io/pod-claim-name";
  private static final String ALLOCATED = "resource.kubernetes.io/delete-protection";
  private static final String CLAIMS = "resource-claims";
  private static final String TEMPLATES = "resource-claim-templates";

  private final Client client;
  private final EventRecorder events;
  private final Lister<Pod> pods;
  private final Lister<ResourceClaim> claims;
  private final Lister<ResourceClaimTemplate> templates;
  private final ReconcileLoop<Item> loop;

  /// A pod or a claim.
  public sealed interface Item {
    record OfPod(Key key) implements Item {}

    record OfClaim(Key key) implements Item {}
  }

  public ResourceClaimController(ControllerContext context) {
    Informer<Pod> podInformer =
        context
            .informers()
            .of(POD)
            .index(CLAIMS, pod -> PodClaims.of(pod).stream().map(Key::toString).toList())
            .index(TEMPLATES, ResourceClaimController::templates);
    Informer<ResourceClaim> claimInformer = Owners.index(context.informers().of(RESOURCE_CLAIM));
    Informer<ResourceClaimTemplate> templateInformer =
        context.informers().of(RESOURCE_CLAIM_TEMPLATE);
    this.client = context.client();
    this.events = context.events("resource_claim");
    this.pods = podInformer.lister();
    this.claims = claimInformer.lister();
    this.templates = templateInformer.lister();
    this.loop =
        new ReconcileLoop<>(
            name(),
            1,
            context,
            List.of(podInformer, claimInformer, templateInformer),
            this::reconcile);
    podInformer.addHandler(Changes.of(this::changed));
    claimInformer.addHandler(
        Changes.of(
            claim -> {
              loop.queue().add(new Item.OfClaim(Key.of(claim)));
              pods.byIndex(CLAIMS, Key.of(claim).toString()).forEach(this::changed);
            }));
    templateInformer.addHandler(
        Changes.of(
            template ->
                pods.byIndex(TEMPLATES, Key.of(template).toString()).forEach(this::changed)));
  }

  private static List<String> templates(Pod pod) {
    List<String> names = new ArrayList<>();
    for (PodResourceClaim entry : pod.spec().resourceClaims()) {
      if (entry.resourceClaimTemplateName() != null) {
        names.add(
            new Key(pod.metadata().namespace(), entry.resourceClaimTemplateName()).toString());
      }
    }
    return names;
  }

  private void changed(Pod pod) {
    if (pod.spec().resourceClaims().isEmpty()) {
      return;
    }
    loop.queue().add(new Item.OfPod(Key.of(pod)));
    PodClaims.of(pod).forEach(key -> loop.queue().add(new Item.OfClaim(key)));
  }

  @Override
  public String name() {
    return "resourceclaim-controller";
  }

  /// The queue of pods and claims and its worker.
  public ReconcileLoop<Item> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Reconciled reconcile(Item item) {
    switch (item) {
      case Item.OfPod(Key key) -> {
        Pod pod = pods.get(key);
        if (pod != null && Pods.isActive(pod)) {
          provide(pod);
        }
      }
      case Item.OfClaim(Key key) -> {
        ResourceClaim claim = claims.get(key);
        if (claim != null) {
          release(claim);
        }
      }
    }
    return Reconciled.done();
  }

  private void provide(Pod pod) {
    Map<String, String> made = new HashMap<>();
    for (PodResourceClaim entry : pod.spec().resourceClaims()) {
      String known = PodClaims.name(pod, entry);
      if (known == null && entry.resourceClaimTemplateName() != null) {
        made.put(entry.name(), claimOf(pod, entry, entry.resourceClaimTemplateName()));
      } else if (known != null && !known.isEmpty() && !pod.spec().nodeName().isEmpty()) {
        reserve(pod, claims.get(pod.metadata().namespace(), known));
      }
    }
    if (made.isEmpty()) {
      return;
    }
    List<PodResourceClaimStatus> statuses = new ArrayList<>(pod.status().resourceClaimStatuses());
    made.forEach(
        (entry, claim) ->
            statuses.add(
                PodResourceClaimStatus.builder().name(entry).resourceClaimName(claim).build()));
    statuses.sort(Comparator.comparing(PodResourceClaimStatus::name));
    client
        .resources(POD, pod.metadata().namespace())
        .updateStatus(pod.with(b -> b.status(s -> s.resourceClaimStatuses(statuses))));
  }

  /// The claim that was made for a pod's entry before, or a new one.
  private String claimOf(Pod pod, PodResourceClaim entry, String templateName) {
    for (ResourceClaim claim : Owners.controlledBy(claims, pod)) {
      if (entry.name().equals(claim.metadata().annotations().get(ENTRY))
          && claim.metadata().deletionTimestamp() == null) {
        return claim.metadata().name();
      }
    }
    String namespace = pod.metadata().namespace();
    ResourceClaimTemplate template = templates.get(namespace, templateName);
    try {
      if (template == null) {
        template = client.resources(RESOURCE_CLAIM_TEMPLATE, namespace).get(templateName);
      }
      return client
          .resources(RESOURCE_CLAIM, namespace)
          .create(claim(pod, entry, template))
          .metadata()
          .name();
    } catch (ApiException e) {
      if (!PodControl.isNamespaceTerminating(e)) {
        events.warning(
            POD,
            pod,
            "FailedResourceClaimCreation",
            "PodResourceClaim %s: %s".formatted(entry.name(), why(e, templateName)));
      }
      throw e;
    }
  }

  private static String why(ApiException e, String template) {
    return e.isNotFound()
        ? "resource claim template \"%s\": %s".formatted(template, e.getMessage())
        : String.valueOf(e.getMessage());
  }

  private static ResourceClaim claim(
      Pod pod, PodResourceClaim entry, ResourceClaimTemplate template) {
    Map<String, String> annotations = new HashMap<>(template.spec().metadata().annotations());
    annotations.put(ENTRY, entry.name());
    OwnerReference owner =
        Owners.reference(POD, pod).with(reference -> reference.blockOwnerDeletion(null));
    return ResourceClaim.builder()
        .metadata(
            m ->
                m.generateName(pod.metadata().name() + "-" + entry.name() + "-")
                    .namespace(pod.metadata().namespace())
                    .labels(template.spec().metadata().labels())
                    .annotations(annotations)
                    .ownerReferences(owner))
        .spec(template.spec().spec())
        .build();
  }

  /// Reserves a claim for a pod that got its node without the scheduler.
  private void reserve(Pod pod, @Nullable ResourceClaim claim) {
    if (claim == null
        || claim.status().allocation() == null
        || claim.metadata().deletionTimestamp() != null
        || claim.status().reservedFor().stream()
            .anyMatch(user -> user.uid().equals(pod.metadata().uid()))) {
      return;
    }
    List<ResourceClaimConsumerReference> users = new ArrayList<>(claim.status().reservedFor());
    users.add(
        ResourceClaimConsumerReference.builder()
            .resource("pods")
            .name(pod.metadata().name())
            .uid(pod.metadata().uid())
            .build());
    client
        .resources(RESOURCE_CLAIM, claim.metadata().namespace())
        .updateStatus(claim.with(b -> b.status(s -> s.reservedFor(users))));
  }

  /// Takes a claim from pods that are over, and its devices back when nobody is left.
  private void release(ResourceClaim claim) {
    List<ResourceClaimConsumerReference> users =
        claim.status().reservedFor().stream()
            .filter(user -> !isOver(claim.metadata().namespace(), user))
            .toList();
    boolean unused = users.isEmpty();
    boolean deleted = claim.metadata().deletionTimestamp() != null;
    OwnerReference owner = Owners.controllerOf(claim);
    boolean ofPod = owner != null && owner.kind().equals("Pod");
    ResourceClaim now = claim;
    if (users.size() < claim.status().reservedFor().size()) {
      boolean deallocate = unused && (ofPod || deleted);
      now =
          client
              .resources(RESOURCE_CLAIM, claim.metadata().namespace())
              .updateStatus(
                  claim.with(
                      b ->
                          b.status(
                              s -> {
                                s.reservedFor(users);
                                if (deallocate) {
                                  s.allocation((AllocationResult) null);
                                }
                              })));
    } else if (unused && deleted && claim.status().allocation() != null) {
      now =
          client
              .resources(RESOURCE_CLAIM, claim.metadata().namespace())
              .updateStatus(claim.with(b -> b.status(s -> s.allocation((AllocationResult) null))));
    }
    unprotect(now);
    if (unused
        && owner != null
        && ofPod
        && !deleted
        && isOver(claim.metadata().namespace(), owner)) {
      delete(now);
    }
  }

  private void unprotect(ResourceClaim claim) {
    if (claim.status().allocation() == null
        && claim.status().reservedFor().isEmpty()
        && claim.metadata().finalizers().contains(ALLOCATED)) {
      List<String> left = new ArrayList<>(claim.metadata().finalizers());
      left.remove(ALLOCATED);
      client
          .resources(RESOURCE_CLAIM, claim.metadata().namespace())
          .update(claim.with(b -> b.metadata(m -> m.finalizers(left))));
    }
  }

  private boolean isOver(String namespace, ResourceClaimConsumerReference user) {
    return user.apiGroup().isEmpty()
        && user.resource().equals("pods")
        && isOver(namespace, user.name(), user.uid());
  }

  private boolean isOver(String namespace, OwnerReference owner) {
    return isOver(namespace, owner.name(), owner.uid());
  }

  /// Whether a pod is gone, which the API has to confirm, or will never run again.
  private boolean isOver(String namespace, String name, String uid) {
    Pod pod = pods.get(namespace, name);
    if (pod == null || !pod.metadata().uid().equals(uid)) {
      pod = client.resources(POD, namespace).find(name).orElse(null);
    }
    return pod == null
        || !pod.metadata().uid().equals(uid)
        || Pods.isFinished(pod)
        || (Pods.isTerminating(pod) && pod.spec().nodeName().isEmpty());
  }

  private void delete(ResourceClaim claim) {
    try {
      client
          .resources(RESOURCE_CLAIM, claim.metadata().namespace())
          .delete(
              claim.metadata().name(),
              DeleteOptions.builder().preconditions(p -> p.uid(claim.metadata().uid())).build());
    } catch (ApiException e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }
}
