package io.kubejar.policy.resourcequota;

import io.kubejar.api.core.v1.ScopedResourceSelectorRequirement;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.ArrayList;
import java.util.List;

/// A resource that may be used only where a quota covers it, from upstream's
/// `ResourceQuotaConfiguration`.
///
/// @param apiGroup the group of the objects
/// @param resource the plural name of the objects
/// @param matchContains parts of the names of limited resources, such as `requests.cpu`
/// @param matchScopes scopes that limit the objects in them
public record LimitedResource(
    String apiGroup,
    String resource,
    List<String> matchContains,
    List<ScopedResourceSelectorRequirement> matchScopes) {
  public LimitedResource {
    matchContains = List.copyOf(matchContains);
    matchScopes = List.copyOf(matchScopes);
  }

  /// The limited resources of a document `apiserver.config.k8s.io/v1`.
  ///
  /// @throws IllegalArgumentException when it is another document
  public static List<LimitedResource> of(Obj document) {
    if (!document.text("kind").equals("ResourceQuotaConfiguration")) {
      throw new IllegalArgumentException(
          "kind \"%s\" is not ResourceQuotaConfiguration".formatted(document.text("kind")));
    }
    var all = new ArrayList<LimitedResource>();
    for (JsonValue item : document.items("limitedResources")) {
      if (item instanceof Obj each) {
        var scopes = new ArrayList<ScopedResourceSelectorRequirement>();
        for (JsonValue scope : each.items("matchScopes")) {
          if (scope instanceof Obj it) {
            scopes.add(
                new ScopedResourceSelectorRequirement(
                    it.text("scopeName"), it.text("operator"), texts(it, "values")));
          }
        }
        all.add(
            new LimitedResource(
                each.text("apiGroup"),
                each.text("resource"),
                texts(each, "matchContains"),
                scopes));
      }
    }
    return all;
  }

  private static List<String> texts(Obj object, String name) {
    var texts = new ArrayList<String>();
    for (JsonValue item : object.items(name)) {
      if (item instanceof Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
