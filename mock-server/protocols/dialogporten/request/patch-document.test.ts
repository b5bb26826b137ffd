import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../core/json.ts';
import { parseJson } from '../../../../core/parse-json.ts';
import type { World } from '../../../kernel/world.ts';
import { patchDocument, patchTarget } from './patch-document.ts';

const sound = { keeps: () => true, keepsFor: () => true, edition: 'current' } as unknown as World;
const fields: JsonObject = { status: 'InProgress', progress: 1, isApiOnly: false, searchTags: [{ value: 'one' }] };

function patch(text: string): ReturnType<typeof patchDocument> {
  return patchDocument(patchTarget(fields), parseJson(text) as readonly Json[], sound);
}

describe('patchDocument', () => {
  it('sets, clears and guards members, names in any letter case', () => {
    const patched = patch(
      '[{"op":"test","path":"/Progress","value":1.0},{"op":"replace","path":"/PROGRESS","value":2}]',
    );
    expect(patched).toMatchObject({ document: { progress: 2 } });
    expect(patch('[{"op":"remove","path":"/progress"},{"op":"remove","path":"/dueAt"}]')).toHaveProperty('document');
  });

  it('shows empty lists of activities and transmissions', () => {
    expect(patch('[{"op":"remove","path":"/activities/0"}]')).toMatchObject({
      fault: "The index value provided by path segment '0' is out of bounds of the array size.",
    });
    expect(patch('[{"op":"add","path":"/activities/-","value":{"type":"information"}}]')).toMatchObject({
      document: { activities: [{ type: 'Information' }] },
    });
  });

  it('says which segment leads nowhere', () => {
    for (const name of ['party', 'createdAt', 'notAMember', '__proto__', 'constructor'])
      expect(patch(`[{"op":"replace","path":"/${name}","value":1}]`)).toMatchObject({
        fault: `The target location specified by path segment '${name}' was not found.`,
      });
  });

  it('refuses a value of another type and a test that does not hold', () => {
    expect(patch('[{"op":"replace","path":"/progress","value":1.5}]')).toHaveProperty('fault');
    expect(patch('[{"op":"test","path":"/progress","value":9}]')).toMatchObject({
      fault: "The current value '1' at path 'progress' is not equal to the test value '9'.",
    });
  });

  it('leaves the document it was given alone', () => {
    const target = patchTarget(fields);
    const before = JSON.stringify(target);
    patchDocument(target, parseJson('[{"op":"add","path":"/searchTags/-","value":{"value":"two"}}]') as Json[], sound);
    expect(JSON.stringify(target)).toBe(before);
  });
});
