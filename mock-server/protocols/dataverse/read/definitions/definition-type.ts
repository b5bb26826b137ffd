import type { Json } from '../../../../../core/json.ts';

/** One member of a definition: its type in OData, and its value. */
export interface DefinitionMember<S> {
  readonly name: string;
  readonly type: string;
  readonly value: (subject: S) => Json;
}

/** Definitions below a definition, in a navigation property of it. */
interface DefinitionPart<S> {
  readonly name: string;
  /** The type of them all, or its base. */
  readonly type: string;
  /** There is one, and it is no list. */
  readonly single?: true;
  readonly of: (subject: S) => readonly Definition[];
}

/** A type of definition: what $metadata says of it and what is shown of one come from here. */
export interface DefinitionType<S> {
  readonly name: string;
  readonly base?: string;
  /** There are only such of the types that are based on it. */
  readonly abstract?: true;
  /** Without those of its base. */
  readonly members: readonly DefinitionMember<S>[];
  readonly parts: readonly DefinitionPart<S>[];
}

/** A definition that is shown. */
export interface Definition {
  readonly type: string;
  /** Of the type and its bases. */
  readonly members: readonly { readonly name: string; readonly type: string; readonly value: Json }[];
  readonly parts: readonly {
    readonly name: string;
    readonly single: boolean;
    readonly of: () => readonly Definition[];
  }[];
}

/** The definition of a subject by these types, bases first. The last one names it. */
export function define<S>(subject: S, ...types: readonly DefinitionType<S>[]): Definition {
  return {
    type: types.at(-1)?.name ?? '',
    members: types.flatMap(({ members }) =>
      members.map(({ name, type, value }) => ({ name, type, value: value(subject) })),
    ),
    parts: types.flatMap(({ parts }) =>
      parts.map(({ name, single = false, of }) => ({ name, single, of: () => of(subject) })),
    ),
  };
}

/** A member of this type. */
export function member<S>(name: string, type: string, value: (subject: S) => Json): DefinitionMember<S> {
  return { name, type, value };
}

/** A text for people, in the one language there is. */
export function label(text: string): Json {
  const localized = { Label: text, LanguageCode: 1033, IsManaged: true, MetadataId: null, HasChanged: null };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}

/** A setting that a solution may have fixed; here none has. */
export function managed(value: Json, name: string): Json {
  return { Value: value, CanBeChanged: true, ManagedPropertyLogicalName: name };
}
