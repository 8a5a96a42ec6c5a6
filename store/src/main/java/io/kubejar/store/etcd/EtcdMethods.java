package io.kubejar.store.etcd;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.kubejar.store.etcd.v3.CompactionRequest;
import io.kubejar.store.etcd.v3.CompactionResponse;
import io.kubejar.store.etcd.v3.LeaseGrantRequest;
import io.kubejar.store.etcd.v3.LeaseGrantResponse;
import io.kubejar.store.etcd.v3.LeaseKeepAliveRequest;
import io.kubejar.store.etcd.v3.LeaseKeepAliveResponse;
import io.kubejar.store.etcd.v3.LeaseRevokeRequest;
import io.kubejar.store.etcd.v3.LeaseRevokeResponse;
import io.kubejar.store.etcd.v3.LeaseTimeToLiveRequest;
import io.kubejar.store.etcd.v3.LeaseTimeToLiveResponse;
import io.kubejar.store.etcd.v3.MemberAddRequest;
import io.kubejar.store.etcd.v3.MemberAddResponse;
import io.kubejar.store.etcd.v3.MemberListRequest;
import io.kubejar.store.etcd.v3.MemberListResponse;
import io.kubejar.store.etcd.v3.MemberPromoteRequest;
import io.kubejar.store.etcd.v3.MemberPromoteResponse;
import io.kubejar.store.etcd.v3.MemberRemoveRequest;
import io.kubejar.store.etcd.v3.MemberRemoveResponse;
import io.kubejar.store.etcd.v3.RangeRequest;
import io.kubejar.store.etcd.v3.RangeResponse;
import io.kubejar.store.etcd.v3.StatusRequest;
import io.kubejar.store.etcd.v3.StatusResponse;
import io.kubejar.store.etcd.v3.TxnRequest;
import io.kubejar.store.etcd.v3.TxnResponse;
import io.kubejar.store.etcd.v3.WatchRequest;
import io.kubejar.store.etcd.v3.WatchResponse;

/// The calls of etcd's API that the store makes.
final class EtcdMethods {
  static final MethodDescriptor<RangeRequest, RangeResponse> RANGE =
      unary("KV/Range", RangeRequest.getDefaultInstance(), RangeResponse.getDefaultInstance());
  static final MethodDescriptor<TxnRequest, TxnResponse> TXN =
      unary("KV/Txn", TxnRequest.getDefaultInstance(), TxnResponse.getDefaultInstance());
  static final MethodDescriptor<CompactionRequest, CompactionResponse> COMPACT =
      unary(
          "KV/Compact",
          CompactionRequest.getDefaultInstance(),
          CompactionResponse.getDefaultInstance());
  static final MethodDescriptor<LeaseGrantRequest, LeaseGrantResponse> GRANT =
      unary(
          "Lease/LeaseGrant",
          LeaseGrantRequest.getDefaultInstance(),
          LeaseGrantResponse.getDefaultInstance());
  static final MethodDescriptor<LeaseRevokeRequest, LeaseRevokeResponse> REVOKE =
      unary(
          "Lease/LeaseRevoke",
          LeaseRevokeRequest.getDefaultInstance(),
          LeaseRevokeResponse.getDefaultInstance());
  static final MethodDescriptor<LeaseTimeToLiveRequest, LeaseTimeToLiveResponse> TIME_TO_LIVE =
      unary(
          "Lease/LeaseTimeToLive",
          LeaseTimeToLiveRequest.getDefaultInstance(),
          LeaseTimeToLiveResponse.getDefaultInstance());
  static final MethodDescriptor<LeaseKeepAliveRequest, LeaseKeepAliveResponse> KEEP_ALIVE =
      method(
          MethodType.BIDI_STREAMING,
          "Lease/LeaseKeepAlive",
          LeaseKeepAliveRequest.getDefaultInstance(),
          LeaseKeepAliveResponse.getDefaultInstance());
  static final MethodDescriptor<StatusRequest, StatusResponse> STATUS =
      unary(
          "Maintenance/Status",
          StatusRequest.getDefaultInstance(),
          StatusResponse.getDefaultInstance());
  static final MethodDescriptor<WatchRequest, WatchResponse> WATCH =
      method(
          MethodType.BIDI_STREAMING,
          "Watch/Watch",
          WatchRequest.getDefaultInstance(),
          WatchResponse.getDefaultInstance());
  static final MethodDescriptor<MemberListRequest, MemberListResponse> MEMBERS =
      unary(
          "Cluster/MemberList",
          MemberListRequest.getDefaultInstance(),
          MemberListResponse.getDefaultInstance());
  static final MethodDescriptor<MemberAddRequest, MemberAddResponse> ADD_MEMBER =
      unary(
          "Cluster/MemberAdd",
          MemberAddRequest.getDefaultInstance(),
          MemberAddResponse.getDefaultInstance());
  static final MethodDescriptor<MemberPromoteRequest, MemberPromoteResponse> PROMOTE_MEMBER =
      unary(
          "Cluster/MemberPromote",
          MemberPromoteRequest.getDefaultInstance(),
          MemberPromoteResponse.getDefaultInstance());
  static final MethodDescriptor<MemberRemoveRequest, MemberRemoveResponse> REMOVE_MEMBER =
      unary(
          "Cluster/MemberRemove",
          MemberRemoveRequest.getDefaultInstance(),
          MemberRemoveResponse.getDefaultInstance());

  private EtcdMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> unary(
      String name, Q request, A answer) {
    return method(MethodType.UNARY, name, request, answer);
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      MethodType type, String name, Q request, A answer) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName("etcdserverpb." + name)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(answer))
        .build();
  }
}
