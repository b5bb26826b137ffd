import type { HttpRequest } from '../../../../core/http.ts';
import { atSeam, type Exchange } from '../../../kernel/bug.ts';
import { family } from '../../../kernel/bugs/family.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { all, decidedBy, on } from '../../../kernel/bugs/when.ts';
import { carryingOut, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import { refuseEmpty } from '../errors.ts';
import { configurationOf } from '../model/configuration.ts';
import type { Entity } from '../model/entity.ts';
import * as seams from '../seams.ts';
import { asNotFound, messageOf, refusedAs, refusingBad, refusingWith, saying, withError } from './around/refusals.ts';

/** Bugs of routing. */
export const routingMutants: readonly Mutant[] = [
  ...mutantsOf(
    [
      ['unknown-entity-is-400', 'An unknown entity is answered 400.', 'DAB-RTE-001'],
      ['entities-in-any-case', 'Entity paths may be written in any letter case.', 'DAB-RTE-002'],
      ['outside-is-404', 'A path outside the base path is answered 404.', 'DAB-RTE-003'],
      ['prefix-in-any-case', 'The base path may be written in any letter case.', 'DAB-RTE-003'],
      ['prefix-by-segment', 'The base path is compared by segments.', 'DAB-RTE-003'],
      ['location-without-base-path', 'A Location leaves out the base path.', ['DAB-RTE-004', 'DAB-POS-001']],
      ['entities-by-name', 'An entity is found by its name and not by its path.', 'DAB-RTE-006'],
      [
        'misspelled-entities-insert-anyway',
        'An entity in other letter case is 404, and yet inserted into.',
        'DAB-RTE-002',
      ],
      ['path-in-texts', 'Texts name an entity by its path.', 'DAB-RTE-006'],
      ['configured-methods-count', 'A table serves the configured methods only.', 'DAB-RTE-007'],
    ],
    {
      'unknown-entity-is-400': refusedAs(decidedBy('DAB-RTE-001'), { status: 400, code: 'BadRequest' }),
      'entities-in-any-case': taking(
        all(decidedBy('DAB-RTE-002'), (exchange) => entityAt(exchange, true) !== undefined),
        inOwnCase,
      ),
      'misspelled-entities-insert-anyway': carryingOut(
        all(on('POST'), decidedBy('DAB-RTE-002'), (exchange) => entityAt(exchange, true) !== undefined),
        inOwnCase,
      ),
      'outside-is-404': refusedAs(decidedBy('DAB-RTE-003'), { ...asNotFound, message: 'Not found.' }),
      'prefix-in-any-case': taking(
        all(decidedBy('DAB-RTE-003'), (exchange) =>
          exchange.request.target.toLowerCase().startsWith(basePath(exchange).toLowerCase()),
        ),
        (exchange) => ({
          ...exchange.request,
          target: `${basePath(exchange)}${exchange.request.target.slice(basePath(exchange).length)}`,
        }),
      ),
      'prefix-by-segment': refusingBad(
        (exchange) =>
          exchange.request.target.startsWith(basePath(exchange)) &&
          /^[^/?]/.test(exchange.request.target.slice(basePath(exchange).length)),
        'Invalid Path for route.',
      ),
      'location-without-base-path': atSeam(seams.locationOfNew, (sound, { call: { configuration } }) =>
        sound.replace(`${configuration.basePath}/`, '/'),
      ),
      'entities-by-name': taking(hasOtherPath, (exchange) => {
        const { name = '', path = '' } = entityAt(exchange) ?? {};
        return { ...exchange.request, target: `${basePath(exchange)}/${name}${behind(exchange).slice(path.length)}` };
      }),
      'path-in-texts': withError(all(saying(/^Cannot perform INSERT/), hasOtherPath), (error, exchange) => {
        const { name = '', path = '' } = entityAt(exchange) ?? {};
        return { ...error, message: messageOf(exchange.response).replace(name, path) };
      }),
      'configured-methods-count': refusingWith(
        (exchange) => exchange.request.method !== 'GET' && entityAt(exchange)?.listsOnlyGet === true,
        refuseEmpty(405),
      ),
    },
    {
      'unknown-entity-is-400': { editions: ['v1', 'v2'] },
    },
  ),
  ...family({ 'post-to-entities-in-any-case': 'POST', 'patch-of-entities-in-any-case': 'PATCH' }, (method) => ({
    title: `A ${method} finds an entity in any letter case.`,
    fails: ['DAB-RTE-002'],
    at: [
      taking(
        all(on(method), decidedBy('DAB-RTE-001'), (exchange) => entityAt(exchange, true) !== undefined),
        inOwnCase,
      ),
    ],
  })),
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
      'outside-is-404-on-patch': 'PATCH',
      'outside-is-404-on-delete': 'DELETE',
    },
    (method) => ({
      title: `A ${method} outside the base path is answered 404.`,
      fails: ['DAB-RTE-003'],
      at: [refusedAs(all(on(method), decidedBy('DAB-RTE-003')), { ...asNotFound, message: 'Not found.' })],
    }),
  ),
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

/** The request with the path of its entity in the entity's own letter case. */
function inOwnCase(exchange: Exchange): HttpRequest {
  const path = entityAt(exchange, true)?.path ?? '';
  return { ...exchange.request, target: `${basePath(exchange)}/${path}${behind(exchange).slice(path.length)}` };
}

function hasOtherPath(exchange: Exchange): boolean {
  const entity = entityAt(exchange);
  return entity !== undefined && entity.path !== entity.name;
}
