import type { RequestStep, StepFacts } from '../../../core/suite.ts';
import { holdByNow } from '../../judge/entries/judge-step.ts';
import type { FactGround } from '../../judge/facts/facts-result.ts';
import type { StepEvidence } from '../../judge/facts/judge-step-facts.ts';
import { namesStatus } from '../../judge/facts/why-unheard.ts';
import type { Answer } from '../../values/answer.ts';
import { answerAbout, type BatchReading, readBatch } from '../../values/read-batch.ts';
import type { BuiltRequest } from '../requests/build-request.ts';
import type { Round } from '../round/round.ts';
import { type Reply, sendRecorded } from '../round/send-recorded.ts';
import { pause } from './pause.ts';
import type { StepPlace } from './step-place.ts';

/** The last reply to a request, with what it can be judged on. */
export type Attempt = Extract<Reply, { kind: 'fault' }> | ({ readonly kind: 'answer' } & Seen);

type Seen = Pick<StepEvidence, 'answer' | 'batch'>;

/** Sends a step's request; with `poll`, again until all these facts hold or the time is up. */
export async function sendUntil(
  round: Round,
  { poll }: RequestStep,
  { label, role }: StepPlace,
  sets: readonly StepFacts[],
  built: BuiltRequest,
  ground: FactGround,
): Promise<Attempt> {
  const started = performance.now();
  let waited = 0;
  for (;;) {
    const isAbout = (status: number): boolean => namesStatus(sets, status, ground.scope);
    const reply = await sendRecorded(round, label, role, built, isAbout);
    if (reply.kind === 'fault') return reply;
    const answer = answerTo(built, reply.answer);
    const attempt = { kind: 'answer', answer, batch: batchOf(reply.answer, built) } as const;
    if (poll === undefined || round.context.signal?.aborted) return attempt;
    if (holdByNow(sets, attempt, ground)) return attempt;
    if (Math.max(waited, performance.now() - started) + poll.everyMs > poll.forMs) return attempt;
    await pause(round, poll.everyMs);
    waited += poll.everyMs;
  }
}

/** The answer to a request; of a batch that is about one of its parts the answer to that. */
export function answerTo({ layout, about }: BuiltRequest, whole: Answer): Answer {
  return layout === undefined || about === undefined ? whole : answerAbout(whole, layout, about);
}

/** Reads the answers of a batch when they are first asked for, once. */
function batchOf(answer: StepEvidence['answer'], { layout }: BuiltRequest): StepEvidence['batch'] {
  if (layout === undefined) return undefined;
  let reading: BatchReading | undefined;
  return () => (reading ??= readBatch(answer, layout));
}
