import { describe, expect, it } from 'vitest';
import { meaningOf } from '../fix/meaning-of.ts';
import { type ParsedProtocol, parseProtocol } from '../parse-protocol.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { toyFiles } from '../testing/toy-files.ts';

const writes = `protocol: toy
traits: { conditional: It may name a version. }
laws: { old-refused: An old version is refused., kept: What is there stays. }
forms:
  put:
    title: PUT of a note
    fixture: note
    read: GET $(subject.url)
    request: PUT $(subject.url)
    headers: { Prefer: minimal }
    json: { $(bind.note.text): mine }
    has: { conditional: true }
    laws: { old-refused: TOY-001, kept: { undocumented: the page says nothing } }
  patch:
    title: PATCH of a note
    fixture: note
    read: GET $(subject.url)
    request: PATCH $(subject.url)
    jsonPatch: [{ op: replace, path: /text, value: mine }]
    has: { conditional: true }
    laws: { old-refused: TOY-002 }
  post:
    title: POST of a note
    fixture: note
    request: POST $(bind.notes)
    laws: { kept: TOY-001 }
    gives: { answer: { made: 201 } }
`;

const scenario = (keys: string, steps: string): string => `suite: toy/topic
title: A topic
scenarios:
  - id: law
    title: It holds of every write
${keys.replaceAll(/^/gm, '    ')}
    given: [{ fixture: note, id: subject }]
    steps:
${steps.replaceAll(/^/gm, '      ')}
`;

const load = (topic: string, spec = writes): Promise<ParsedProtocol> =>
  parseProtocol(toyFiles({ 'spec/toy/writes.yaml': spec, 'suites/toy/topic.yaml': topic }));

const stale =
  '- { id: stale, request: $(form), ifMatch: $(subject.version), expect: [{ rule: $(form.rule), status: 412, unchanged: $(form.read) }] }';

const said = async (topic: string, spec = writes): Promise<string> => {
  const texts: Record<string, string> = { 'suites/toy/topic.yaml': topic, 'spec/toy/writes.yaml': spec };
  return renderDiagnostics((await load(topic, spec)).diagnostics, (file) => texts[file]);
};

describe('a scenario with forms', () => {
  it('needs for the case of a form what the form needs, beside what the case needs itself', async () => {
    const spec = writes.replace('title: PUT of a note', 'title: PUT of a note\n    needs: [quiet]');
    const plain = await load(scenario('forms: { law: old-refused }', stale), spec);
    expect(plain.diagnostics).toEqual([]);
    expect(plain.suites.suites.flatMap(({ scenarios }) => scenarios.map(({ matrix }) => matrix))).toMatchObject([
      { put: { needs: ['quiet'] } },
      { patch: { needs: [] } },
    ]);
    const word = stale.replace('$(subject.version)', '{ raw: $(case.tag) }');
    const matrix =
      'forms: { law: old-refused, method: PUT }\nmatrix: { one: { tag: a, needs: [control] }, two: { tag: b } }';
    const { suites } = await load(scenario(matrix, word), spec);
    expect(suites.suites[0]?.scenarios[0]?.matrix).toMatchObject({
      'put-one': { needs: ['quiet', 'control'] },
      'put-two': { needs: ['quiet'] },
    });
  });

  it('is one scenario for each form that is as it asks, with the request of the form and the rule of the law', async () => {
    const { suites, diagnostics } = await load(scenario('forms: { law: old-refused, conditional: true }', stale));
    expect(diagnostics).toEqual([]);
    const by = (id: string, rule: string, request: string): string =>
      `suite: toy/topic
title: A topic
scenarios:
  - id: law
    title: It holds of every write
    matrix: { ${id}: {} }
    given: [{ fixture: note, id: subject }]
    steps:
      - { id: stale, ${request}, ifMatch: $(subject.version), expect: [{ rule: ${rule}, status: 412, unchanged: GET $(subject.url) }] }
`;
    const put = await load(
      by(
        'put',
        'TOY-001',
        'request: PUT $(subject.url), headers: { Prefer: minimal }, json: { $(bind.note.text): mine }',
      ),
    );
    const patch = await load(
      by('patch', 'TOY-002', 'request: PATCH $(subject.url), jsonPatch: [{ op: replace, path: /text, value: mine }]'),
    );
    const lines = [...new Set([...meaningOf(put.suites), ...meaningOf(patch.suites)])].sort();
    const own = meaningOf(suites).map((line) => line.replaceAll(/,"(?:form|law)":"[\w-]+"/g, ''));
    expect([...new Set(own)].sort()).toEqual(lines);
    expect(suites.suites[0]?.scenarios.map(({ form: one }) => one)).toEqual(['put', 'patch']);
  });

  it('leaves out forms with which the law cannot be tried, and has one case per form and case of its matrix', async () => {
    const step =
      '- { id: write, request: $(form), json: $(form.answer), expect: [{ rule: $(form.rule), status: $(case.status) }] }';
    const { suites, diagnostics } = await load(
      scenario('forms: { law: kept }\nmatrix: { quick: { status: 201 }, slow: { status: 202 } }', step),
      writes.replace('undocumented: the page says nothing', 'none: it keeps nothing'),
    );
    expect(diagnostics).toEqual([]);
    expect(suites.suites[0]?.scenarios.flatMap(({ matrix }) => Object.keys(matrix ?? {}))).toEqual([
      'post-quick',
      'post-slow',
    ]);
    const [write] = suites.suites[0]?.scenarios[0]?.steps ?? [];
    expect(write?.kind === 'request' && write.request.body).toEqual({ kind: 'json', value: { made: 201 }, edit: [] });
  });

  it('has entries that judge nothing where no rule covers the law', async () => {
    const step =
      '- { id: write, request: $(form), expect: [{ rule: $(form.rule), status: 204 }, { rule: TOY-008, headers: { a: b } }] }';
    const { suites, diagnostics } = await load(scenario('forms: { law: kept, method: PUT }', step));
    expect(diagnostics).toEqual([]);
    const [write] = suites.suites[0]?.scenarios[0]?.steps ?? [];
    expect(write?.kind === 'request' && write.expect.map(({ rule, undocumented }) => [rule, undocumented])).toEqual([
      ['', { form: 'put', law: 'kept' }],
      ['TOY-008', undefined],
    ]);
  });

  it('adds headers to those of the form', async () => {
    const { suites } = await load(
      scenario(
        'forms: { method: PUT }',
        '- { id: a, request: $(form), headers: { X-A: b }, expect: [{ rule: TOY-001, status: 200 }] }',
      ),
    );
    const [write] = suites.suites[0]?.scenarios[0]?.steps ?? [];
    expect(write?.kind === 'request' && write.request.headers).toEqual([
      ['Prefer', ['minimal']],
      ['X-A', ['b']],
    ]);
  });

  it('is told of what it gets wrong, once, where it stands', async () => {
    const wrong = [
      scenario('forms: { lax: old-refused, conditonal: true }', stale),
      scenario('forms: { law: old-refusd }', stale),
      scenario('forms: { conditional: false, method: PUT }', stale),
      scenario('forms: []', stale),
      scenario('forms: { law: old-refused }\nmethods: [PUT, PATCH]', stale),
      scenario('forms: { law: old-refused }', `${stale.replace('$(form.read)', '$(form.raed)')}`),
      scenario(
        'forms: { conditional: true }',
        '- { id: a, request: $(form), json: {}, jsonPatch: [], expect: [{ rule: TOY-001, status: $(form) }] }',
      ),
      scenario('forms: { conditional: true }', stale.replaceAll('subject.version', 'subject.versoin')),
      scenario('', stale),
    ];
    let out = '';
    for (const topic of wrong) out += `${await said(topic)}---\n`;
    await expect(out).toMatchFileSnapshot('../testing/forms.snapshot.txt');
  });

  it('tells what is wrong with the forms themselves', async () => {
    const spec = `protocol: toy
traits: { title: Taken., conditional: It may name a version. }
laws: { kept: What is there stays. }
forms:
  put:
    fixture: note
    request: $(case.method) $(subject.url)
    json: { $(bind.note.txt): $(other.value) }
    has: { condition: true, conditional: 1 }
    laws: { kpt: TOY-001, kept: TOY-099 }
  Patch: { title: PATCH, fixture: note, request: PTACH /x, laws: { kept: { undocumentd: x } } }
`;
    const topic =
      'suite: toy/topic\ntitle: t\nscenarios:\n  - { id: a, title: t, steps: [{ id: a, request: GET /a, expect: [{ rule: TOY-001, status: 200 }] }] }\n';
    await expect(await said(topic, spec)).toMatchFileSnapshot('../testing/writes.snapshot.txt');
  });
});

describe('the laws of all protocols', () => {
  const laws = `traits: { conditional: It may name a version., atomic: It has parts. }
laws:
  old-refused: { of: conditional, says: An old version is refused., documented: true }
  kept: { of: all, says: What is there stays. }
`;
  const forms = (...lines: readonly string[]): string =>
    `protocol: toy\nforms:\n${lines.map((line, index) => `  form-${index + 1}: { title: t, fixture: note, request: PUT /x, ${line} }\n`).join('')}`;
  const faults = async (spec: string, shared = laws): Promise<readonly string[]> => {
    const files = toyFiles({ 'spec/toy/writes.yaml': spec });
    const input = { name: 'spec/laws.yaml', path: 'laws.yaml', content: { bytes: new TextEncoder().encode(shared) } };
    const { diagnostics } = await parseProtocol({ ...files, spec: [...files.spec, input] });
    return diagnostics.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`));
  };

  it('are said of every form that stands under them', async () => {
    expect(
      await faults(
        forms(
          'has: { conditional: true }, laws: { old-refused: TOY-001, kept: { undocumented: the page } }',
          'laws: { kept: { none: it makes nothing } }',
        ),
      ),
    ).toEqual([]);
  });

  it('fault a cell that is missing, too much, or not documented', async () => {
    expect(
      await faults(
        forms(
          'has: { conditional: true }, laws: { kept: TOY-001 }',
          'laws: { old-refused: TOY-001, kept: TOY-001 }',
          'has: { conditional: a token }, laws: { old-refused: { undocumented: the page }, kept: { none: a, undocumented: b } }',
          'has: { conditional: false }',
        ),
      ),
    ).toEqual([
      'the form "form-1" has no cell for the law "old-refused": An old version is refused. (a rule id, { undocumented: the sources searched } or { none: why it cannot be tried })',
      'the law "old-refused" is about forms that are conditional; "form-2" is not (write has: { conditional: true }, or leave the cell out)',
      'the law "old-refused" must be documented: its cell needs a rule',
      'a law that cannot be tried is not undocumented besides',
      'the form "form-4" has no cell for the law "kept": What is there stays. (a rule id, { undocumented: the sources searched } or { none: why it cannot be tried })',
    ]);
  });

  it('are not said again by a protocol, which may add some of its own', async () => {
    const own = (text: string): string =>
      forms('laws: { kept: TOY-001, loud: TOY-001 }').replace('forms:', `${text}\nforms:`);
    expect(await faults(own('laws: { loud: { of: all, says: It is loud. } }'))).toEqual([]);
    expect(
      await faults(own('laws: { loud: It is loud., kept: It is kept. }\ntraits: { atomic: It has parts. }')),
    ).toEqual([
      'the law "kept" is one of all protocols (spec/laws.yaml)',
      'the trait "atomic" is one of all protocols (spec/laws.yaml)',
    ]);
  });

  it('are faulted where they are about nothing', async () => {
    expect(await faults(forms('laws: { kept: TOY-001 }'), `${laws}  odd: { of: conditonal, says: Odd. }\n`)).toEqual([
      'unknown trait "conditonal" (did you mean "conditional"?)',
    ]);
  });

  it('adds what a step says to the part that the form is about, and leaves the other parts as they are', async () => {
    const batch = (own: string, more = ''): string => `protocol: toy
traits: { conditional: It may name a version. }
laws: { old-refused: An old version is refused. }
forms:
  part:
    title: PATCH in a batch
    fixture: note
    read: GET $(subject.url)
    request: POST $(bind.notes)
    about: "2"
    batch:
      - { id: other, request: GET $(subject.url) }
      - id: set
        changeSet:
          - { id: "1", request: DELETE $(subject.url) }
          - { id: "2", request: PATCH $(subject.url), json: { text: mine }, headers: { Prefer: minimal }${own} }
    has: { conditional: true }
    laws: { old-refused: TOY-001 }
${more}`;
    const added = ', ifMatch: $(subject.version), headers: { X: y }, edit: [{ op: remove, path: /text }]';
    const step = `- { id: stale, request: $(form)${added}, expect: [{ rule: $(form.rule), status: 412 }] }`;
    const { suites, diagnostics } = await load(scenario('forms: { law: old-refused }', step), batch(''));
    expect(diagnostics).toEqual([]);
    const [stale] = suites.suites[0]?.scenarios[0]?.steps ?? [];
    const body = stale?.kind === 'request' ? stale.request.body : undefined;
    expect(stale?.kind === 'request' && stale.request.ifMatch).toBeUndefined();
    expect(body).toMatchObject({
      about: '2',
      parts: [
        { id: 'other', request: { method: 'GET', headers: [] } },
        {
          parts: [
            { id: '1', request: { headers: [] } },
            {
              id: '2',
              request: {
                headers: [
                  ['Prefer', ['minimal']],
                  ['X', ['y']],
                ],
                ifMatch: { token: '$(subject.version)' },
                body: { edit: [{ op: 'remove', path: '/text' }] },
              },
            },
          ],
        },
      ],
    });
    expect(await said(scenario('forms: { law: old-refused }', step), batch(', ifMatch: any'))).toContain(
      'the form "part" says `ifMatch` itself',
    );
  });
});
