import { readText } from '../../load/input/read-scalar.ts';
import { suggest } from '../../load/input/suggest.ts';
import type { MatcherDefinition } from '../definition.ts';
import { differs, holds, unjudgeable } from '../match-result.ts';

export const schema: MatcherDefinition<'schema'> = {
  key: 'schema',
  summary: 'Id of spec/<protocol>/schemas/<id>.schema.json.',
  schema: { type: 'string', minLength: 1 },
  read: (node, { file, schemas, schemaFile }) => {
    const id = readText(file, node, 'schema');
    if (id !== '' && !schemas.has(id))
      file.fault(node, `unknown schema "${id}"`, suggest(id, schemas) ?? `expected ${schemaFile(id)}`);
    return { kind: 'schema', schema: id };
  },
  describe: (matcher) => `schema ${matcher.schema}`,
  match: (matcher, value, context, place) => {
    const faults = context.schema?.(matcher.schema, value);
    if (faults === undefined) return unjudgeable(place, `schema ${matcher.schema}`, 'the schema is not known');
    return faults.length === 0 ? holds : differs(place, `schema ${matcher.schema}`, faults.join('; '));
  },
};
