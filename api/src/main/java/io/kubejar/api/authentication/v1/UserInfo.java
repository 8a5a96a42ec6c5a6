package io.kubejar.api.authentication.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.schema.ListType;
import io.kubejar.api.value.SortedStringMap;
import java.util.List;
import java.util.Map;

/// An authenticated user: name, UID, groups and extra attributes.
///
/// @param username Name that uniquely identifies the user among all active users.
/// @param uid Identifier that stays unique over time, telling apart users who reuse a name.
/// @param groups Names of the groups to which the user belongs.
/// @param extra Further attributes delivered by the authenticator, several values per key.
@ApiType(
    value = "io.k8s.api.authentication.v1.UserInfo",
    proto = "k8s.io.api.authentication.v1.UserInfo")
public record UserInfo(
    @Field(tag = 1) String username,
    @Field(tag = 2) String uid,
    @Field(tag = 3, list = ListType.ATOMIC) List<String> groups,
    @Field(tag = 4) Map<String, List<String>> extra)
    implements UserInfoBuilder.With {
  public UserInfo {
    groups = List.copyOf(groups);
    extra = SortedStringMap.copyOf(extra);
  }

  /// An empty draft.
  public static UserInfoBuilder builder() {
    return new UserInfoBuilder();
  }
}
