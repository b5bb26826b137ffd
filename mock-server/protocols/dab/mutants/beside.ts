import { headerValue, splitTarget } from '../../../../core/http.ts';
import { isJsonObject, type Json, type JsonObject, jsonObject } from '../../../../core/json.ts';
import { around, off } from '../../../kernel/bug.ts';
import {
  answering,
  type When,
  withHeader,
  withJson,
  withoutHeader,
  withStatus,
} from '../../../kernel/bugs/answer-otherwise.ts';
import { mutantsOf } from '../../../kernel/bugs/mutants-of.ts';
import { withField } from '../../../kernel/bugs/other-request.ts';
import { all, answered, decidedBy, done, on, refused, sends } from '../../../kernel/bugs/when.ts';
import { taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { Mutant } from '../../../kernel/protocol-core.ts';
import type { Refused } from '../../../kernel/refused.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import { refuse, refuseEmpty } from '../errors.ts';
import { compressed } from '../read/encode.ts';
import { answeringEmpty, refusingWith } from './around/refusals.ts';

/** Bugs of what comes before and beside the entities: methods, health, descriptions, negotiation. */
export const besideMutants: readonly Mutant[] = mutantsOf(
  [
    ['head-is-get', 'HEAD is GET, and other methods are 501.', 'DAB-RTE-008'],
    ['no-allow', 'A 405 has no Allow.', 'DAB-RTE-008', withoutHeader('Allow', decidedBy('DAB-RTE-008'))],
    ['options-are-answered', 'OPTIONS is answered 204.', 'DAB-RTE-008'],
    ['preflights-are-405', 'The question of a browser before a write is answered 405.', 'DAB-RTE-008'],
    ['any-method-asks-first', 'Any method is a preflight if it comes with the header of one.', 'DAB-RTE-008'],
    ['method-is-overridden', 'A header may name another method.', 'DAB-RTE-008'],
    ['no-health', 'The root is not there.', 'DAB-RTE-009'],
    ['app-of-another-release', 'The name of the application has another release than the health.', 'DAB-RTE-009'],
    ['long-health-for-everybody', 'The long health is told to anybody in production.', 'DAB-RTE-009'],
    ['no-description', 'The description of the endpoint is not there.', 'DAB-RTE-009'],
    ['description-of-another-release', 'The description names another release than the health.', 'DAB-RTE-009'],
    ['description-without-key-paths', 'The description leaves out the paths of single rows.', 'DAB-RTE-009'],
    ['description-without-parameters', 'The description tells no parameters of a read.', 'DAB-RTE-009'],
    ['description-for-any-role', 'A role that is not there has a description.', 'DAB-RTE-009'],
    ['no-description-for-roles', 'The description for a role is not there.', 'DAB-RTE-009'],
    ['accept-counts', 'A type other than JSON is 406.', 'DAB-NEG-002'],
    ['compresses-without-a-word', 'A compressed answer does not say so.', 'DAB-NEG-003'],
    ['prefer-counts', 'Prefer: return=minimal is honoured.', 'DAB-NEG-004'],
    ['prefer-counts-on-post', 'Prefer: return=minimal is honoured by POST.', 'DAB-NEG-004'],
    ['prefer-is-answered-later', 'Prefer: respond-async is honoured.', 'DAB-NEG-004'],
    ['prefer-skips-checks', 'Prefer: handling=lenient lets an incomplete PUT update what it has.', 'DAB-NEG-004'],
    ['prefer-is-refused-by-post', 'A POST refuses Prefer: handling=lenient.', 'DAB-NEG-004'],
    ['refusals-in-utf-16', 'A refusal names the charset that is accepted.', 'DAB-NEG-005'],
    ['override-on-post', 'A POST may name another method in a header.', 'DAB-RTE-008'],
    ['charset-does-not-count', 'Accept-Charset is ignored.', 'DAB-NEG-005', off('DAB-NEG-005')],
    ['every-charset-is-utf-16', 'UTF-16 is sent whatever Accept-Charset asks for.', 'DAB-NEG-005'],
  ],
  {
    'head-is-get': around(answered(decidedBy('DAB-RTE-008'), 405), ({ request, response, instead }) =>
      request.method === 'HEAD' ? instead({ ...request, method: 'GET' }) : { ...response, status: 501 },
    ),
    'options-are-answered': withStatus(204, all(on('OPTIONS'), decidedBy('DAB-RTE-008'))),
    'preflights-are-405': around(answered(decidedBy('DAB-RTE-008'), 204), ({ request, instead }) =>
      instead({ ...request, method: 'TRACE' }),
    ),
    'any-method-asks-first': taking(
      all(decidedBy('DAB-RTE-008'), sends('access-control-request-method')),
      ({ request }) => ({
        ...request,
        method: 'OPTIONS',
      }),
    ),
    'method-is-overridden': taking(sends('x-http-method-override'), ({ request }) => ({
      ...request,
      method: headerValue(request.headers, 'x-http-method-override') ?? '',
    })),
    'no-health': answering(decidedBy('DAB-RTE-009'), () => respondEmpty(404)),
    'app-of-another-release': withJson(decidedBy('DAB-RTE-009'), (body) =>
      edited(body, { 'app-name': 'dab_oss_0.0.0' }),
    ),
    'long-health-for-everybody': around(answered(atPath(/^\/health$/), 403), ({ request, instead }) => ({
      ...instead({ ...request, target: '/' }),
      headers: [],
    })),
    'no-description': refusingWith(atPath(/\/openapi$/), noEntity),
    'description-of-another-release': withJson(done(atPath(/\/openapi/)), (body) =>
      edited(body, { info: edited(memberOf(body, 'info'), { version: '0.0.0' }) }),
    ),
    'description-without-key-paths': withJson(done(atPath(/\/openapi/)), (body) =>
      edited(body, { paths: jsonObject(pathsOf(body).filter(([path]) => !path.includes('{'))) }),
    ),
    'description-without-parameters': withJson(done(atPath(/\/openapi/)), (body) =>
      edited(body, {
        paths: jsonObject(
          pathsOf(body).map(([path, item]) => [
            path,
            edited(item, { get: edited(memberOf(item, 'get'), { parameters: [] }) }),
          ]),
        ),
      }),
    ),
    'description-for-any-role': taking(answered(atPath(/\/openapi\/./), 404), ({ request }) => ({
      ...request,
      target: request.target.replace(/\/[^/]*$/, ''),
    })),
    'no-description-for-roles': refusingWith(atPath(/\/openapi\/./), noEntity),
    'accept-counts': refusingWith(
      ({ request }) => !/json|\*\/\*|^$/.test(headerValue(request.headers, 'accept') ?? ''),
      refuseEmpty(406),
    ),
    'compresses-without-a-word': answering(sends('accept-encoding'), ({ request, response }) => {
      const { headers, body } = compressed(request, response);
      return { ...response, headers: headers.filter(([name]) => name !== 'Vary'), body };
    }),
    'prefer-counts': answeringEmpty(204, done(all(on('PUT', 'PATCH'), prefers(/return=minimal/)))),
    'prefer-counts-on-post': answeringEmpty(204, done(all(on('POST'), prefers(/return=minimal/)))),
    'prefer-is-answered-later': answeringEmpty(202, done(prefers(/respond-async/))),
    'prefer-skips-checks': taking(all(decidedBy('DAB-PUT-011'), prefers(/handling=lenient/)), ({ request }) => ({
      ...request,
      method: 'PATCH',
    })),
    'prefer-is-refused-by-post': refusingWith(done(all(on('POST'), prefers(/handling/))), (world) =>
      refuse(world, 400, 'BadRequest', 'This preference is not supported.'),
    ),
    'refusals-in-utf-16': withHeader(
      ['Content-Type', 'application/json; charset=utf-16'],
      refused(all(sends('accept-charset'), ({ response }) => response.body.length > 0)),
    ),
    'override-on-post': answeringEmpty(204, done(all(on('POST'), sends('x-http-method-override')))),
    'every-charset-is-utf-16': taking(done(sends('accept-charset')), ({ request }) =>
      withField(request, ['Accept-Charset', 'utf-16']),
    ),
  },
);

/** Is such a preference sent? */
function prefers(what: RegExp): When {
  return ({ request }) => what.test(headerValue(request.headers, 'prefer') ?? '');
}

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
