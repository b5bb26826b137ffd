/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { OpenItem } from '../view/open-items.ts';
import type { Budget } from './budget.ts';
import { Exchange, exchangeTexts } from './exchange.tsx';
import { Outcome } from './marks.tsx';
import { clip } from './words.ts';

const mostItems = 200;

/** What could not be judged, and why. */
export function Open({
  items,
  budget,
}: {
  readonly items: readonly OpenItem[];
  readonly budget: Budget;
}): VNode | null {
  if (items.length === 0) return null;
  return (
    <section class="open-items">
      <h3>Could not be judged ({items.length})</h3>
      <ul>
        {items.slice(0, mostItems).map(({ id, verdict, reason, exchange }) => (
          <li key={id}>
            <Outcome shown={verdict} /> <code>{id}</code>
            <br />
            {clip(reason, 400)}
            {exchange?.fault !== undefined && budget.takes(exchangeTexts(exchange)) ? (
              <Exchange exchange={exchange} mismatches={[]} />
            ) : null}
          </li>
        ))}
      </ul>
      {items.length > mostItems ? <p class="muted">and {items.length - mostItems} more</p> : null}
    </section>
  );
}
