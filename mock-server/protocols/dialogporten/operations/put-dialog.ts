import type { HttpResponse } from '../../../../core/http.ts';
import type { Call } from '../../../kernel/call.ts';
import { isRefused } from '../../../kernel/refused.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { errorsOf, type Findings } from '../model/findings.ts';
import { notFound, problem } from '../problem-details.ts';
import { bindId } from '../request/bind-id.ts';
import { bindWrite } from '../request/binders.ts';
import { findDialog } from '../request/find-dialog.ts';
import { readBody } from '../request/read-body.ts';
import { updateDialog } from '../write/update-dialog.ts';

/** PUT …/dialogs/{id}: a whole update document. */
export function putDialog(call: Call, id: string): HttpResponse {
  const read = readBody(call, updateDialogDto);
  if (isRefused(read)) return read.refused;
  const findings: Findings = new Map();
  const dialogId = bindId(id, findings);
  const terms = bindWrite(call, 'fast-endpoints', findings);
  if (findings.size > 0) return problem(400, call, errorsOf(findings));
  const row = findDialog(call, dialogId);
  if (row) return updateDialog({ ...call, row, dto: read.dto, terms });
  call.world.cites('DP-PUT-002');
  return notFound(call, dialogId);
}
