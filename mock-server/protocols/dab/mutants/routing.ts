import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty } from '../errors.ts';
import { configurationOf } from '../model/configuration.ts';
import type { Entity } from '../model/entity.ts';
import * as seams from '../seams.ts';
import { asNotFound, messageOf, refusedAs, refusingBad, refusingWith, saying, withError } from './around/refusals.ts';

/** Bugs of routing. */
export const routingMutants: readonly Mutant[] = [
  {
    id: 'unknown-entity-is-400',
    title: 'An unknown entity is answered 400.',
    fails: ['DAB-RTE-001'],
    at: [refusedAs(decidedBy('DAB-RTE-001'), { status: 400, code: 'BadRequest' })],
    editions: ['v1', 'v2'],
  },
  {
    id: 'entities-in-any-case',
    title: 'Entity paths may be written in any letter case.',
    fails: ['DAB-RTE-002'],
    at: [
      taking(
        all(decidedBy('DAB-RTE-002'), (exchange) => entityAt(exchange, true) !== undefined),
        (exchange) => {
          const path = entityAt(exchange, true)?.path ?? '';
          return { ...exchange.request, target: `${basePath(exchange)}/${path}${behind(exchange).slice(path.length)}` };
        },
      ),
    ],
  },
  {
    id: 'outside-is-404',
    title: 'A path outside the base path is answered 404.',
    fails: ['DAB-RTE-003'],
    at: [refusedAs(decidedBy('DAB-RTE-003'), { ...asNotFound, message: 'Not found.' })],
  },
  ...family(
    {
      'unknown-entity-is-400-on-get': 'GET',
      'unknown-entity-is-400-on-post': 'POST',
      'unknown-entity-is-400-on-put': 'PUT',
      'unknown-entity-is-400-on-patch': 'PATCH',
      'unknown-entity-is-400-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} of an unknown entity is answered 400.`,
      fails: ['DAB-RTE-001'],
      at: [refusedAs(all(on(method), decidedBy('DAB-RTE-001')), { status: 400, code: 'BadRequest' })],
    }),
  ),
  ...family(
    {
      'outside-is-404-on-get': 'GET',
      'outside-is-404-on-post': 'POST',
      'outside-is-404-on-put': 'PUT',
      'outside-is-404-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} outside the base path is answered 404.`,
      fails: ['DAB-RTE-003'],
      at: [refusedAs(all(on(method), decidedBy('DAB-RTE-003')), { ...asNotFound, message: 'Not found.' })],
    }),
  ),
  {
    id: 'prefix-in-any-case',
    title: 'The base path may be written in any letter case.',
    fails: ['DAB-RTE-003'],
    at: [
      taking(
        all(decidedBy('DAB-RTE-003'), (exchange) =>
          exchange.request.target.toLowerCase().startsWith(basePath(exchange).toLowerCase()),
        ),
        (exchange) => ({
          ...exchange.request,
          target: `${basePath(exchange)}${exchange.request.target.slice(basePath(exchange).length)}`,
        }),
      ),
    ],
  },
  {
    id: 'prefix-by-segment',
    title: 'The base path is compared by segments.',
    fails: ['DAB-RTE-003'],
    at: [
      refusingBad(
        (exchange) =>
          exchange.request.target.startsWith(basePath(exchange)) &&
          /^[^/?]/.test(exchange.request.target.slice(basePath(exchange).length)),
        'Invalid Path for route.',
      ),
    ],
  },
  {
    id: 'location-without-base-path',
    title: 'A Location leaves out the base path.',
    fails: ['DAB-RTE-004'],
    at: [
      atSeam(seams.locationOfNew, (sound, { call: { configuration } }) =>
        sound.replace(`${configuration.basePath}/`, '/'),
      ),
    ],
  },
  {
    id: 'entities-by-name',
    title: 'An entity is found by its name and not by its path.',
    fails: ['DAB-RTE-006'],
    at: [
      taking(hasOtherPath, (exchange) => {
        const { name = '', path = '' } = entityAt(exchange) ?? {};
        return { ...exchange.request, target: `${basePath(exchange)}/${name}${behind(exchange).slice(path.length)}` };
      }),
    ],
  },
  {
    id: 'path-in-texts',
    title: 'Texts name an entity by its path.',
    fails: ['DAB-RTE-006'],
    at: [
      withError(all(saying(/^Cannot perform INSERT/), hasOtherPath), (error, exchange) => {
        const { name = '', path = '' } = entityAt(exchange) ?? {};
        return { ...error, message: messageOf(exchange.response).replace(name, path) };
      }),
    ],
  },
  {
    id: 'configured-methods-count',
    title: 'A table serves the configured methods only.',
    fails: ['DAB-RTE-007'],
    at: [
      refusingWith(
        (exchange) => exchange.request.method !== 'GET' && entityAt(exchange)?.listsOnlyGet === true,
        refuseEmpty(405),
      ),
    ],
  },
];

function basePath({ world }: Exchange): string {
  return configurationOf(world).basePath;
}

/** What of a target stands behind the base path. */
function behind(exchange: Exchange): string {
  return exchange.request.target.slice(basePath(exchange).length + 1);
}

/** The entity whose path begins the target; `anyCase`: letter case aside. */
function entityAt(exchange: Exchange, anyCase = false): Entity | undefined {
  const fold = (text: string): string => (anyCase ? text.toLowerCase() : text);
  const route = `${fold(behind(exchange)).replace(/\?.*/s, '')}/`;
  return configurationOf(exchange.world).entities.find(({ path }) => route.startsWith(`${fold(path)}/`));
}

function hasOtherPath(exchange: Exchange): boolean {
  const entity = entityAt(exchange);
  return entity !== undefined && entity.path !== entity.name;
}
