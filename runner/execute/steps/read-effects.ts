import type { RequestTemplate } from '../../../core/suite.ts';
import type { EffectRead, EffectReads } from '../../judge/facts/judge-step-facts.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import type { Scope } from '../../values/scope.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import type { Round } from '../round/round.ts';
import { sendRecorded } from '../round/send-recorded.ts';

/** What was read before a request, by what is read; or why it could not be read. */
export type ReadsBefore = ReadonlyMap<RequestTemplate, Sight | { readonly missing: string }>;

interface Sight {
  /** "GET /x". */
  readonly call: string;
  readonly built: BuiltRequest;
  readonly before: Answer;
}

/** A read got no answer: the step is in error. */
export interface ReadFault {
  readonly fault: string;
}

/** Reads before the request, with the tokens of where the step stands. Equal reads are sent once. */
export async function readBefore(
  round: Round,
  step: string,
  templates: readonly RequestTemplate[],
  scope: Scope,
): Promise<ReadsBefore | ReadFault> {
  const reads = new Map<RequestTemplate, Sight | { readonly missing: string }>();
  const read = reader(round, step, 'effect-before');
  for (const template of templates) {
    const built = build(round, template, scope);
    if ('missing' in built) {
      reads.set(template, built);
      continue;
    }
    const before = await read(built);
    if ('fault' in before) return before;
    reads.set(template, { call: callOf(built), built, before });
  }
  return reads;
}

/** Reads the same again after the request. */
export async function readAfter(round: Round, step: string, before: ReadsBefore): Promise<EffectReads | ReadFault> {
  const reads = new Map<RequestTemplate, EffectRead>();
  const read = reader(round, step, 'effect-after');
  for (const [template, sight] of before) {
    if ('missing' in sight) {
      reads.set(template, sight);
      continue;
    }
    const after = await read(sight.built);
    if ('fault' in after) return after;
    reads.set(template, { call: sight.call, before: sight.before, after });
  }
  return reads;
}

function build(round: Round, template: RequestTemplate, scope: Scope): BuiltRequest | { readonly missing: string } {
  try {
    return buildRequest(template, scope, round.ground);
  } catch (error) {
    if (error instanceof MissingValue) return { missing: error.message };
    throw error;
  }
}

function callOf({ request, path }: BuiltRequest): string {
  return `${request.method} ${path}`;
}

/** Sends reads, and remembers those that were sent. */
function reader(
  round: Round,
  step: string,
  role: 'effect-before' | 'effect-after',
): (built: BuiltRequest) => Promise<Answer | ReadFault> {
  const seen = new Map<string, Answer>();
  return async (built) => {
    const key = JSON.stringify([built.request.method, built.url, built.request.headers]);
    const known = seen.get(key);
    if (known !== undefined) return known;
    const reply = await sendRecorded(round, step, role, built);
    if (reply.kind === 'fault') return { fault: `${callOf(built)}: ${reply.fault.message}` };
    seen.set(key, reply.answer);
    return reply.answer;
  };
}
