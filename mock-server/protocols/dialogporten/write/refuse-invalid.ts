import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { problem } from '../problem-details.ts';
import { faultsOfBody } from '../seams.ts';

/** 400 with all that is wrong with a body (DP-ERR-004); undefined when nothing is. */
export function refuseInvalid(call: Call, findings: Findings): HttpResponse | undefined {
  if (findings.size === 0) return undefined;
  if (findings.size > 1) call.world.cites('DP-ERR-004');
  const faults = call.world.through(faultsOfBody, findings, call);
  return faults.size === 0 ? undefined : problem(400, call, errorsOf(faults));
}

/** 422 with what was collected; undefined when nothing was. */
export function refuseCollected(call: Call, collected: Findings): HttpResponse | undefined {
  return collected.size === 0 ? undefined : problem(422, call, errorsOf(collected));
}
