import type { Attachment } from '../../../../kernel/bug.ts';
import type { When } from '../../../../kernel/bugs/answer-otherwise.ts';
import { membersOf } from '../../../../kernel/bugs/other-request.ts';
import { writing } from '../../../../kernel/bugs/write-otherwise.ts';
import { isRefused } from '../../../../kernel/refused.ts';
import { putRow, type Row, rowKey, rowsOf } from '../../model/rows.ts';
import type { Call } from '../../request/call.ts';
import { readKey } from '../../request/read-key.ts';
import { type Form, formOf } from '../../request/write-form.ts';
import { insertedRow, readValues } from '../../write/compose-row.ts';
import { callOf } from './exchanges.ts';

/** Refuses a write as it should, and writes whatever can be read of it, member by member. */
export function writingAnyway(when: When): Attachment {
  return writing(when, (exchange) => {
    const call = callOf(exchange);
    if (!call) return;
    const { store, request, entity, keyRoute } = call;
    const form = formOf(request, false, request.method === 'POST' || keyRoute === '');
    const key = form.keyless ? { values: {} } : readKey(call);
    if (isRefused(key)) return;
    const values: Row = { ...readablePart(call, form), ...key.values };
    if (entity.key.some((name) => values[name] === undefined)) return;
    const before = rowsOf(store, entity).get(rowKey(entity, values));
    putRow(store, entity, before ? { ...before, ...values } : insertedRow(call, values, form));
  });
}

function readablePart({ request, entity, world }: Call, form: Form): Row {
  const parts = Object.entries(membersOf(request)).map(([name, value]) =>
    readValues(entity, { [name]: value }, form, world),
  );
  return Object.assign({}, ...parts.filter((part) => !isRefused(part)));
}
