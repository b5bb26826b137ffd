import type { ProtocolFiles } from '../find-files.ts';
import { parseInput } from '../input/input-file.ts';
import type { FormNode } from './context.ts';

/** The forms of write in a protocol's writes.yaml, as YAML. Says nothing about faults: they are told with the catalogue's. */
export async function parseForms({ spec }: Pick<ProtocolFiles, 'spec'>): Promise<readonly FormNode[]> {
  const input = spec.find(({ path }) => path === 'writes.yaml');
  const root = input && (await parseInput(input, []))?.root;
  const forms = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'forms')?.value : undefined;
  if (forms?.kind !== 'map') return [];
  return forms.entries.flatMap(({ key, value }) => (value.kind === 'map' ? [{ id: key, map: value }] : []));
}
