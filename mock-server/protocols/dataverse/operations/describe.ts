import type { HttpResponse } from '../../../../core/http.ts';
import { jsonObject } from '../../../../core/json.ts';
import { respondText } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { edmTypes } from '../model/edm-types.ts';
import { type Lookup, lookupValueName, type TableModel } from '../model/table.ts';
import { tables } from '../model/tables.ts';
import { respondData } from '../respond.ts';
import { keysInMetadata } from '../seams.ts';
import { serviceUrl } from '../service-url.ts';

/** GET on the service root: the entity sets. */
export function describeService(world: World): HttpResponse {
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

/** GET on $metadata: a small CSDL document with the alternate keys in annotations. */
export function describeMetadata(world: World): HttpResponse {
  const types = tables.map((table) => entityType(table, world)).join('');
  const sets = tables
    .map(({ setName, logicalName }) => `<EntitySet Name="${setName}" EntityType="mscrm.${logicalName}"/>`)
    .join('');
  const xml = `<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types}<EntityContainer Name="System">${sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
  return respondText(200, 'application/xml', xml);
}

function entityType(table: TableModel, world: World): string {
  const { logicalName, primaryKey, columns, lookups, keys } = table;
  const properties = columns.map(({ name, type }) => `<Property Name="${name}" Type="${edmTypes[type.kind]}"/>`);
  const links = lookups.map(
    (lookup: Lookup) =>
      `<Property Name="${lookupValueName(lookup)}" Type="Edm.Guid"/><NavigationProperty Name="${lookup.name}" Type="mscrm.${lookup.target}"/>`,
  );
  world.cites('DV-MSC-004');
  const shown = world.through(keysInMetadata, keys);
  const records = shown.map(({ columns: parts }) => keyRecord(parts, world)).join('');
  const annotation =
    records === ''
      ? ''
      : `<Annotation Term="OData.Community.Keys.V1.AlternateKeys"><Collection>${records}</Collection></Annotation>`;
  return `<EntityType Name="${logicalName}"><Key><PropertyRef Name="${primaryKey}"/></Key>${properties.join('')}${links.join('')}${annotation}</EntityType>`;
}

/** XML has two quotes, and CSDL two places for the path of an annotation. */
function namePath(name: string, world: World): string {
  return world.variant('other-xml-spelling')
    ? `<PropertyValue Property='Name'><PropertyPath>${name}</PropertyPath></PropertyValue>`
    : `<PropertyValue Property="Name" PropertyPath="${name}"/>`;
}

function keyRecord(columns: readonly string[], world: World): string {
  const parts = columns.map(
    (name) =>
      `<Record Type="OData.Community.Keys.V1.PropertyRef"><PropertyValue Property="Alias" String="${name}"/>${namePath(name, world)}</Record>`,
  );
  return `<Record Type="OData.Community.Keys.V1.AlternateKey"><PropertyValue Property="Key"><Collection>${parts.join('')}</Collection></PropertyValue></Record>`;
}
