import type { Definition, ObjectType } from './definition.ts';
import { masterDefinitions, masterObjectTypes } from './master-definitions.ts';
import { ticketDefinitions, ticketObjectTypes } from './ticket-definitions.ts';

export type { AttributeType, Definition, ObjectType } from './definition.ts';

/** Every Data Definition of this server. */
export const allDefinitions: readonly Definition[] = [...ticketDefinitions, ...masterDefinitions];

/** Every Configuration Item of this server. */
export const allObjectTypes: readonly ObjectType[] = [...ticketObjectTypes, ...masterObjectTypes];

/** What the page's body sample shows beside the real attributes. */
const pageAttributes = { Attribute1: 'text', Attribute2: 'text' } as const;

const definitionsByName = new Map(allDefinitions.map((definition) => [definition.name.toLowerCase(), definition]));
const typesByName = new Map(allObjectTypes.map((type) => [type.name.toLowerCase(), type]));

/** The definition of this name, in any letter case; in the edition "documented" with the attributes of the page's sample. */
export function findDefinition(name: string, edition: string): Definition | undefined {
  const found = definitionsByName.get(name.toLowerCase());
  if (found?.name !== 'SPSActivityClassBase' || edition !== 'documented') return found;
  return { ...found, attributes: { ...found.attributes, ...pageAttributes } };
}

/** The object type of this name, in any letter case. */
export function findObjectType(name: string): ObjectType | undefined {
  return typesByName.get(name.toLowerCase());
}

/** Definitions of which an object has any number of fragments: a server without journals has none of them. */
export const journalDefinitions: ReadonlySet<string> = new Set(ticketObjectTypes.flatMap(({ many = [] }) => many));
