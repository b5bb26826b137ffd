import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from '../reporters/formats.ts';
import { defaultPolicy } from '../reporters/policy.ts';
import { fixtureReport } from './support/fixture-report.ts';

/* Every example of docs/reports.md is a piece of what that format makes of the report that tests use. Its command is run with all others (docs.test.ts). */
const page = readFileSync(new URL('../docs/reports.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/^<!-- (\w+) -->\n```\w+\n(.*?)\n```$/gms)].map(
  ([, name = '', text = '']) => [name, text] as const,
);

test.each(examples)('the example of %s', async (name, text) => {
  const render = await formats[name]?.();
  expect(render?.(fixtureReport, { policy: defaultPolicy, verbose: false })).toContain(text);
});

test('each format has an example, and is in the command', () => {
  expect(examples.map(([name]) => name).toSorted()).toEqual(Object.keys(formats).toSorted());
  for (const name of Object.keys(formats)) expect(page).toContain(`--reporter ${name}=`);
});
