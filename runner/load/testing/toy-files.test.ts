import { expect, it } from 'vitest';
import { parseProtocol } from '../parse-protocol.ts';
import { toyFiles, toyTexts } from './toy-files.ts';

it('are a sound protocol', async () => {
  const { spec, suites, diagnostics } = await parseProtocol(toyFiles());
  expect(diagnostics).toEqual([]);
  expect([spec?.id, suites.suites.map(({ id }) => id)]).toEqual(['toy', ['toy/topic']]);
});

it('can be replaced, added and left out', () => {
  const paths = ({ spec, suites }: ReturnType<typeof toyFiles>): readonly string[] =>
    [...spec, ...suites].map(({ name }) => name);
  expect(paths(toyFiles())).toEqual(Object.keys(toyTexts));
  const changed = toyFiles({
    'spec/toy/rules.yaml': 'new',
    'suites/toy/more.yaml': 'more',
    'spec/toy/features.yaml': undefined,
  });
  expect(paths(changed)).toContain('suites/toy/more.yaml');
  expect(paths(changed)).not.toContain('spec/toy/features.yaml');
  const rules = changed.spec.find(({ path }) => path === 'rules.yaml')?.content;
  expect(rules).toEqual({ bytes: new TextEncoder().encode('new') });
});
