import { nextForeignRow } from '../../kernel/foreign-row.ts';
import type { Store } from '../../kernel/store.ts';
import type { World } from '../../kernel/world.ts';
import { allDefinitions, findDefinition, findObjectType } from './model/definitions.ts';
import { fragmentsOf } from './model/fragment-row.ts';
import { objectsOf } from './model/object-row.ts';
import { encodeRowversion } from './model/rowversion.ts';
import { seedObjects, seedRows } from './model/seed-rows.ts';
import { ticketDefinitions } from './model/ticket-definitions.ts';
import { ownValues } from './write/own-values.ts';
import { insertFragment } from './write/write-fragment.ts';

/** The id of the fragment in all examples of the page. */
export const publishedId = '7777780d-71a0-df11-708c-000c2968299e';

/** The TimeStamp in the page's body sample: AAAAACeGa20=. */
const publishedTimeStamp = encodeRowversion(0x27866b6dn);

/** The first rows: the page's category, and what tickets refer to; in the edition "documented" also the fragment of its body sample. */
export function seed(store: Store, world: World): void {
  const category = findDefinition('SPSScCategoryClassBase', world.edition);
  const names = { Name: 'Facility Management', Description: 'Facility Management' };
  const defaults = { DefaultSubject: '', DefaultImpact: 1, Hidden: 0 };
  if (category) insertFragment({ store, world }, category, publishedId, { ...names, ...defaults });
  for (const definition of allDefinitions)
    for (const { id, values } of seedRows[definition.name] ?? []) {
      const object = seedObjects.find(({ fragments }) => fragments[definition.name] === id);
      const type = object && findObjectType(object.type);
      if (!type) insertFragment({ store, world }, definition, id, values);
      else {
        const own = ownValues({ store }, definition, type, object.id, values);
        insertFragment({ store, world }, definition, id, own, { type: type.name, id: object.id });
        objectsOf(store, type).put(object.id, { id: object.id, fragments: object.fragments });
      }
    }
  // The sample names no definition; this is the one the page has as an example of a name.
  const sample = world.edition === 'documented' ? findDefinition('SPSActivityClassBase', world.edition) : undefined;
  if (!sample) return;
  fragmentsOf(store, sample).put(publishedId, {
    id: publishedId,
    timeStamp: publishedTimeStamp,
    values: { Subject: 'Facility Management', Attribute1: 'Old Value', Attribute2: 'Old Value' },
    writtenAt: world.now(),
  });
}

/** Somebody else at work: a fragment of each definition of tickets is theirs again and again. */
export function disturb(store: Store, world: World): void {
  const { id } = nextForeignRow(store, 3);
  for (const definition of ticketDefinitions) {
    const shown = definition.attributes[definition.display] === 'integer' ? 200 : 'Theirs';
    insertFragment({ store, world }, definition, id, { [definition.display]: shown });
  }
}
