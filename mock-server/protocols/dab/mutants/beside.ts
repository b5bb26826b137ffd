import { headerValue, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, off } from '../../../kernel/bug.ts';
import { answering, type When, withJson, withoutHeader, withStatus } from '../../../kernel/bugs/answer-otherwise.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, sends } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse, refuseEmpty } from '../errors.ts';
import { compressed } from '../read/encode.ts';
import { answeringEmpty, refusingWith } from './around/refusals.ts';

/** Bugs of what comes before and beside the entities: methods, health, descriptions, negotiation. */
export const besideMutants: readonly Mutant[] = [
  {
    id: 'head-is-get',
    title: 'HEAD is GET, and other methods are 501.',
    fails: ['DAB-RTE-008'],
    at: [
      around(answered(decidedBy('DAB-RTE-008'), 405), ({ request, response, instead }) =>
        request.method === 'HEAD' ? instead({ ...request, method: 'GET' }) : { ...response, status: 501 },
      ),
    ],
  },
  {
    id: 'no-allow',
    title: 'A 405 has no Allow.',
    fails: ['DAB-RTE-008'],
    at: [withoutHeader('Allow', decidedBy('DAB-RTE-008'))],
  },
  {
    id: 'options-are-answered',
    title: 'OPTIONS is answered 204.',
    fails: ['DAB-RTE-008'],
    at: [withStatus(204, all(on('OPTIONS'), decidedBy('DAB-RTE-008')))],
  },
  {
    id: 'preflights-are-405',
    title: 'The question of a browser before a write is answered 405.',
    fails: ['DAB-RTE-008'],
    at: [
      around(answered(decidedBy('DAB-RTE-008'), 204), ({ request, instead }) =>
        instead({ ...request, method: 'TRACE' }),
      ),
    ],
  },
  {
    id: 'any-method-asks-first',
    title: 'Any method is a preflight if it comes with the header of one.',
    fails: ['DAB-RTE-008'],
    at: [
      taking(all(decidedBy('DAB-RTE-008'), sends('access-control-request-method')), ({ request }) => ({
        ...request,
        method: 'OPTIONS',
      })),
    ],
  },
  {
    id: 'method-is-overridden',
    title: 'A header may name another method.',
    fails: ['DAB-RTE-008'],
    at: [
      taking(sends('x-http-method-override'), ({ request }) => ({
        ...request,
        method: headerValue(request.headers, 'x-http-method-override') ?? '',
      })),
    ],
  },
  {
    id: 'no-health',
    title: 'The root is not there.',
    fails: ['DAB-RTE-009'],
    at: [answering(decidedBy('DAB-RTE-009'), () => respondEmpty(404))],
  },
  {
    id: 'app-of-another-release',
    title: 'The name of the application has another release than the health.',
    fails: ['DAB-RTE-009'],
    at: [withJson(decidedBy('DAB-RTE-009'), (body) => edited(body, { 'app-name': 'dab_oss_0.0.0' }))],
  },
  {
    id: 'long-health-for-everybody',
    title: 'The long health is told to anybody in production.',
    fails: ['DAB-RTE-009'],
    at: [
      around(answered(atPath(/^\/health$/), 403), ({ request, instead }) => ({
        ...instead({ ...request, target: '/' }),
        headers: [],
      })),
    ],
  },
  {
    id: 'no-description',
    title: 'The description of the endpoint is not there.',
    fails: ['DAB-RTE-009'],
    at: [refusingWith(atPath(/\/openapi$/), noEntity)],
  },
  {
    id: 'description-of-another-release',
    title: 'The description names another release than the health.',
    fails: ['DAB-RTE-009'],
    at: [
      withJson(done(atPath(/\/openapi/)), (body) =>
        edited(body, { info: edited(memberOf(body, 'info'), { version: '0.0.0' }) }),
      ),
    ],
  },
  {
    id: 'description-without-key-paths',
    title: 'The description leaves out the paths of single rows.',
    fails: ['DAB-RTE-009'],
    at: [
      withJson(done(atPath(/\/openapi/)), (body) =>
        edited(body, { paths: jsonObject(pathsOf(body).filter(([path]) => !path.includes('{'))) }),
      ),
    ],
  },
  {
    id: 'description-without-parameters',
    title: 'The description tells no parameters of a read.',
    fails: ['DAB-RTE-009'],
    at: [
      withJson(done(atPath(/\/openapi/)), (body) =>
        edited(body, {
          paths: jsonObject(
            pathsOf(body).map(([path, item]) => [
              path,
              edited(item, { get: edited(memberOf(item, 'get'), { parameters: [] }) }),
            ]),
          ),
        }),
      ),
    ],
  },
  {
    id: 'description-for-any-role',
    title: 'A role that is not there has a description.',
    fails: ['DAB-RTE-009'],
    at: [
      taking(answered(atPath(/\/openapi\/./), 404), ({ request }) => ({
        ...request,
        target: request.target.replace(/\/[^/]*$/, ''),
      })),
    ],
  },
  {
    id: 'no-description-for-roles',
    title: 'The description for a role is not there.',
    fails: ['DAB-RTE-009'],
    at: [refusingWith(atPath(/\/openapi\/./), noEntity)],
  },
  {
    id: 'accept-counts',
    title: 'A type other than JSON is 406.',
    fails: ['DAB-NEG-002'],
    at: [
      refusingWith(
        ({ request }) => !/json|\*\/\*|^$/.test(headerValue(request.headers, 'accept') ?? ''),
        refuseEmpty(406),
      ),
    ],
  },
  {
    id: 'compresses-without-a-word',
    title: 'A compressed answer does not say so.',
    fails: ['DAB-NEG-003'],
    at: [
      answering(sends('accept-encoding'), ({ request, response }) => {
        const { headers, body } = compressed(request, response);
        return { ...response, headers: headers.filter(([name]) => name !== 'Vary'), body };
      }),
    ],
  },
  {
    id: 'prefer-counts',
    title: 'Prefer: return=minimal is honoured.',
    fails: ['DAB-NEG-004'],
    at: [
      answeringEmpty(
        204,
        done(
          all(on('PUT', 'PATCH'), ({ request }) => /return=minimal/.test(headerValue(request.headers, 'prefer') ?? '')),
        ),
      ),
    ],
  },
  {
    id: 'charset-does-not-count',
    title: 'Accept-Charset is ignored.',
    fails: ['DAB-NEG-005'],
    at: [off('DAB-NEG-005')],
  },
  {
    id: 'every-charset-is-utf-16',
    title: 'UTF-16 is sent whatever Accept-Charset asks for.',
    fails: ['DAB-NEG-005'],
    at: [taking(done(sends('accept-charset')), ({ request }) => withField(request, ['Accept-Charset', 'utf-16']))],
  },
];

function atPath(path: RegExp): When {
  return ({ request }) => path.test(splitTarget(request.target).path);
}

function noEntity(world: World): Refused {
  return refuse(world, 404, 'EntityNotFound', 'Invalid Entity path: openapi.');
}

function edited(value: Json, more: JsonObject): Json {
  return isJsonObject(value) ? { ...value, ...more } : value;
}

function memberOf(value: Json, name: string): Json {
  return (isJsonObject(value) ? value[name] : undefined) ?? null;
}

function pathsOf(description: Json): [string, Json][] {
  const paths = memberOf(description, 'paths');
  return isJsonObject(paths) ? Object.entries(paths) : [];
}
