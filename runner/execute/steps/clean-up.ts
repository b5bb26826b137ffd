import { MissingValue, UnsendableRequest } from '../../values/missing-value.ts';
import { buildRequest } from '../requests/build-request.ts';
import type { Round, Undo } from '../round/round.ts';
import { sendRecorded } from '../round/send-recorded.ts';

/** Undoes what was sent, last in first out. Never changes a verdict; what did not succeed is told as a leftover. */
export async function cleanUp(round: Round): Promise<void> {
  for (let undo = round.undos.pop(); undo !== undefined; undo = round.undos.pop()) {
    await round.plan.credentials?.ready(round.planned.identities);
    const why = await runUndo(round, undo);
    if (why === undefined && undo.entry !== undefined) round.plan.journal?.done(undo.entry);
    if (why !== undefined) round.context.leftover?.(`${round.planned.id}, step ${undo.step}: ${why}`);
  }
}

/** Runs one; says what may be left behind. */
async function runUndo(round: Round, { step, template, scope, made }: Undo): Promise<string | undefined> {
  const call = `${template.method} ${template.target}`;
  try {
    const built = buildRequest(template, scope, round.ground);
    const reply = await sendRecorded(round, step, 'cleanup', built);
    if (reply.kind === 'fault') return `${built.request.method} ${built.url}: ${reply.fault.message}`;
    const { status } = reply.answer;
    const gone = (status >= 200 && status < 300) || status === 404 || status === 410;
    // Who may not make it may not remove it.
    const neverMade = (status === 401 || status === 403) && !made();
    return gone || neverMade ? undefined : `${built.request.method} ${built.url} answered ${status}`;
  } catch (error) {
    // What a refused request would have made has no id: there is nothing to undo.
    if (error instanceof MissingValue || error instanceof UnsendableRequest)
      return made() ? `${call}: ${error.message}` : undefined;
    throw error;
  }
}
