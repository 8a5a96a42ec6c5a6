"""Uses a cluster as programs with the Python client do, in the namespace given."""

import queue
import sys
import threading

from kubernetes import client, config, dynamic, watch
from kubernetes.client.rest import ApiException
from kubernetes.stream import stream

namespace = sys.argv[1]
config.load_kube_config()
core = client.CoreV1Api()
apps = client.AppsV1Api()


def refused(status, reason, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except ApiException as error:
        assert error.status == status, error
        assert f'"reason":"{reason}"' in error.body, error.body
    else:
        raise AssertionError(f"{call.__name__} was not refused")


def config_maps():
    made = core.create_namespaced_config_map(
        namespace,
        client.V1ConfigMap(
            metadata=client.V1ObjectMeta(generate_name="made-", labels={"by": "python"}),
            data={"a": "b"},
            binary_data={"bytes": "AAEC"},
        ),
    )
    name = made.metadata.name
    assert name.startswith("made-") and made.metadata.creation_timestamp.tzinfo is not None
    made.data["a"] = "c"
    replaced = core.replace_namespaced_config_map(name, namespace, made)
    assert replaced.data == {"a": "c"} and replaced.binary_data == {"bytes": "AAEC"}
    refused(409, "Conflict", core.replace_namespaced_config_map, name, namespace, made)
    refused(409, "AlreadyExists", core.create_namespaced_config_map, namespace,
            client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name)))
    refused(422, "Invalid", core.create_namespaced_config_map, namespace,
            client.V1ConfigMap(metadata=client.V1ObjectMeta(name="Not A Name")))
    merged = core.patch_namespaced_config_map(name, namespace, {"data": {"a": None, "d": "e"}})
    assert merged.data == {"d": "e"}, merged.data
    patched = core.patch_namespaced_config_map(
        name, namespace, [{"op": "replace", "path": "/data/d", "value": "f"}])
    assert patched.data == {"d": "f"}, patched.data
    listed = core.list_namespaced_config_map(namespace, label_selector="by=python", limit=1)
    assert [each.metadata.name for each in listed.items] == [name]
    deleted = core.delete_namespaced_config_map(name, namespace)
    assert deleted.status == "Success", deleted
    refused(404, "NotFound", core.read_namespaced_config_map, name, namespace)


def deployment():
    heard = queue.Queue()
    watcher = watch.Watch()

    def listen():
        for event in watcher.stream(core.list_namespaced_pod, namespace, timeout_seconds=90):
            heard.put((event["type"], event["object"]))

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    labels = {"app": "web"}
    container = client.V1Container(name="web", image="hello:1", image_pull_policy="IfNotPresent")
    apps.create_namespaced_deployment(
        namespace,
        client.V1Deployment(
            metadata=client.V1ObjectMeta(name="web"),
            spec=client.V1DeploymentSpec(
                replicas=1,
                selector=client.V1LabelSelector(match_labels=labels),
                template=client.V1PodTemplateSpec(
                    metadata=client.V1ObjectMeta(labels=labels),
                    spec=client.V1PodSpec(
                        containers=[container], termination_grace_period_seconds=1),
                ),
            ),
        ),
    )
    added = set()
    while True:
        kind, pod = heard.get(timeout=60)
        if kind == "ADDED":
            added.add(pod.metadata.name)
        assert pod.metadata.name in added, "changed before it was there"
        conditions = pod.status.conditions or []
        if any(each.type == "Ready" and each.status == "True" for each in conditions):
            break
    watcher.stop()
    shell = stream(
        core.connect_get_namespaced_pod_exec, pod.metadata.name, namespace,
        command=["sh", "-c", "echo out; echo err >&2; read line; echo got $line; exit 3"],
        stdin=True, stdout=True, stderr=True, tty=False, _preload_content=False)
    shell.write_stdin("input\n")
    shell.run_forever(timeout=30)
    assert shell.read_stdout() == "out\ngot input\n"
    assert shell.read_stderr() == "err\n"
    assert shell.returncode == 3, shell.returncode
    assert isinstance(core.read_namespaced_pod_log(pod.metadata.name, namespace), str)
    scaled = apps.patch_namespaced_deployment_scale("web", namespace, {"spec": {"replicas": 0}})
    assert not scaled.spec.replicas, scaled
    apps.delete_namespaced_deployment(
        "web", namespace, body=client.V1DeleteOptions(propagation_policy="Foreground"))


def custom_objects():
    name = "pythons.clients.example.com"
    extensions = client.ApiextensionsV1Api()
    extensions.create_custom_resource_definition({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": name},
        "spec": {
            "group": "clients.example.com",
            "scope": "Namespaced",
            "names": {"plural": "pythons", "kind": "Python"},
            "versions": [{
                "name": "v1", "served": True, "storage": True, "subresources": {"status": {}},
                "schema": {"openAPIV3Schema": {
                    "type": "object", "x-kubernetes-preserve-unknown-fields": True}},
            }],
        },
    })
    try:
        for event in watch.Watch().stream(
                extensions.list_custom_resource_definition, timeout_seconds=60,
                field_selector="metadata.name=" + name):
            conditions = event["object"].status.conditions or []
            if any(each.type == "Established" and each.status == "True" for each in conditions):
                break
        else:
            raise AssertionError("the definition was not established")
        pythons = dynamic.DynamicClient(client.ApiClient()).resources.get(
            api_version="clients.example.com/v1", kind="Python")
        made = pythons.create(namespace=namespace, body={
            "apiVersion": "clients.example.com/v1", "kind": "Python",
            "metadata": {"name": "kaa"}, "spec": {"length": 9}})
        assert made.spec.length == 9
        patched = pythons.patch(
            namespace=namespace, name="kaa", body={"spec": {"length": 10}},
            content_type="application/merge-patch+json")
        assert patched.metadata.generation == 2 and patched.spec.length == 10
        status = pythons.status.patch(
            namespace=namespace, name="kaa", body={"status": {"hungry": True}},
            content_type="application/merge-patch+json")
        assert status.status.hungry and status.metadata.generation == 2
        raw = client.CustomObjectsApi().get_namespaced_custom_object(
            "clients.example.com", "v1", namespace, "pythons", "kaa")
        assert raw["status"] == {"hungry": True}
        pythons.delete(namespace=namespace, name="kaa")
    finally:
        extensions.delete_custom_resource_definition(name)


config_maps()
deployment()
custom_objects()
print("all of it works")
