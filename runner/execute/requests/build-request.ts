import type { HeaderField, HttpRequest } from '../../../core/http.ts';
import type { ProtocolSpec } from '../../../core/protocol-spec.ts';
import type { ValueSource } from '../../../core/scenario-trace.ts';
import type { RequestTemplate } from '../../../core/suite.ts';
import type { BatchLayout } from '../../values/batch-layout.ts';
import { UnsendableRequest } from '../../values/missing-value.ts';
import { splitUrl } from '../../values/resolve-reference.ts';
import { resolveText, resolveValue } from '../../values/resolve-value.ts';
import type { Scope } from '../../values/scope.ts';
import type { Trace } from '../../values/trace.ts';
import { buildBatch } from './build-batch.ts';
import { buildBody } from './build-body.ts';
import { callerFields } from './caller-fields.ts';
import { conditionalFields } from './conditional-header.ts';
import { encodeQuery } from './encode-query.ts';

/** What requests of one scenario have in common. */
export interface RequestGround {
  readonly spec: Pick<ProtocolSpec, 'headers' | 'contentTypes' | 'credentials'>;
  readonly origin: string;
  readonly basePath: string;
  /** Header fields of the target file or command line. */
  readonly headers: readonly HeaderField[];
  /** Credentials by identity. */
  readonly identities: Readonly<Record<string, readonly HeaderField[]>>;
  /** Identity of requests that name none. */
  readonly identity: string | undefined;
  /** Told of an origin that a link names instead of the target's; its path is asked for on the target. */
  readonly renamed?: (origin: string) => void;
  /** A text no body contains, for batches. */
  readonly boundary: () => string;
  /** Notes what requests are made of. */
  readonly trace?: Pick<Trace, 'noting'> | undefined;
}

/** A request ready to be sent. */
export interface BuiltRequest {
  readonly request: HttpRequest;
  readonly url: string;
  /** Raw path below the base URL, without query. */
  readonly path: string;
  readonly identity: string | undefined;
  /** The step itself tells the target under which name it is reached; what a user sends with every request does not count. */
  readonly tellsName: boolean;
  /** What it is made of, where that is noted. */
  readonly sources?: readonly ValueSource[];
  /** For a batch: how its answer is laid out. */
  readonly layout?: readonly BatchLayout[];
  /** The part of the batch whose answer is taken for the answer. */
  readonly about?: string;
}

/** Puts tokens, default headers and credentials into a request. @throws {MissingValue | UnsendableRequest} */
export function buildRequest(template: RequestTemplate, scope: Scope, ground: RequestGround): BuiltRequest {
  if (ground.trace === undefined) return build(template, scope, ground);
  const { value, read } = ground.trace.noting(() => build(template, scope, ground));
  return { ...value, sources: read };
}

function build(template: RequestTemplate, scope: Scope, ground: RequestGround): BuiltRequest {
  const identity = template.as ?? ground.identity;
  const target = locate(withQuery(resolveText(template.target, scope), template, scope), ground);
  const { body, type, layout } = bodyOf(template, scope, ground);
  const contentType = type === undefined ? [] : [['Content-Type', type] as const];
  const defaults = [...ground.spec.headers, ...callerFields(ground, identity), ...contentType];
  const headers = withOwnHeaders(defaults, template, scope);
  return {
    request: { method: resolveText(template.method, scope), target: target.target, headers, body },
    url: ground.origin + target.target,
    path: target.path,
    identity,
    tellsName: template.headers.some(([name]) => /^(?:x-)?forwarded(?:-host|-proto|-port)?$/i.test(name)),
    ...(layout === undefined ? {} : { layout }),
    ...(template.body?.kind === 'batch' && template.body.about !== undefined ? { about: template.body.about } : {}),
  };
}

/** Default headers without those a step leaves out or says otherwise, then the conditions, then the step's own lines. */
function withOwnHeaders(
  defaults: readonly HeaderField[],
  template: RequestTemplate,
  scope: Scope,
): readonly HeaderField[] {
  const lines = template.headers.flatMap(([name, values]) =>
    values.map((value): HeaderField => [name, resolveText(value, scope)]),
  );
  const own = [
    ...conditionalFields('If-Match', template.ifMatch, scope),
    ...conditionalFields('If-None-Match', template.ifNoneMatch, scope),
    ...lines,
  ];
  const replaced = new Set(template.without.map((name) => name.toLowerCase()));
  for (const field of own) replaced.add(field[0].toLowerCase());
  const headers = defaults.filter((field) => !replaced.has(field[0].toLowerCase()));
  headers.push(...own);
  for (const field of headers) checkSendable(field);
  return headers;
}

function checkSendable(field: HeaderField): void {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(field[0]))
    throw new UnsendableRequest(`header name ${JSON.stringify(field[0])} cannot be sent`);
  if (/[^\t\x20-\x7e\x80-\xff]/.test(field[1]))
    throw new UnsendableRequest(`the value of header ${field[0]} cannot be sent`);
}

function bodyOf(template: RequestTemplate, scope: Scope, ground: RequestGround) {
  if (template.body?.kind === 'batch') {
    const { body, contentType, layout } = buildBatch(template.body.parts, ground.boundary(), (part, contentId) => {
      // Credentials and default headers belong to the batch as a whole; a part has only its own.
      const inner = { ...ground, headers: [], identities: {}, spec: { ...ground.spec, headers: [] } };
      if (contentId !== undefined || part.target.startsWith('$')) {
        const written = resolveText(part.target, scope);
        if (/^\$\d/.test(written)) {
          const stand = buildRequest({ ...part, target: '/' }, scope, inner);
          return { request: stand.request, url: written };
        }
      }
      return buildRequest(part, scope, inner);
    });
    return { body, type: contentType, layout };
  }
  const { body, type } = buildBody(template.body, scope);
  return { body, type: type === undefined ? undefined : ground.spec.contentTypes[type], layout: undefined };
}

function withQuery(target: string, template: RequestTemplate, scope: Scope): string {
  const query = Object.entries(template.query).map(
    ([name, value]) => [resolveText(name, scope), resolveValue(value, scope)] as const,
  );
  return query.length === 0 ? target : `${target}${target.includes('?') ? '&' : '?'}${encodeQuery(query)}`;
}

function isBelow(path: string, basePath: string): boolean {
  return path === basePath || path.startsWith(`${basePath}/`);
}

/** Where a written target leads. Credentials go only to the target's origin, whatever a Location says (docs/judging-an-api.md#credentials). */
function locate(written: string, ground: RequestGround): { readonly target: string; readonly path: string } {
  const base = ground.origin + ground.basePath;
  const url = splitUrl(written);
  if (!url && !written.startsWith('/'))
    throw new UnsendableRequest(`${JSON.stringify(written)} is neither "/…" nor an absolute URL`);
  // Who knows the target by another name (TLS ends before it) means the same path on it.
  const samePath = url !== undefined && isBelow(url.target.split('?', 1)[0] ?? '', ground.basePath);
  if (url && url.origin !== splitUrl(base)?.origin) {
    if (samePath) ground.renamed?.(url.origin);
    else throw new UnsendableRequest(`${url.origin} is not the target: credentials go only to the target's origin`);
  }
  const target = url ? url.target : ground.basePath + written;
  if (/[^\x21-\x7e]/.test(target))
    throw new UnsendableRequest(
      `${JSON.stringify(target)} cannot stand in a request line; $(name|percent) encodes a value`,
    );
  const path = target.split('?', 1)[0] ?? '';
  return { target, path: isBelow(path, ground.basePath) ? path.slice(ground.basePath.length) : path };
}
