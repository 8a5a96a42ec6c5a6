// Uses a cluster as programs with the JavaScript client do, in the namespace given.

import assert from 'node:assert/strict';
import { Writable, Readable } from 'node:stream';
import * as k8s from '@kubernetes/client-node';

const namespace = process.argv[2];
const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
const apps = config.makeApiClient(k8s.AppsV1Api);

const patchAs = (type) => k8s.setHeaderOptions('Content-Type', type);

async function refused(code, reason, promise) {
  const error = await promise.then(
    () => assert.fail('not refused'),
    (e) => e,
  );
  assert.equal(error.code, code, String(error));
  assert.equal(JSON.parse(error.body).reason, reason);
}

/** A place where events wait for whoever asks for the one that fits. */
class Heard {
  events = [];
  waiting = [];

  add(type, object) {
    this.events.push([type, object]);
    this.waiting.forEach((check) => check());
  }

  until(matches) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('not heard in ' + this.events.map(([type, object]) => [type, object.metadata.name]))),
        60_000,
      );
      const check = () => {
        const event = this.events.find(([type, object]) => matches(type, object));
        if (event) {
          clearTimeout(timer);
          resolve(event[1]);
        }
      };
      this.waiting.push(check);
      check();
    });
  }
}

async function configMaps() {
  const made = await core.createNamespacedConfigMap({
    namespace,
    body: { metadata: { generateName: 'made-', labels: { by: 'node' } }, data: { a: 'b' } },
  });
  const name = made.metadata.name;
  assert.ok(name.startsWith('made-') && made.metadata.creationTimestamp instanceof Date);
  made.data.a = 'c';
  const replaced = await core.replaceNamespacedConfigMap({ namespace, name, body: made });
  assert.deepEqual(replaced.data, { a: 'c' });
  await refused(409, 'Conflict', core.replaceNamespacedConfigMap({ namespace, name, body: made }));
  await refused(422, 'Invalid', core.createNamespacedConfigMap({ namespace, body: { metadata: { name: 'Not A Name' } } }));
  const merged = await core.patchNamespacedConfigMap(
    { namespace, name, body: { data: { a: null, d: 'e' } } },
    patchAs(k8s.PatchStrategy.MergePatch),
  );
  assert.deepEqual(merged.data, { d: 'e' });
  const patched = await core.patchNamespacedConfigMap(
    { namespace, name, body: [{ op: 'replace', path: '/data/d', value: 'f' }] },
    patchAs(k8s.PatchStrategy.JsonPatch),
  );
  assert.deepEqual(patched.data, { d: 'f' });
  const objects = k8s.KubernetesObjectApi.makeApiClient(config);
  const applied = await objects.patch(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { g: 'h' } },
    undefined,
    undefined,
    'node',
    true,
    k8s.PatchStrategy.ServerSideApply,
  );
  assert.deepEqual(applied.data, { d: 'f', g: 'h' });
  const listed = await core.listNamespacedConfigMap({ namespace, labelSelector: 'by=node' });
  assert.deepEqual(
    listed.items.map((each) => each.metadata.name),
    [name],
  );
  const deleted = await core.deleteNamespacedConfigMap({ namespace, name });
  assert.equal(deleted.status, 'Success');
  await refused(404, 'NotFound', core.readNamespacedConfigMap({ namespace, name }));
}

async function deployment() {
  const pods = new Heard();
  const informer = k8s.makeInformer(config, `/api/v1/namespaces/${namespace}/pods`, () =>
    core.listNamespacedPod({ namespace }),
  );
  for (const type of ['add', 'update', 'delete']) {
    informer.on(type, (pod) => pods.add(type, pod));
  }
  await informer.start();
  try {
    const labels = { app: 'web' };
    const container = { name: 'web', image: 'hello:1', imagePullPolicy: 'IfNotPresent' };
    await apps.createNamespacedDeployment({
      namespace,
      body: {
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { containers: [container], terminationGracePeriodSeconds: 1 },
          },
        },
      },
    });
    const ready = (pod) => pod.status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True');
    await pods.until((type) => type === 'add');
    const pod = await pods.until((type, pod) => type !== 'delete' && ready(pod));
    assert.equal(informer.get(pod.metadata.name, namespace).metadata.uid, pod.metadata.uid);

    let out = '';
    let err = '';
    const into = (take) => new Writable({ write: (chunk, _, done) => (take(chunk.toString()), done()) });
    const status = await new Promise((resolve, reject) =>
      new k8s.Exec(config)
        .exec(
          namespace,
          pod.metadata.name,
          'web',
          ['sh', '-c', 'echo out; echo err >&2; read line; echo got $line; exit 3'],
          into((text) => (out += text)),
          into((text) => (err += text)),
          Readable.from(['input\n']),
          false,
          resolve,
        )
        .catch(reject),
    );
    assert.equal(out, 'out\ngot input\n');
    assert.equal(err, 'err\n');
    assert.equal(status.reason, 'NonZeroExitCode');
    assert.deepEqual(status.details.causes, [{ reason: 'ExitCode', message: '3' }]);

    const patched = await apps.patchNamespacedDeployment(
      {
        namespace,
        name: 'web',
        body: { spec: { replicas: 0, template: { spec: { containers: [{ name: 'web', env: [{ name: 'A', value: 'b' }] }] } } } },
      },
      patchAs(k8s.PatchStrategy.StrategicMergePatch),
    );
    assert.equal(patched.spec.template.spec.containers[0].image, 'hello:1');
    await pods.until((type, gone) => type === 'delete' && gone.metadata.uid === pod.metadata.uid);
  } finally {
    await informer.stop();
  }
}

await configMaps();
await deployment();
console.log('all of it works');
process.exit(0);
