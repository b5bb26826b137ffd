import { expect, test } from 'vitest';
import { loadProtocol } from '../../../../runner/load/load-protocol.ts';
import { forms } from './form-list.ts';
import { formMutants } from './forms.ts';

const { spec } = await loadProtocol('dialogporten');
const written = spec.writes?.forms ?? [];

test('bugs know the forms of write of the specification, with the rule of every cell', () => {
  const cells = written.map(({ id, title, laws }) => [
    id,
    { title, laws: Object.fromEntries(Object.entries(laws).filter(([, cell]) => typeof cell === 'string')) },
  ]);
  const known = Object.entries(forms).map(([id, { title, laws }]) => [id, { title, laws }]);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(cells));
});

test('every cell with a rule has a bug of its own', () => {
  const cells = written.flatMap(({ id, laws }) =>
    Object.entries(laws).flatMap(([law, cell]) => (typeof cell === 'string' ? [`${id} ${law} ${cell}`] : [])),
  );
  // A law may be broken in more than one way.
  const broken = new Set(formMutants.map(({ cell, fails }) => `${cell?.form} ${cell?.law} ${fails.join()}`));
  expect([...broken].sort()).toEqual(cells.sort());
});
