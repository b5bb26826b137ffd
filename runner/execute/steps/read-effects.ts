import type { Effect, Entry, FactSet, RequestTemplate } from '../../../core/suite.ts';
import type { EffectReading } from '../../judge/facts/judge-effect.ts';
import type { Answer } from '../../values/answer.ts';
import { MissingValue } from '../../values/missing-value.ts';
import { type BuiltRequest, buildRequest } from '../requests/build-request.ts';
import type { Round } from '../round/round.ts';
import { sendRecorded } from '../round/send-recorded.ts';

/** Reads around one request, by what is read. Filled before, completed after. */
export interface EffectReads {
  readonly reads: ReadonlyMap<RequestTemplate, PendingRead>;
  /** Set when a read got no answer: the step is in error. */
  readonly fault?: string;
}

interface PendingRead {
  readonly call: string;
  readonly built?: BuiltRequest;
  readonly before?: Answer;
  readonly after?: Answer;
  /** Why there is no reading. */
  readonly missing?: string;
}

/** Everything that entries' effects want read, alternatives included. */
export function effectTemplates(entries: readonly Entry[]): readonly RequestTemplate[] {
  const inFacts = ({ effect, either }: FactSet): readonly RequestTemplate[] => [
    ...(effect?.on ?? []),
    ...(either ?? []).flatMap(([, alternative]) => inFacts(alternative)),
  ];
  return entries.flatMap(({ facts }) => inFacts(facts));
}

/** No effect is asked for: most steps need no reads. */
export const nothingRead: EffectReads = { reads: new Map() };

/** Reads before the request. Equal reads are sent once. */
export async function readBefore(
  round: Round,
  step: string,
  templates: readonly RequestTemplate[],
): Promise<EffectReads> {
  return readAll(round, step, 'effect-before', new Map(templates.map((template) => [template, plan(round, template)])));
}

/** Reads the same again after the request. */
export async function readAfter(round: Round, step: string, before: EffectReads): Promise<EffectReads> {
  return readAll(round, step, 'effect-after', before.reads);
}

/** The two readings of each call of an effect. @throws {MissingValue} when one could not be made. */
export function effectReadings(effect: Effect, { reads }: EffectReads): readonly EffectReading[] {
  return effect.on.map((template) => {
    const read = reads.get(template);
    if (!read?.before || !read.after) throw new MissingValue(read?.missing ?? 'the effect was not read');
    return { call: read.call, before: read.before, after: read.after };
  });
}

function plan(round: Round, template: RequestTemplate): PendingRead {
  try {
    const built = buildRequest(template, round.scope, round.ground);
    return { call: `${built.request.method} ${built.path}`, built };
  } catch (error) {
    if (error instanceof MissingValue) return { call: template.target, missing: error.message };
    throw error;
  }
}

async function readAll(
  round: Round,
  step: string,
  role: 'effect-before' | 'effect-after',
  planned: ReadonlyMap<RequestTemplate, PendingRead>,
): Promise<EffectReads> {
  const reads = new Map<RequestTemplate, PendingRead>();
  const seen = new Map<string, Answer>();
  for (const [template, read] of planned) {
    const { built } = read;
    if (built === undefined) {
      reads.set(template, read);
      continue;
    }
    const key = JSON.stringify([built.request.method, built.url, built.request.headers]);
    let answer = seen.get(key);
    if (answer === undefined) {
      const reply = await sendRecorded(round, step, role, built);
      if (reply.kind === 'fault') return { reads, fault: `${read.call}: ${reply.fault.message}` };
      answer = reply.answer;
      seen.set(key, answer);
    }
    reads.set(template, { ...read, [role === 'effect-before' ? 'before' : 'after']: answer });
  }
  return { reads };
}
