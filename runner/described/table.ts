/** A table as a target tells of it, whatever its protocol calls that. */
export interface Table {
  readonly kind: string;
  /** What it is called, by the name of the name: "path", "set". */
  readonly names: Readonly<Record<string, string>>;
  /** Undefined: nobody asked for them, or nothing was told. */
  readonly columns?: readonly Column[];
  /** Alternate keys; undefined: not told. */
  readonly keys?: readonly (readonly string[])[];
}

/** One column, or what stands in its place: an attribute, a navigation property, a part. */
export interface Column {
  readonly name: string;
  /** text, integer, number, boolean, guid, date, object, …; undefined: not told. */
  readonly type?: string;
  /** Is it a part of the key? */
  readonly key?: boolean;
  /** The target makes its value. */
  readonly made?: boolean;
  /** What the table that it leads to is called. */
  readonly to?: string;
}

/** Is a column of this type one where that type is wanted? Descriptions often say less than a protocol knows. */
export function fitsType(wanted: string | undefined, told: string | undefined): boolean {
  if (wanted === undefined || told === undefined || wanted === told) return true;
  return weaker[wanted]?.includes(told) ?? false;
}

const weaker: Readonly<Record<string, readonly string[]>> = {
  integer: ['number'],
  guid: ['text'],
  date: ['text'],
  flag: ['boolean', 'integer'],
  choice: ['integer'],
  state: ['integer'],
  status: ['integer'],
  money: ['number'],
};
