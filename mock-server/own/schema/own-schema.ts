import { isJsonObject, type Json } from '../../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../../core/parse-json.ts';
import type { ProtocolCore } from '../../kernel/protocol-core.ts';
import { type Place, placeIn } from '../place-in.ts';

/** A protocol over the user's own tables. */
interface OwnSchema {
  readonly core: ProtocolCore;
  /** What the files use, and this server does not do. */
  readonly unsupported: readonly string[];
}

/** What is wrong with a file, and where. */
interface SchemaFault {
  readonly place: Place;
  readonly message: string;
}

/**
 * The protocol over the tables that a file describes, or what is wrong with that.
 * @param written JSON, comments allowed
 * @param definitions SQL that defines the tables
 */
export async function ownSchema(
  core: ProtocolCore,
  written: string,
  definitions: string,
): Promise<OwnSchema | { readonly faults: readonly SchemaFault[] }> {
  const text = withoutComments(written);
  const place = placeIn(text);
  const offsets = new Map<object, Map<string | number, number>>();
  let file: Json;
  try {
    file = parseJson(text, {
      duplicates: 'error',
      placed: (within, at, offset) => offsets.set(within, (offsets.get(within) ?? new Map()).set(at, offset)),
    });
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { faults: [{ place: place(error.offset), message: `this is no JSON: ${error.message}` }] };
  }
  if (!isJsonObject(file)) return { faults: [{ place: place(0), message: 'this is no object' }] };
  const own = (await core.workbench?.())?.own?.(file, definitions);
  if (own === undefined) return { faults: [{ place: place(0), message: `${core.id} takes no tables of one’s own` }] };
  if (!('faults' in own)) return { core: withTables(core, own), unsupported: own.unsupported };
  const root = file;
  return { faults: own.faults.map(({ message, path }) => ({ message, place: place(offsetOf(root, path, offsets)) })) };
}

/** The protocol with these tables, which are empty: nobody has rows in them but the user. */
function withTables(
  core: ProtocolCore,
  {
    model,
    features,
    example,
  }: { readonly model: unknown; readonly features: readonly string[]; readonly example: ProtocolCore['example'] },
): ProtocolCore {
  const { otherNames, ...known } = core;
  const [first = 'caller'] = Object.keys(core.credentials);
  return {
    ...known,
    model,
    defaultFeatures: features,
    seed: () => undefined,
    disturb: () => undefined,
    credentials: { [first]: core.credentials[first] ?? [] },
    example,
  };
}

/** Where the last member of a path stands that is there. */
function offsetOf(
  root: Json,
  path: readonly string[],
  offsets: ReadonlyMap<object, ReadonlyMap<string | number, number>>,
): number {
  let within: Json | undefined = root;
  let found = 0;
  for (const name of path) {
    const offset: number | undefined = offsets.get(within as object)?.get(name);
    if (!isJsonObject(within) || offset === undefined) break;
    found = offset;
    within = within[name];
  }
  return found;
}

/** The product takes comments: they become blanks, so that places stay. */
function withoutComments(text: string): string {
  return text
    .replace(/^\uFEFF/, ' ')
    .replaceAll(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
      found.startsWith('"') ? found : found.replaceAll(/[^\n]/g, ' '),
    );
}
