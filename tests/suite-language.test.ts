import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../core/errors.ts';
import { conversions } from '../core/template.ts';
import { createInProcessClient } from '../proof/in-process-client.ts';
import { runScenario } from '../runner/execute/run-scenario.ts';
import { answerNames } from '../runner/load/language/answer-roots.ts';
import { factKeys } from '../runner/load/language/read-facts.ts';
import { requestKeys } from '../runner/load/language/read-request.ts';
import { loadProtocol } from '../runner/load/load-protocol.ts';
import { matcherKeys } from '../runner/matchers/definitions.ts';
import type { TargetPlan } from '../runner/options.ts';
import { planTarget } from '../runner/plan/plan-target.ts';
import { createNotebook } from './support/notebook/notebook.ts';

const manual = readFileSync(new URL('../docs/suite-language.md', import.meta.url), 'utf8');
const notebook = new URL('./support/notebook/', import.meta.url);
const blocks = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);

/** A fenced block: what its first comment lines say, and the YAML. */
interface Example {
  readonly name: string;
  /** "pass", "skipped", "inconclusive", or "fail" and the rules that fail. */
  readonly verdict: string;
  /** What the diagnostics say when the file is refused. */
  readonly refused: string | undefined;
  /** Another example that is the fixtures or invariants file. */
  readonly files: string | undefined;
  /** What becomes of each assertion. */
  readonly assertions: string | undefined;
  readonly yaml: string;
}

/** What came out, and why, for whoever has to mend the example. */
interface Outcome {
  readonly verdict: string;
  readonly detail: string;
  /** "step/1 pass, step/2 fail". */
  readonly assertions?: string;
}

const examples = blocks
  .filter((yaml) => !yaml.startsWith('# writes.yaml'))
  .map((yaml): Example => {
    const say = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, 'm').exec(yaml)?.[1];
    return {
      name: say('example') ?? '',
      verdict: say('verdict') ?? 'pass',
      refused: say('refused'),
      files: say('files'),
      assertions: say('assertions'),
      yaml,
    };
  });

/** A whole suite file around an example: steps get a scenario with the fixture `note`, a scenario gets a suite. */
function wrap({ name, yaml }: Example): string {
  if (/^suite:/m.test(yaml)) return yaml;
  const indented = (spaces: number): string => yaml.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
  const head = `suite: notebook/${name}\ntitle: An example of the manual\nscenarios:\n  - id: example\n    title: An example\n`;
  if (/^- /m.test(yaml)) return `${head}    given: [{ fixture: note }]\n    steps:\n${indented(6)}`;
  return `${head}${indented(4)}`;
}

/** Loads the example beside the notebook's own files, and runs it against a notebook in process. */
async function outcomeOf(example: Example): Promise<Outcome> {
  const root = await mkdtemp(join(tmpdir(), 'suite-language-'));
  try {
    await cp(new URL('spec', notebook), join(root, 'spec'), { recursive: true });
    await cp(new URL('suites', notebook), join(root, 'suites'), { recursive: true });
    const place = (file: string): string => join(root, 'suites', 'notebook', `${file}.yaml`);
    const isSuite = !/^(fixtures|invariants|facts):/m.test(example.yaml);
    // What a file of facts declares must be used.
    const users = isSuite ? [example] : examples.filter(({ files }) => files === example.name);
    for (const extra of [example, ...examples.filter(({ name }) => name === example.files)]) {
      const kind = ['fixtures', 'invariants', 'facts'].find((key) => new RegExp(`^${key}:`, 'm').test(extra.yaml));
      if (kind) await writeFile(place(kind), kind === 'fixtures' ? withNote(extra.yaml) : extra.yaml);
    }
    for (const user of users) {
      const topic = /^suite: notebook\/(.*)$/m.exec(user.yaml)?.[1] ?? user.name;
      await writeFile(place(topic), wrap(user));
    }
    const { spec, suites } = await loadProtocol('notebook', { root });
    if (!isSuite) return { verdict: 'pass', detail: '' };
    return await runAll(spec, suites);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The fixture `note` beside those of an example. */
function withNote(yaml: string): string {
  const own = readFileSync(new URL('suites/notebook/fixtures.yaml', notebook), 'utf8');
  return `${own}${yaml.slice(yaml.indexOf('fixtures:\n') + 'fixtures:\n'.length)}`;
}

/** What the notebook's JSON Schemas say about a value. */
function schemaFaults(id: string, value: unknown): readonly string[] | undefined {
  const schema = JSON.parse(readFileSync(new URL(`spec/notebook/schemas/${id}.schema.json`, notebook), 'utf8'));
  const validate = new Ajv2020().compile(schema);
  return validate(value) ? [] : (validate.errors ?? []).map(({ message }) => message ?? '');
}

async function runAll(spec: TargetPlan['spec'], suites: TargetPlan['suites']): Promise<Outcome> {
  const edition = suites.suites[0]?.scenarios[0]?.editions?.at(-1) ?? 'second';
  const user = (name: string): readonly (readonly [string, string])[] => [['X-User', name]];
  const base: TargetPlan = {
    spec,
    suites,
    edition,
    bundled: false,
    connect: () => createInProcessClient(createNotebook(edition).answer),
    switchable: new Set(),
    declared: { control: 'present', clock: 'present', plain: 'present', drafts: 'absent' },
    identities: { owner: user('owner'), reader: user('reader') },
    bindings: {},
    headers: [],
    selection: { rules: [], suites: [], scenarios: [], onlyNamedEdition: false },
    volatile: [],
    secrets: [],
  };
  const verdicts: Outcome[] = [];
  for (const planned of planTarget(base).scenarios) {
    const { answer, control } = createNotebook(edition);
    const context = { client: createInProcessClient(answer), seed: planned.id, raceRounds: 2, schema: schemaFaults };
    const result = await runScenario(planned, { ...base, control }, context);
    const failed = result.assertions.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule);
    const why = result.assertions.flatMap(({ verdict, id, reason, mismatches }) =>
      verdict === 'pass' ? [] : [`${id}: ${reason ?? ''} ${JSON.stringify(mismatches)}`],
    );
    const verdict = [result.verdict, ...new Set(failed)].join(' ');
    const assertions = result.assertions.map((one) => `${one.id} ${one.verdict}`).join(', ');
    verdicts.push({ verdict, detail: [result.reason, ...why].join('\n'), assertions });
  }
  const plain = ['pass', 'skipped'];
  return verdicts.find(({ verdict }) => !plain.includes(verdict)) ?? verdicts[0] ?? { verdict: 'nothing', detail: '' };
}

describe('docs/suite-language.md', () => {
  it('names each example, each name once', () => {
    const names = examples.map(({ name }) => name);
    expect(names).not.toContain('');
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ...factKeys.map((key) => ['the fact', `${key}:`]),
    ...matcherKeys.map((key) => ['the matcher', `${key}:`]),
    ...requestKeys.map((key) => ['the request key', `${key}:`]),
    ...conversions.map((name) => ['the conversion', `|${name})`]),
    ...answerNames.map((name) => ['what a step offers,', `.${name}`]),
  ])('has an example of %s %s', (_, text) => {
    expect(examples.some(({ refused, yaml }) => refused === undefined && yaml.includes(text as string))).toBe(true);
  });

  it.each(examples.map((example) => [example.name, example] as const))(
    'says the truth about %s',
    async (_, example) => {
      if (example.refused === undefined) {
        const { verdict, detail, assertions } = await outcomeOf(example);
        expect(verdict, detail).toBe(example.verdict);
        if (example.assertions !== undefined) expect(assertions).toBe(example.assertions);
        return;
      }
      const error = await outcomeOf(example).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputError);
      const { diagnostics } = error as InputError;
      expect(diagnostics.map(({ message, hint }) => `${message} ${hint ?? ''}`).join('\n')).toContain(example.refused);
    },
  );
});
