import { isJsonObject, type JsonObject } from '../../../../core/json.ts';
import { valueAt } from '../../../../core/json-pointer.ts';
import { type Attachment, around, type Exchange } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import { done } from '../../../kernel/bugs/when.ts';
import { refusing, taking } from '../../../kernel/bugs/write-otherwise.ts';
import type { DialogRow } from '../model/dialog-row.ts';
import { updateDialogDto } from '../model/dtos.ts';
import { refusePatch } from '../operations/patch-dialog.ts';
import { patchDocument, patchTarget } from '../request/patch-document.ts';
import { locate } from '../request/patch-location.ts';
import { readDto } from '../request/read-dto.ts';
import { updateDialog } from '../write/update-dialog.ts';
import { sending } from './attach.ts';
import { oldRowOf, operationsOf } from './exchanges.ts';
import { silent, writes } from './when.ts';

const patches = writes('patch');
/** What is decided before the operations of a patch are looked at. */
const early: ReadonlySet<number> = new Set([401, 403, 404, 405, 415, 500]);

/** Of an operation: what it does, and where. */
interface Operation {
  readonly op: string;
  readonly path: string;
}

function operation(json: JsonObject): Operation {
  return { op: String(json['op']).toLowerCase(), path: String(json['path']) };
}

/** Patches that got as far as their operations, one of which is so. */
export function patching(is: (operation: Operation, exchange: Exchange) => boolean): When {
  return (exchange) =>
    patches(exchange) &&
    !early.has(exchange.response.status) &&
    operationsOf(exchange.request).some((each) => is(operation(each), exchange));
}

/** Patches that were carried out, of which an operation is so. */
export function donePatching(is: (operation: Operation, exchange: Exchange) => boolean): When {
  return done(patching(is));
}

/** Cannot carry out a patch of which an operation is so. */
export function refusingPatch(fault: string, is: (operation: Operation, exchange: Exchange) => boolean): Attachment {
  return refusing(patching(is), (exchange) => refusePatch(exchange, fault));
}

/** Takes the operations of a patch for others. */
export function takingOperations(
  when: When,
  change: (operations: readonly JsonObject[]) => readonly JsonObject[],
): Attachment {
  return taking(when, ({ request }) => sending(request, change(operationsOf(request))));
}

/** Does the operation concern what the dialog does not have? */
export function isAbsent({ path }: Operation, exchange: Exchange): boolean {
  const old = oldRowOf(exchange);
  const document = old ? patchTarget(old.fields) : {};
  const at = locate(path, false, document);
  return 'segments' in at && (valueAt(document, at.segments) ?? null) === null;
}

/** Lets a patch reach a list of children that is there. */
export function reachingChildren(list: 'activities' | 'transmissions'): Attachment {
  const concerned = patching(({ path }) => new RegExp(`^/?${list}`, 'i').test(path));
  return around(concerned, (exchange) => {
    const { request, world } = exchange;
    exchange.undo();
    const row = oldRowOf(exchange) as DialogRow;
    const patched = patchDocument({ ...patchTarget(row.fields), [list]: row[list] }, operationsOf(request), world);
    if (!('document' in patched)) return 'fault' in patched ? refusePatch(exchange, patched.fault) : exchange.response;
    const read = readDto(updateDialogDto, patched.document, world, { lenient: true });
    const dto = 'value' in read && isJsonObject(read.value) ? read.value : {};
    const terms = { ifMatch: undefined, silent: silent(exchange) };
    return updateDialog({ ...exchange, row: { ...row, [list]: [] }, dto, terms });
  });
}
