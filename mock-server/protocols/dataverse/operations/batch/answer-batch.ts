import type { HttpRequest, HttpResponse } from '../../../../../core/http.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { rollBack } from '../../../../kernel/store.ts';
import type { Refusal } from '../../refusal.ts';
import { readPreferences } from '../../request/parse-preferences.ts';
import type { WebApiCall } from '../../request/web-api-call.ts';
import { respondRefusal } from '../../respond.ts';
import { failureShown } from '../../seams.ts';
import type { AnsweredItem, AnsweredPart } from './answered-item.ts';
import { type BatchItem, type BatchPart, readBatch } from './read-batch.ts';
import { type KnownRows, resolveReferences, rowOf } from './resolve-references.ts';
import { respondBatch } from './respond-batch.ts';

/** POST on $batch: one request after the other in their order, each as if it had come by itself. */
export function answerBatch(call: WebApiCall): HttpResponse | Refusal {
  const { world } = call;
  const items = readBatch(call);
  if (isRefused(items)) return items;
  world.cites('DV-BAT-001', 'DV-BAT-011');
  const { continuesOnError } = readPreferences(call);
  const answered: AnsweredItem[] = [];
  let stopped = false;
  for (const item of items) {
    const answer = answerItem(call, item);
    answered.push(answer);
    if (!hasFailed(answer)) continue;
    if (continuesOnError && world.keeps('DV-BAT-004')) continue;
    stopped = world.keeps('DV-BAT-003');
    if (stopped) break;
  }
  // The page shows 400 around a batch that stopped, OData has 200 for whatever was answered (§11.7.7).
  const status = stopped && !world.variant('stopped-batch-is-200') ? 400 : 200;
  return respondBatch(call, status, answered);
}

function hasFailed({ parts }: AnsweredItem): boolean {
  return parts.some(({ response }) => response.status >= 400);
}

function answerItem(call: WebApiCall, item: BatchItem): AnsweredItem {
  if (item.kind === 'part') return { kind: 'part', parts: [answerPart(call, item, 'part')] };
  const { world, store } = call;
  return store.transaction<AnsweredItem>(() => {
    const parts: AnsweredPart[] = [];
    const known: KnownRows = new Map();
    for (const part of item.parts) {
      const answered = answerReferring(call, part, known);
      if (answered.response.status >= 400) {
        const failure: AnsweredItem = {
          kind: 'change-set',
          parts: world.through(failureShown, [answered], parts),
        };
        return world.keeps('DV-BAT-002') ? rollBack(failure) : failure;
      }
      parts.push(answered);
    }
    world.cites('DV-BAT-002');
    return { kind: 'change-set', parts };
  });
}

/** Answers a part of a change set, which may name the rows that parts before it wrote. */
function answerReferring(call: WebApiCall, part: BatchPart, known: KnownRows): AnsweredPart {
  const { world } = call;
  const request = resolveReferences(call, part.request, known);
  if (isRefused(request)) return { contentId: part.contentId, response: respondRefusal(world, request) };
  const answered = answerPart(call, { ...part, request }, 'change set');
  if (part.contentId !== undefined) known.set(part.contentId, rowOf(request, answered.response));
  return answered;
}

function answerPart({ world }: WebApiCall, { contentId, request }: BatchPart, place: string): AnsweredPart {
  if (conditional(request)) world.cites('DV-BAT-006');
  return { contentId, response: world.embed(request, place) };
}

function conditional({ headers }: HttpRequest): boolean {
  return headers.some(([name]) => /^if-(?:none-)?match$/i.test(name));
}
