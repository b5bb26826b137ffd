import { decodeUtf8, type HttpRequest, type HttpResponse } from '../../core/http.ts';
import type { Json } from '../../core/json.ts';
import { JsonSyntaxError, parseJson } from '../../core/parse-json.ts';
import { addToShape, type BodyShape, type CaseText, createBodyShape } from './body-shape.ts';
import type { RouteShape } from './route-shape.ts';

/** Answers of one method, route and status, and what was seen of them. */
export interface AnswerClass {
  /** "GET /api/Books/id/{} 200". */
  readonly id: string;
  readonly status: number;
  /** Cases in which there is such an answer. */
  readonly cases: Set<string>;
  /** Cases in which one has a body. */
  readonly withBody: Set<string>;
  /** Values of header fields by their names in lower case. */
  readonly headers: Map<string, CaseText[]>;
  readonly body: BodyShape;
}

/** The class an answer belongs to, by name. */
export function classOf({ method, target }: HttpRequest, { status }: HttpResponse, shape: RouteShape): string {
  return `${method} ${shape(target)} ${status}`;
}

/** Notes an answer in its class. */
export function noteAnswer(
  classes: Map<string, AnswerClass>,
  id: string,
  { status, headers, body }: HttpResponse,
  caseId: string,
): void {
  const own: AnswerClass = classes.get(id) ?? {
    id,
    status,
    cases: new Set(),
    withBody: new Set(),
    headers: new Map(),
    body: createBodyShape(),
  };
  classes.set(id, own);
  own.cases.add(caseId);
  if (body.length > 0) own.withBody.add(caseId);
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    own.headers.set(lower, [...(own.headers.get(lower) ?? []), [caseId, value]]);
  }
  const json = jsonOf(body);
  if (json !== undefined) addToShape(own.body, json, caseId);
}

/** A body as JSON, whatever its media type says; undefined: it is none. */
export function jsonOf(body: Uint8Array): Json | undefined {
  if (body.length === 0) return undefined;
  try {
    return parseJson(decodeUtf8(body));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
