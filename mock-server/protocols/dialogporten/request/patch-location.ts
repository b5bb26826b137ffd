import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../../../core/json.ts';
import type { DtoType } from '../model/dto-schema.ts';
import { updateDialogDto } from '../model/dtos.ts';

/** A place in the update document: its pointer with names as they are spelt there, and the type of what belongs there. */
export interface Located {
  readonly segments: readonly string[];
  readonly type: DtoType;
}

/** Why a path leads nowhere; `outside`: it names a member that the update document does not have. */
export interface Lost {
  readonly fault: string;
  readonly outside: boolean;
}

const localization: DtoType = {
  kind: 'object',
  members: [
    { name: 'value', type: { kind: 'text' } },
    { name: 'languageCode', type: { kind: 'text' } },
  ],
};

/** Follows a path (letter case and the leading slash do not matter) through the type and the document. */
export function locate(path: string, adds: boolean, document: JsonObject): Located | Lost {
  const segments = (path.startsWith('/') ? path.slice(1) : path)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const out: string[] = [];
  let type: DtoType = updateDialogDto;
  let value: Json | undefined = document;
  for (const [index, segment] of segments.entries()) {
    if (value === null || value === undefined) return missing(segments[index - 1] ?? segment);
    const item: DtoType | undefined =
      type.kind === 'list' ? type.of : type.kind === 'localizations' ? localization : undefined;
    if (item && isJsonArray(value)) {
      const place = arrayPlace(segment, value.length, adds && index === segments.length - 1);
      if ('fault' in place) return place;
      out.push(place.segment);
      value = place.segment === '-' ? undefined : value[Number(place.segment)];
      type = item;
      continue;
    }
    const found = type.kind === 'object' ? type.members.find(({ name }) => sameName(name, segment)) : undefined;
    if (!found || !isJsonObject(value)) return missing(segment);
    out.push(found.name);
    value = value[found.name];
    type = found.type;
  }
  return { segments: out, type };
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function missing(segment: string): Lost {
  return { fault: `The target location specified by path segment '${segment}' was not found.`, outside: true };
}

function arrayPlace(segment: string, length: number, adds: boolean): { readonly segment: string } | Lost {
  if (segment === '-') {
    if (adds) return { segment };
    return length > 0 ? { segment: String(length - 1) } : outOfBounds(segment);
  }
  if (!/^-?\d+$/.test(segment))
    return { fault: `The path segment '${segment}' is invalid for an array index.`, outside: false };
  const index = Number(segment);
  return index < 0 || index > (adds ? length : length - 1) ? outOfBounds(segment) : { segment: String(index) };
}

function outOfBounds(segment: string): Lost {
  return {
    fault: `The index value provided by path segment '${segment}' is out of bounds of the array size.`,
    outside: false,
  };
}
