import { definitions, matchersByKey } from './definitions.ts';

/** The JSON Schema of a matcher for editors: "#/$defs/matcher" of spec/schema/language.schema.json. */
export function matcherSchema(): Readonly<Record<string, unknown>> {
  const { shape } = definitions;
  return {
    description:
      'What a value must be: a plain value (equal), a shape whose keys begin with "/", or exactly one matcher. Every matcher but `absent` fails on a missing place.',
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(matchersByKey).map(([key, { summary, schema }]) => [key, { description: summary, ...schema }]),
    ),
    patternProperties: { '^[/$]': { description: shape.summary, ...shape.schema } },
  };
}
