import { headerValue, splitTarget } from '../../../../core/http.ts';
import { around, type Exchange, memoryOf } from '../../../kernel/bug.ts';
import type { When } from '../../../kernel/bugs/answer-otherwise.ts';
import type { Defect } from '../../../kernel/bugs/mutants-of-forms.ts';
import { quiet } from '../../../kernel/bugs/quiet.ts';
import { all, answered, done } from '../../../kernel/bugs/when.ts';
import { writing } from '../../../kernel/bugs/write-otherwise.ts';
import { respondEmpty } from '../../../kernel/respond.ts';
import { rowsOf } from '../model/rows.ts';
import type { TableRow } from '../model/table-row.ts';
import { tagText } from '../read/row-tag.ts';
import { withVersion } from '../respond.ts';
import { about, rowBefore } from './exchanges.ts';
import { namedRows, writtenTable } from './written-rows.ts';

/*
 * A cache of versions, by which conditional reads are answered. Reads of a row's own address fill it, and writes clear it, but
 * for one form of write. What it holds is remembered when that form has written: until then it tells nothing wrong.
 */

/** shown-at-once: this form of write leaves the version of a row in the cache. */
export const leavesOldReads: Defect = {
  id: 'leaves-old-reads',
  title: 'leaves a cache of versions as it was',
  at: (when, form) => {
    const tags = (exchange: Exchange) => memoryOf<{ readonly tag: string }>(exchange.store, `old-reads-${form}`);
    const known = (exchange: Exchange): string | undefined => {
      const row = rowBefore(exchange);
      return row && tags(exchange).get(row.id)?.tag;
    };
    const holds = (exchange: Exchange): boolean => [...tags(exchange).entries()].length > 0;
    const read = about('row', 'GET');
    return [
      writing(done(when), (exchange) => {
        for (const row of rewritten(exchange)) tags(exchange).put(row.id, { tag: tagText(row, quiet(exchange.world)) });
      }),
      writing(
        all(done(writes), (exchange) => !when(exchange) && holds(exchange)),
        (exchange) => {
          for (const { id } of rewritten(exchange)) tags(exchange).delete(id);
        },
      ),
      around(
        all(answered(read, 200), (exchange) => known(exchange) !== undefined),
        (exchange) => {
          const tag = known(exchange);
          if (tag !== undefined && tag === asked(exchange)) return unchanged(exchange, tag);
          // A plain read, or one with another tag, brings the cache up to date.
          for (const [id] of [...tags(exchange).entries()])
            if (id === rowBefore(exchange)?.id) tags(exchange).delete(id);
          return exchange.response;
        },
      ),
    ];
  },
};

/** gone-at-once: this form of write leaves the version of a row in the cache that it has removed. */
export const leavesTheDeleted: Defect = {
  id: 'leaves-the-deleted',
  title: 'leaves the row in a cache of versions',
  at: (when, form) => {
    const tags = (exchange: Exchange) => memoryOf<{ readonly tag: string }>(exchange.store, `deleted-${form}`);
    const address = ({ request }: Exchange): string => splitTarget(request.target).path;
    return [
      writing(done(when), (exchange) => {
        const row = rowBefore(exchange);
        if (row) tags(exchange).put(address(exchange), { tag: tagText(row, quiet(exchange.world)) });
      }),
      around(
        all(answered(about('row', 'GET'), 404), (exchange) => tags(exchange).get(address(exchange)) !== undefined),
        (exchange) => {
          const tag = tags(exchange).get(address(exchange))?.tag;
          if (tag !== undefined && tag === asked(exchange)) return unchanged(exchange, tag);
          tags(exchange).delete(address(exchange));
          return exchange.response;
        },
      ),
    ];
  },
};

/** Requests that write rows, by themselves or in a batch. */
const writes: When = (exchange) =>
  about('row', 'PATCH', 'DELETE')(exchange) ||
  about('property', 'PUT', 'DELETE')(exchange) ||
  about('reference', 'PUT', 'POST', 'DELETE')(exchange) ||
  about('action', 'POST')(exchange);

/** The rows that a request has given another version, as they were before. */
function rewritten(exchange: Exchange): readonly TableRow[] {
  const table = writtenTable(exchange);
  return namedRows({ ...exchange, store: exchange.before }).filter(
    ({ id, version }) => rowsOf(exchange.store, table).get(id)?.version !== version,
  );
}

function asked({ request }: Exchange): string | undefined {
  return headerValue(request.headers, 'if-none-match');
}

function unchanged({ world }: Exchange, tag: string): ReturnType<typeof respondEmpty> {
  return withVersion(quiet(world), respondEmpty(304, [['ETag', tag]]));
}
