import { isJsonArray, type Json, jsonTypeOf } from '../../core/json.ts';
import { jsonEquals } from '../../core/json-equals.ts';
import { parsePointer, valueAt } from '../../core/json-pointer.ts';
import type { ProtocolSpec } from '../../core/protocol-spec.ts';
import type { RowSample } from '../load/described/described.ts';
import { bindingValues } from './binding-values.ts';
import type { Proposal } from './propose-bindings.ts';
import type { Reader } from './read-descriptions.ts';
import type { BindingFault } from './verify-bindings.ts';

/** Values that a target's rows have for a binding. */
export interface Sampled {
  readonly binding: string;
  readonly values: readonly Json[];
  readonly path: string;
  /** Why they could not be listed. */
  readonly fault?: string;
  /** Is the row there that the binding names now? Undefined: nobody can tell. */
  readonly there?: boolean;
}

/** Reads the rows of samples. */
export async function readRows(
  spec: Pick<ProtocolSpec, 'bindings'>,
  samples: readonly RowSample[],
  own: Readonly<Record<string, Json>>,
  read: Reader,
): Promise<readonly Sampled[]> {
  const values = bindingValues(spec, own);
  const sampled = await Promise.all(
    samples.map(async ({ get, in: place, gives, find }): Promise<readonly Sampled[]> => {
      const path = values.fill(get) ?? get;
      const answer = await read.json(path);
      const list = 'json' in answer ? valueAt(answer.json, parsePointer(place) ?? []) : undefined;
      const rows = isJsonArray(list) ? list : [];
      return Promise.all(
        Object.entries(gives).map(async ([binding, at]): Promise<Sampled> => {
          const type = jsonTypeOf(spec.bindings[binding]?.value as Json);
          const found = rows.flatMap((row) => valueAt(row, parsePointer(values.fill(at) ?? '') ?? []) ?? []);
          const where = find[binding] === undefined ? undefined : values.fill(find[binding]);
          return {
            binding,
            values: found.filter((value) => jsonTypeOf(value) === type),
            path,
            ...('fault' in answer ? { fault: answer.fault } : {}),
            ...(where === undefined ? {} : { there: 'json' in (await read.json(where)) }),
          };
        }),
      );
    }),
  );
  return sampled.flat();
}

/** What the rows say that bindings should be: as the protocol has it, where a row has that, else what the first row has. */
export function proposeOfRows(
  spec: Pick<ProtocolSpec, 'bindings'>,
  sampled: readonly Sampled[],
  given: Readonly<Record<string, Json>>,
): readonly Proposal[] {
  const used: Json[] = [];
  return sampled.flatMap(({ binding, values, path, fault, there }): Proposal[] => {
    if (Object.hasOwn(given, binding)) return [];
    const own = spec.bindings[binding]?.value as Json;
    if (there) return [{ binding, state: 'fits', value: own, because: 'is there' }];
    const value =
      values.find((one) => jsonEquals(one, own)) ?? values.find((one) => !used.some((other) => jsonEquals(other, one)));
    if (value === undefined)
      return [{ binding, state: 'open', because: fault ?? `GET ${path} shows no row that has another` }];
    used.push(value);
    return [
      { binding, state: jsonEquals(value, own) ? 'fits' : 'found', value, because: `a row of GET ${path} has it` },
    ];
  });
}

/** Bindings for rows that are there, of which no row is. */
export function verifyRows(
  spec: Pick<ProtocolSpec, 'bindings'>,
  sampled: readonly Sampled[],
  own: Readonly<Record<string, Json>>,
): readonly BindingFault[] {
  return sampled.flatMap(({ binding, values, there, fault }): BindingFault[] => {
    if (there !== false || fault !== undefined) return [];
    const value = (own[binding] ?? spec.bindings[binding]?.value) as Json;
    return [{ binding, value: String(value), says: 'no such row is there', resembles: values.slice(0, 3).map(String) }];
  });
}
