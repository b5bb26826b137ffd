import type { HeaderField, HttpRequest, HttpResponse } from '../../../../core/http.ts';
import { respondEmpty, respondJson } from '../../../kernel/respond.ts';
import type { World } from '../../../kernel/world.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { jsonType } from '../problem-details.ts';

/** The ETag field of an answer: the bare revision, without quotes. */
export function etag(revision: string): HeaderField {
  return ['ETag', revision];
}

/** Answer to PUT and PATCH: 204, no body, the new revision. */
export function answerUpdate(row: DialogRow, before: DialogRow, request: HttpRequest, world: World): HttpResponse {
  const rule = request.method === 'PUT' ? 'DP-PUT-001' : 'DP-PATCH-001';
  const method = request.method.toLowerCase();
  const headers = world.mutant(`${method}-without-etag`) ? [] : [etag(shownRevision(row, before, method, world))];
  if (world.mutant(`${method}-answers-body`)) return respondJson(200, jsonType, row.id, headers);
  return respondEmpty(world.keeps(rule) ? 204 : 200, headers);
}

function shownRevision(row: DialogRow, before: DialogRow, method: string, world: World): string {
  return world.mutant(`${method}-answers-old-etag`) ? before.revision : row.revision;
}
