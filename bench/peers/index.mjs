// How each peer is told the story. `write` puts the peer's files for `stories` stories into `folder`;
// `command` is the process to time. Every peer checks the three statuses and hands the ETag on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const numbers = (stories) => Array.from({ length: stories }, (_, i) => i + 1);
const bin = (bench, name) => join(bench, 'node_modules', '.bin', name);

const conformance = (name, extra, keeps = true) => ({
  name,
  env: ({ folder }) => ({ CONFORMANCE_CACHE: keeps ? join(folder, 'cache') : 'off' }),
  write(folder, _base, stories) {
    const scenario = (n) => `  - id: story-${n}
    title: A stale revision is refused (${n})
    steps:
      - { id: read, request: GET /d/${n}, expect: [{ rule: DP-CC-001, status: 200 }] }
      - { id: write, request: PATCH /d/${n}, ifMatch: $(read.version), json: { progress: 10 }, expect: [{ rule: DP-CC-001, status: 204 }] }
      - { id: stale, request: PATCH /d/${n}, ifMatch: $(read.version), json: { progress: 20 }, expect: [{ rule: DP-CC-002, status: 412 }] }
`;
    mkdirSync(join(folder, 'dialogporten', 'story'), { recursive: true });
    writeFileSync(
      // A suite of this name may write to keys that are written out, as the story of the peers does.
      join(folder, 'dialogporten', 'story', 'documented.yaml'),
      `suite: dialogporten/story/documented\ntitle: The story of the benchmark\nscenarios:\n${numbers(stories).map(scenario).join('')}`,
    );
  },
  command: ({ root, folder, base }) => [
    process.execPath,
    [
      join(root, 'dist/main.js'),
      'run',
      '--target',
      base,
      '--protocol',
      'dialogporten',
      '--suites',
      folder,
      '--suite',
      'dialogporten/story/documented',
      ...extra,
    ],
  ],
});

export const ours = conformance('conformance --jobs 1', ['--jobs', '1']);
export const oursParallel = conformance('conformance', []);
/** As in the first run after a suite was edited. */
export const oursAnew = conformance('conformance --jobs 1, suites just edited', ['--jobs', '1'], false);

export const bareUndici = {
  name: 'bare undici loop',
  write() {},
  command: ({ bench, base, stories }) => [
    process.execPath,
    [join(bench, 'peers/bare-undici.mjs'), base, String(stories)],
  ],
};

/** With what we tell the engine (cli/run/tune-engine.ts), so that only what the loop itself does is compared. */
export const bareTuned = {
  ...bareUndici,
  name: 'bare undici loop, engine set as ours',
  command: ({ bench, base, stories }) => [
    process.execPath,
    ['--wasm-tiering-budget=1000000000', join(bench, 'peers/bare-undici.mjs'), base, String(stories)],
  ],
};

const respect = {
  name: 'Redocly Respect',
  write(folder, base, stories) {
    const step = (id, method, url, rest) => ({ stepId: id, 'x-operation': { url, method }, ...rest });
    const status = (code) => [{ condition: `$statusCode == ${code}` }];
    const conditional = (progress) => ({
      parameters: [{ name: 'If-Match', in: 'header', value: '$steps.read.outputs.etag' }],
      requestBody: { contentType: 'application/json', payload: { progress } },
    });
    const workflows = numbers(stories).map((n) => ({
      workflowId: `story-${n}`,
      steps: [
        step('read', 'get', `${base}/d/${n}`, {
          successCriteria: status(200),
          outputs: { etag: '$response.header.etag' },
        }),
        step('write', 'patch', `${base}/d/${n}`, { ...conditional(10), successCriteria: status(204) }),
        step('stale', 'patch', `${base}/d/${n}`, { ...conditional(20), successCriteria: status(412) }),
      ],
    }));
    const openapi = { openapi: '3.1.0', info: { title: 'story', version: '1' }, servers: [{ url: base }], paths: {} };
    writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openapi));
    const sourceDescriptions = [{ name: 'api', type: 'openapi', url: 'openapi.json' }];
    writeFileSync(
      join(folder, 'story.arazzo.json'),
      JSON.stringify({ arazzo: '1.0.1', info: { title: 'story', version: '1' }, sourceDescriptions, workflows }),
    );
  },
  command: ({ bench, folder }) => [bin(bench, 'redocly'), ['respect', join(folder, 'story.arazzo.json')]],
  env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
};

const httpyac = {
  name: 'httpYac',
  write(folder, base, stories) {
    const story = (n) => `
###
# @name read${n}
GET ${base}/d/${n}
?? status == 200
###
# @name write${n}
# @ref read${n}
PATCH ${base}/d/${n}
Content-Type: application/json
If-Match: {{read${n}Response.headers.etag}}

{"progress":10}
?? status == 204
###
# @name stale${n}
PATCH ${base}/d/${n}
Content-Type: application/json
If-Match: {{read${n}Response.headers.etag}}

{"progress":20}
?? status == 412
`;
    writeFileSync(join(folder, 'story.http'), numbers(stories).map(story).join(''));
  },
  command: ({ bench }) => [bin(bench, 'httpyac'), ['send', 'story.http', '--all', '--silent']],
  cwd: true,
};

const newman = {
  name: 'newman',
  write(folder, base, stories) {
    const item = (name, method, n, exec, body) => ({
      name,
      event: [{ listen: 'test', script: { type: 'text/javascript', exec } }],
      request: {
        method,
        url: `${base}/d/${n}`,
        header: body
          ? [
              { key: 'If-Match', value: '{{etag}}' },
              { key: 'Content-Type', value: 'application/json' },
            ]
          : [],
        ...(body ? { body: { mode: 'raw', raw: body } } : {}),
      },
    });
    const status = (code) => [`pm.test('status', () => pm.response.to.have.status(${code}));`];
    const items = numbers(stories).flatMap((n) => [
      item(`read ${n}`, 'GET', n, [
        ...status(200),
        "pm.collectionVariables.set('etag', pm.response.headers.get('etag'));",
      ]),
      item(`write ${n}`, 'PATCH', n, status(204), '{"progress":10}'),
      item(`stale ${n}`, 'PATCH', n, status(412), '{"progress":20}'),
    ]);
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    writeFileSync(join(folder, 'story.json'), JSON.stringify({ info: { name: 'story', schema }, item: items }));
  },
  command: ({ bench, folder }) => [bin(bench, 'newman'), ['run', join(folder, 'story.json'), '--reporters', 'cli']],
};

const stepci = {
  name: 'stepci',
  write(folder, base, stories) {
    const test = (n) => `  story-${n}:
    steps:
      - name: read
        http: { url: "${base}/d/${n}", method: GET, captures: { etag: { header: etag } }, check: { status: 200 } }
      - name: write
        http: { url: "${base}/d/${n}", method: PATCH, headers: { If-Match: "\${{captures.etag}}" }, json: { progress: 10 }, check: { status: 204 } }
      - name: stale
        http: { url: "${base}/d/${n}", method: PATCH, headers: { If-Match: "\${{captures.etag}}" }, json: { progress: 20 }, check: { status: 412 } }
`;
    writeFileSync(
      join(folder, 'story.yml'),
      `version: "1.1"\nname: story\ntests:\n${numbers(stories).map(test).join('')}`,
    );
  },
  command: ({ bench, folder }) => [bin(bench, 'stepci'), ['run', join(folder, 'story.yml')]],
  env: { STEPCI_DISABLE_ANALYTICS: '1' },
};

const bruno = {
  name: 'Bruno CLI',
  write(folder, base, stories) {
    writeFileSync(join(folder, 'bruno.json'), JSON.stringify({ version: '1', name: 'story', type: 'collection' }));
    const file = (n, kind, seq, text) =>
      writeFileSync(
        join(folder, `${String(n).padStart(4, '0')}-${seq}-${kind}.bru`),
        `meta {\n  name: ${kind} ${n}\n  type: http\n  seq: ${n * 3 + seq}\n}\n${text}`,
      );
    const patch = (n, progress, status) => `
patch {
  url: ${base}/d/${n}
  body: json
}
headers {
  If-Match: {{etag}}
}
body:json {
  {"progress":${progress}}
}
assert {
  res.status: eq ${status}
}
`;
    for (const n of numbers(stories)) {
      file(
        n,
        'read',
        0,
        `\nget {\n  url: ${base}/d/${n}\n}\nvars:post-response {\n  etag: res.headers.etag\n}\nassert {\n  res.status: eq 200\n}\n`,
      );
      file(n, 'write', 1, patch(n, 10, 204));
      file(n, 'stale', 2, patch(n, 20, 412));
    }
  },
  command: ({ bench }) => [bin(bench, 'bru'), ['run', '.']],
  cwd: true,
};

const gabbi = {
  name: 'gabbi',
  write(folder, _base, stories) {
    const story = (n) => `- name: read ${n}
  GET: /d/${n}
  status: 200
- name: write ${n}
  PATCH: /d/${n}
  request_headers:
    content-type: application/json
    if-match: $HISTORY['read ${n}'].$HEADERS['etag']
  data: { progress: 10 }
  status: 204
- name: stale ${n}
  PATCH: /d/${n}
  request_headers:
    content-type: application/json
    if-match: $HISTORY['read ${n}'].$HEADERS['etag']
  data: { progress: 20 }
  status: 412
`;
    writeFileSync(join(folder, 'story.yaml'), `tests:\n${numbers(stories).map(story).join('')}`);
  },
  command: ({ folder, base }) => ['gabbi-run', [base, '--', join(folder, 'story.yaml')]],
};

/** Peers that tell stories from files, fastest first by reputation. */
export const peers = [gabbi, respect, httpyac, stepci, newman, bruno];
