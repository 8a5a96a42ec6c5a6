package io.kubejar.node.cri;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.kubejar.node.cri.containerd.Envelope;
import io.kubejar.node.cri.containerd.SubscribeRequest;
import io.kubejar.node.cri.v1.AttachRequest;
import io.kubejar.node.cri.v1.AttachResponse;
import io.kubejar.node.cri.v1.ContainerEventResponse;
import io.kubejar.node.cri.v1.ContainerStatsRequest;
import io.kubejar.node.cri.v1.ContainerStatsResponse;
import io.kubejar.node.cri.v1.ContainerStatusRequest;
import io.kubejar.node.cri.v1.ContainerStatusResponse;
import io.kubejar.node.cri.v1.CreateContainerRequest;
import io.kubejar.node.cri.v1.CreateContainerResponse;
import io.kubejar.node.cri.v1.ExecRequest;
import io.kubejar.node.cri.v1.ExecResponse;
import io.kubejar.node.cri.v1.ExecSyncRequest;
import io.kubejar.node.cri.v1.ExecSyncResponse;
import io.kubejar.node.cri.v1.GetEventsRequest;
import io.kubejar.node.cri.v1.ImageFsInfoRequest;
import io.kubejar.node.cri.v1.ImageFsInfoResponse;
import io.kubejar.node.cri.v1.ImageStatusRequest;
import io.kubejar.node.cri.v1.ImageStatusResponse;
import io.kubejar.node.cri.v1.ListContainerStatsRequest;
import io.kubejar.node.cri.v1.ListContainerStatsResponse;
import io.kubejar.node.cri.v1.ListContainersRequest;
import io.kubejar.node.cri.v1.ListContainersResponse;
import io.kubejar.node.cri.v1.ListImagesRequest;
import io.kubejar.node.cri.v1.ListImagesResponse;
import io.kubejar.node.cri.v1.ListPodSandboxRequest;
import io.kubejar.node.cri.v1.ListPodSandboxResponse;
import io.kubejar.node.cri.v1.PodSandboxStatusRequest;
import io.kubejar.node.cri.v1.PodSandboxStatusResponse;
import io.kubejar.node.cri.v1.PortForwardRequest;
import io.kubejar.node.cri.v1.PortForwardResponse;
import io.kubejar.node.cri.v1.PullImageRequest;
import io.kubejar.node.cri.v1.PullImageResponse;
import io.kubejar.node.cri.v1.RemoveContainerRequest;
import io.kubejar.node.cri.v1.RemoveContainerResponse;
import io.kubejar.node.cri.v1.RemoveImageRequest;
import io.kubejar.node.cri.v1.RemoveImageResponse;
import io.kubejar.node.cri.v1.RemovePodSandboxRequest;
import io.kubejar.node.cri.v1.RemovePodSandboxResponse;
import io.kubejar.node.cri.v1.ReopenContainerLogRequest;
import io.kubejar.node.cri.v1.ReopenContainerLogResponse;
import io.kubejar.node.cri.v1.RunPodSandboxRequest;
import io.kubejar.node.cri.v1.RunPodSandboxResponse;
import io.kubejar.node.cri.v1.StartContainerRequest;
import io.kubejar.node.cri.v1.StartContainerResponse;
import io.kubejar.node.cri.v1.StatusRequest;
import io.kubejar.node.cri.v1.StatusResponse;
import io.kubejar.node.cri.v1.StopContainerRequest;
import io.kubejar.node.cri.v1.StopContainerResponse;
import io.kubejar.node.cri.v1.StopPodSandboxRequest;
import io.kubejar.node.cri.v1.StopPodSandboxResponse;
import io.kubejar.node.cri.v1.UpdateContainerResourcesRequest;
import io.kubejar.node.cri.v1.UpdateContainerResourcesResponse;
import io.kubejar.node.cri.v1.UpdateRuntimeConfigRequest;
import io.kubejar.node.cri.v1.UpdateRuntimeConfigResponse;
import io.kubejar.node.cri.v1.VersionRequest;
import io.kubejar.node.cri.v1.VersionResponse;

/// The calls of the interface by name, with the messages they take and return.
final class CriMethods {

  static final MethodDescriptor<VersionRequest, VersionResponse> VERSION =
      runtime("Version", VersionRequest.getDefaultInstance(), VersionResponse.getDefaultInstance());
  static final MethodDescriptor<StatusRequest, StatusResponse> STATUS =
      runtime("Status", StatusRequest.getDefaultInstance(), StatusResponse.getDefaultInstance());
  static final MethodDescriptor<UpdateRuntimeConfigRequest, UpdateRuntimeConfigResponse>
      UPDATE_RUNTIME_CONFIG =
          runtime(
              "UpdateRuntimeConfig",
              UpdateRuntimeConfigRequest.getDefaultInstance(),
              UpdateRuntimeConfigResponse.getDefaultInstance());
  static final MethodDescriptor<RunPodSandboxRequest, RunPodSandboxResponse> RUN_POD_SANDBOX =
      runtime(
          "RunPodSandbox",
          RunPodSandboxRequest.getDefaultInstance(),
          RunPodSandboxResponse.getDefaultInstance());
  static final MethodDescriptor<StopPodSandboxRequest, StopPodSandboxResponse> STOP_POD_SANDBOX =
      runtime(
          "StopPodSandbox",
          StopPodSandboxRequest.getDefaultInstance(),
          StopPodSandboxResponse.getDefaultInstance());
  static final MethodDescriptor<RemovePodSandboxRequest, RemovePodSandboxResponse>
      REMOVE_POD_SANDBOX =
          runtime(
              "RemovePodSandbox",
              RemovePodSandboxRequest.getDefaultInstance(),
              RemovePodSandboxResponse.getDefaultInstance());
  static final MethodDescriptor<PodSandboxStatusRequest, PodSandboxStatusResponse>
      POD_SANDBOX_STATUS =
          runtime(
              "PodSandboxStatus",
              PodSandboxStatusRequest.getDefaultInstance(),
              PodSandboxStatusResponse.getDefaultInstance());
  static final MethodDescriptor<ListPodSandboxRequest, ListPodSandboxResponse> LIST_POD_SANDBOX =
      runtime(
          "ListPodSandbox",
          ListPodSandboxRequest.getDefaultInstance(),
          ListPodSandboxResponse.getDefaultInstance());
  static final MethodDescriptor<CreateContainerRequest, CreateContainerResponse> CREATE_CONTAINER =
      runtime(
          "CreateContainer",
          CreateContainerRequest.getDefaultInstance(),
          CreateContainerResponse.getDefaultInstance());
  static final MethodDescriptor<StartContainerRequest, StartContainerResponse> START_CONTAINER =
      runtime(
          "StartContainer",
          StartContainerRequest.getDefaultInstance(),
          StartContainerResponse.getDefaultInstance());
  static final MethodDescriptor<StopContainerRequest, StopContainerResponse> STOP_CONTAINER =
      runtime(
          "StopContainer",
          StopContainerRequest.getDefaultInstance(),
          StopContainerResponse.getDefaultInstance());
  static final MethodDescriptor<RemoveContainerRequest, RemoveContainerResponse> REMOVE_CONTAINER =
      runtime(
          "RemoveContainer",
          RemoveContainerRequest.getDefaultInstance(),
          RemoveContainerResponse.getDefaultInstance());
  static final MethodDescriptor<ListContainersRequest, ListContainersResponse> LIST_CONTAINERS =
      runtime(
          "ListContainers",
          ListContainersRequest.getDefaultInstance(),
          ListContainersResponse.getDefaultInstance());
  static final MethodDescriptor<ContainerStatusRequest, ContainerStatusResponse> CONTAINER_STATUS =
      runtime(
          "ContainerStatus",
          ContainerStatusRequest.getDefaultInstance(),
          ContainerStatusResponse.getDefaultInstance());
  static final MethodDescriptor<UpdateContainerResourcesRequest, UpdateContainerResourcesResponse>
      UPDATE_CONTAINER_RESOURCES =
          runtime(
              "UpdateContainerResources",
              UpdateContainerResourcesRequest.getDefaultInstance(),
              UpdateContainerResourcesResponse.getDefaultInstance());
  static final MethodDescriptor<ReopenContainerLogRequest, ReopenContainerLogResponse>
      REOPEN_CONTAINER_LOG =
          runtime(
              "ReopenContainerLog",
              ReopenContainerLogRequest.getDefaultInstance(),
              ReopenContainerLogResponse.getDefaultInstance());
  static final MethodDescriptor<ExecSyncRequest, ExecSyncResponse> EXEC_SYNC =
      runtime(
          "ExecSync", ExecSyncRequest.getDefaultInstance(), ExecSyncResponse.getDefaultInstance());
  static final MethodDescriptor<ExecRequest, ExecResponse> EXEC =
      runtime("Exec", ExecRequest.getDefaultInstance(), ExecResponse.getDefaultInstance());
  static final MethodDescriptor<AttachRequest, AttachResponse> ATTACH =
      runtime("Attach", AttachRequest.getDefaultInstance(), AttachResponse.getDefaultInstance());
  static final MethodDescriptor<PortForwardRequest, PortForwardResponse> PORT_FORWARD =
      runtime(
          "PortForward",
          PortForwardRequest.getDefaultInstance(),
          PortForwardResponse.getDefaultInstance());
  static final MethodDescriptor<ContainerStatsRequest, ContainerStatsResponse> CONTAINER_STATS =
      runtime(
          "ContainerStats",
          ContainerStatsRequest.getDefaultInstance(),
          ContainerStatsResponse.getDefaultInstance());
  static final MethodDescriptor<ListContainerStatsRequest, ListContainerStatsResponse>
      LIST_CONTAINER_STATS =
          runtime(
              "ListContainerStats",
              ListContainerStatsRequest.getDefaultInstance(),
              ListContainerStatsResponse.getDefaultInstance());
  static final MethodDescriptor<ListImagesRequest, ListImagesResponse> LIST_IMAGES =
      image(
          "ListImages",
          ListImagesRequest.getDefaultInstance(),
          ListImagesResponse.getDefaultInstance());
  static final MethodDescriptor<ImageStatusRequest, ImageStatusResponse> IMAGE_STATUS =
      image(
          "ImageStatus",
          ImageStatusRequest.getDefaultInstance(),
          ImageStatusResponse.getDefaultInstance());
  static final MethodDescriptor<PullImageRequest, PullImageResponse> PULL_IMAGE =
      image(
          "PullImage",
          PullImageRequest.getDefaultInstance(),
          PullImageResponse.getDefaultInstance());
  static final MethodDescriptor<RemoveImageRequest, RemoveImageResponse> REMOVE_IMAGE =
      image(
          "RemoveImage",
          RemoveImageRequest.getDefaultInstance(),
          RemoveImageResponse.getDefaultInstance());
  static final MethodDescriptor<ImageFsInfoRequest, ImageFsInfoResponse> IMAGE_FS_INFO =
      image(
          "ImageFsInfo",
          ImageFsInfoRequest.getDefaultInstance(),
          ImageFsInfoResponse.getDefaultInstance());
  static final MethodDescriptor<GetEventsRequest, ContainerEventResponse> GET_CONTAINER_EVENTS =
      method(
          MethodDescriptor.MethodType.SERVER_STREAMING,
          "runtime.v1.RuntimeService/GetContainerEvents",
          GetEventsRequest.getDefaultInstance(),
          ContainerEventResponse.getDefaultInstance());
  static final MethodDescriptor<SubscribeRequest, Envelope> CONTAINERD_EVENTS =
      method(
          MethodDescriptor.MethodType.SERVER_STREAMING,
          "containerd.services.events.v1.Events/Subscribe",
          SubscribeRequest.getDefaultInstance(),
          Envelope.getDefaultInstance());

  private CriMethods() {}

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> runtime(
      String name, Q request, A response) {
    return method(
        MethodDescriptor.MethodType.UNARY, "runtime.v1.RuntimeService/" + name, request, response);
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> image(
      String name, Q request, A response) {
    return method(
        MethodDescriptor.MethodType.UNARY, "runtime.v1.ImageService/" + name, request, response);
  }

  private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
      MethodDescriptor.MethodType type, String name, Q request, A response) {
    return MethodDescriptor.<Q, A>newBuilder()
        .setType(type)
        .setFullMethodName(name)
        .setRequestMarshaller(ProtoUtils.marshaller(request))
        .setResponseMarshaller(ProtoUtils.marshaller(response))
        .build();
  }
}
