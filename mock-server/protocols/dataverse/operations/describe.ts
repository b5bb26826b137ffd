import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { respondText } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import type { AlternateKey, TableModel } from '../model/table.ts';
import { tables } from '../model/tables.ts';
import { writeCsdl } from '../read/csdl.ts';
import { respondData } from '../respond.ts';
import { keysInMetadata } from '../seams.ts';
import { serviceUrl } from '../service-url.ts';
import { featureOfAction } from './multiple/feature-of-action.ts';

/** GET on the service root: the entity sets. */
export function describeService(world: World): HttpResponse {
  world.cites('DV-MSC-003');
  const value = tables.map(({ setName }) => ({ name: setName, kind: 'EntitySet', url: setName }));
  return respondData(
    world,
    200,
    jsonObject([
      ['@odata.context', `${serviceUrl(world)}/$metadata`],
      ['value', value],
    ]),
  );
}

/** GET on $metadata: the types of all tables and definitions, with the alternate keys in annotations. */
export function describeMetadata(world: World): HttpResponse {
  world.cites('DV-MSC-004', 'DV-MSC-014');
  const keysOf = ({ keys }: TableModel): readonly AlternateKey[] => world.through(keysInMetadata, keys);
  // DeleteMultiple, which only elastic tables have, is left out of it by the service as well.
  const actions = Object.entries(featureOfAction).flatMap(([name, feature]) =>
    world.features.has(feature) ? [name] : [],
  );
  return respondText(200, 'application/xml', writeCsdl({ keysOf, path: (name) => namePath(name, world), actions }));
}

/** XML has two quotes, and CSDL two places for the path of an annotation. */
function namePath(name: string, world: World): string {
  return world.variant('other-xml-spelling')
    ? `<PropertyValue Property='Name'><PropertyPath>${name}</PropertyPath></PropertyValue>`
    : `<PropertyValue Property="Name" PropertyPath="${name}"/>`;
}
