import type { HttpRequest } from '../../../../core/http.ts';

/** How a request writes: by which method, with If-Match "*" or not, with a key in the URL or not (POST: never). */
export interface Form {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  readonly star?: boolean;
  readonly keyless: boolean;
}

/** What of this is in a request. */
export function formOf({ method }: HttpRequest, star: boolean, keyless: boolean): Form {
  return { method: method === 'PUT' || method === 'PATCH' ? method : 'POST', star, keyless };
}

/** The rules under which the database's refusals of a write come; where none is named, no rule is about it. */
export interface ConstraintRules {
  readonly notNull?: string;
  readonly foreign?: string;
  readonly unique?: string;
}

/** The rules about what the database refuses. */
export function constraintRules({ method, star, keyless }: Form): ConstraintRules {
  if (method === 'POST') return { unique: 'DAB-POS-006' };
  if (method === 'PATCH') return { foreign: 'DAB-PAT-012', unique: 'DAB-PAT-012' };
  return {
    ...(keyless ? {} : { notNull: star ? 'DAB-IFM-022' : 'DAB-PUT-008' }),
    foreign: 'DAB-PUT-023',
    unique: 'DAB-PUT-024',
  };
}

/** What may be wrong with a member of a body. */
export type Fault = 'unknown' | 'generated' | 'generated-key' | 'key-in-url-too' | 'null' | 'uncastable';

/** The rule about a faulty member. With a star all of them apply unchanged, which is a rule of its own. */
export function faultRule(fault: Fault, { method, star }: Form): string {
  if (star) return 'DAB-IFM-027';
  const patch = method === 'PATCH';
  switch (fault) {
    case 'unknown':
      return method === 'POST' ? 'DAB-POS-005' : patch ? 'DAB-PAT-009' : 'DAB-PUT-021';
    case 'generated':
      return patch ? 'DAB-PAT-010' : 'DAB-PUT-015';
    case 'generated-key':
      return 'DAB-KEY-012';
    case 'key-in-url-too':
      return 'DAB-KEY-011';
    case 'null':
      return patch ? 'DAB-PAT-007' : 'DAB-PUT-013';
    case 'uncastable':
      return patch ? 'DAB-PAT-012' : 'DAB-PUT-022';
  }
}
