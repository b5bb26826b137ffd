/** Kinds of attribute values; the wire shows guids as texts, flags as 0 and 1, dates as ISO 8601 in UTC. */
export type AttributeType = 'text' | 'integer' | 'flag' | 'guid' | 'date';

/** Where the value of an attribute leads: to the fragment of this definition that has it as its ID, or as its Value. */
export interface Relation {
  readonly to: string;
  readonly by?: 'Value';
}

/** A Data Definition: the named set of attributes that its fragments have. ID and TimeStamp are on each of them. */
export interface Definition {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Attribute that a list shows as DisplayString. */
  readonly display: string;
  /** By attribute. */
  readonly relations?: Readonly<Record<string, Relation>>;
  /** N:M relations, which are no attributes: the definition at the other end by the relation's name. */
  readonly links?: Readonly<Record<string, string>>;
  /** Attributes whose values depend on the language. */
  readonly localizable?: readonly string[];
  /** Attributes without which no fragment is made. */
  readonly mandatory?: readonly string[];
}

/** A Configuration Item: its objects are made of one fragment of each definition, and of any number of those of `many`. */
export interface ObjectType {
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly definitions: readonly string[];
  readonly many?: readonly string[];
  /** What the numbers of such tickets begin with. */
  readonly numbers?: string;
}
