import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { isGuid } from '../../core/guid.ts';
import { decodeUtf8, type HttpRequest, type HttpResponse, headerValue, splitTarget } from '../../core/http.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema: object }>> }>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** What is odd about one answer, by the document: "PATCH /…/{dialogId} 400: …"; empty: nothing. */
export type AnswerCheck = (request: HttpRequest, response: HttpResponse) => string[];

/** Reads an OpenAPI document and gives a check of answers against it. */
export function createAnswerCheck(file: string): AnswerCheck {
  const document = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as OpenApi;
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { guid: isGuid, 'date-time': instant, uri: /^\S+$/, int32: true, int64: true },
  });
  ajv.addSchema({ $id: 'openapi', $defs: toJsonSchema(document.components.schemas) as object });
  const compiled = new Map<string, ValidateFunction>();
  const routes = Object.entries(document.paths).map(([path, methods]) => ({
    path,
    methods,
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i'),
    // The fewer parameters, the better it fits.
    parameters: path.split('{').length,
  }));

  return (request, response) => {
    const { path } = splitTarget(request.target);
    const fitting = routes.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.parameters - b.parameters);
    const route = fitting[0];
    const operation = route?.methods[request.method.toLowerCase()];
    if (!route || !operation)
      return response.status === 405 ? [] : [`${request.method} ${route?.path ?? path}: no such operation`];
    const where = `${request.method} ${route.path} ${response.status}`;
    const documented = operation.responses[String(response.status)];
    if (!documented) return [`${where}: no such status`];
    const [media, content] = Object.entries(documented.content ?? {})[0] ?? [];
    const text = decodeUtf8(response.body);
    if (!content) return text === '' ? [] : [`${where}: no body`];
    if (text === '') return [`${where}: a body`];
    const type = headerValue(response.headers, 'Content-Type')?.split(';')[0];
    const odd = type === media ? [] : [`${where}: ${media}, not ${type}`];
    const validate = compiled.get(where) ?? ajv.compile(toJsonSchema(content.schema) as object);
    compiled.set(where, validate);
    if (!validate(JSON.parse(text)))
      for (const { instancePath, message, params } of validate.errors ?? [])
        odd.push(`${where}: ${instancePath.replaceAll(/\d+/g, 'n')} ${message} ${JSON.stringify(params)}`);
    return odd;
  };
}

/** OpenAPI 3.0 to JSON Schema: references, and "nullable" as one more type. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '$ref') out['$ref'] = String(member).replace('#/components/schemas/', 'openapi#/$defs/');
    else if (key !== 'nullable' && key !== 'example' && key !== 'discriminator') out[key] = toJsonSchema(member);
  }
  return 'nullable' in value && value.nullable === true ? { anyOf: [out, { type: 'null' }] } : out;
}
