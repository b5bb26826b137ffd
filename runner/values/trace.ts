import type { Json } from '../../core/json.ts';
import { isJsonArray, isJsonNumber, isJsonObject } from '../../core/json.ts';
import type { MadeValue, ValueSource } from '../../core/scenario-trace.ts';
import type { Maker } from '../../core/suite.ts';
import { textOf } from './convert.ts';
import type { Root } from './scope.ts';

type Values = (name: string) => Json | undefined;

/**
 * Notes which values of answers, and which made ones, are read. Values that are kept (fixtures' results) count as reading again what they
 * were made of, so that what a request rests on is exactly what is noted while it is built.
 */
export interface Trace {
  readonly made: readonly MadeValue[];
  /** What was read while this ran. */
  noting<T>(work: () => T): { readonly value: T; readonly read: readonly ValueSource[] };
  /** Reading from this root is reading the answer of that exchange. @param placeOf where in the body a path leads. */
  ofAnswer(exchange: number, root: Root, placeOf?: (path: readonly string[]) => string | undefined): Root;
  /** The same values; who reads one again reads what it was made of. */
  kept(values: Values): Values;
  /** The same values, made by these. */
  ofMakers(values: Values, makerOf: (name: string) => Maker | undefined): Values;
}

/** Of longer lists the others stay as they are. */
const longestList = 20;

/** A trace of one execution of a scenario. */
export function createTrace(): Trace {
  const made: MadeValue[] = [];
  const read: ValueSource[] = [];
  const noting: Trace['noting'] = (work) => {
    const mark = read.length;
    const value = work();
    return { value, read: read.slice(mark) };
  };
  const kept: Trace['kept'] = (values) => {
    const grounds = new Map<string, readonly ValueSource[]>();
    return (name) => {
      const known = grounds.get(name);
      if (known !== undefined) {
        read.push(...known);
        return values(name);
      }
      const first = noting(() => values(name));
      grounds.set(name, first.read);
      return first.value;
    };
  };
  return {
    made,
    noting,
    kept,
    ofAnswer: (exchange, root, placeOf) => (path, from) => {
      const value = root(path, from);
      const place = placeOf?.(path);
      if (value !== undefined)
        read.push({ from: 'answer', exchange, texts: leavesOf(value), ...(place === undefined ? {} : { place }) });
      return value;
    },
    ofMakers: (values, makerOf) => {
      const known = new Set<string>();
      return kept((name) => {
        const value = values(name);
        const maker = makerOf(name);
        if (value === undefined || maker === undefined || known.has(name)) return value;
        known.add(name);
        for (const one of madeBy(maker, value)) {
          read.push({ from: 'made', index: made.length });
          made.push(one);
        }
        return value;
      });
    },
  };
}

/** The texts and numbers in a value. */
function leavesOf(value: Json): readonly string[] {
  if (isJsonArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (isJsonNumber(value)) return [textOf(value)];
  return isJsonObject(value) ? Object.values(value).flatMap((member) => leavesOf(member as Json)) : [];
}

function madeBy(maker: Maker, value: Json): readonly MadeValue[] {
  const text = textOf(value);
  switch (maker.kind) {
    case 'uuid': {
      const { version, offsetMs } = maker;
      return [{ kind: 'uuid', text, version, ...(offsetMs === undefined ? {} : { offsetMs }) }];
    }
    case 'time':
      return [{ kind: 'time', text, offsetMs: maker.offsetMs }];
    case 'unique':
      return [{ kind: maker.type, text }];
    case 'list':
      return leavesOf(value)
        .filter((leaf) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(leaf))
        .slice(0, longestList)
        .map((leaf) => ({ kind: 'uuid', text: leaf, version: 7 }));
    case 'value':
    case 'fill':
      return [];
  }
}
