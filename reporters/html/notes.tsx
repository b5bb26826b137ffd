/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { TargetReport } from '../../core/report.ts';
import { noteSections } from '../view/note-sections.ts';
import { clip } from './words.ts';

const mostItems = 60;

/** What was seen where the protocol leaves room, features, races, and what could not be cleaned up. */
export function Notes({ target }: { readonly target: TargetReport }): VNode | null {
  const sections = noteSections(target, { verbose: true }).filter(({ items }) => items.length > 0);
  if (sections.length === 0) return null;
  return (
    <section class="notes">
      <h3>Notes</h3>
      {sections.map(({ title, items }) => (
        <details key={title}>
          <summary>
            {title} ({items.length})
          </summary>
          <ul>
            {items.slice(0, mostItems).map((item, place) => (
              <li key={place}>{clip(item, 400)}</li>
            ))}
          </ul>
          {items.length > mostItems ? <p class="muted">and {items.length - mostItems} more</p> : null}
        </details>
      ))}
    </section>
  );
}
