import type { Definition, ObjectType } from './definition.ts';

/** The Configuration Item of fragments that are the only part of their object; the Objects service does not show it. */
export function ownTypeOf({ name }: Definition): Pick<ObjectType, 'name' | 'id' | 'title'> {
  const title = name.replace(/Class(Base)?$/, '').replace(/ClassBase/, '');
  return { name: `${title}Type`, id: idFrom(name), title };
}

/** A GUID that is always the same for a name (FNV-1a, four times). */
function idFrom(name: string): string {
  const words = [0, 1, 2, 3].map((salt) => {
    let hash = 0x811c9dc5 ^ salt;
    for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  const digits = words.join('');
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `5${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20)].join('-');
}
