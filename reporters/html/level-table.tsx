/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { TargetView } from '../view/view-report.ts';
import { HeadRow } from './head-row.tsx';

const columns = [
  ['passed', 'passed'],
  ['failed', 'failed'],
  ['warned', 'with a warning'],
  ['known', 'known'],
  ['open', 'not judged'],
  ['left', 'not applicable'],
] as const;

/** Levels of requirement, and what became of the rules of each. */
export function LevelTable({ view: { levels } }: { readonly view: TargetView }): VNode | null {
  if (levels.length === 0) return null;
  return (
    <section>
      <h3>By level</h3>
      <div class="scroll" role="group" aria-label="Rules by level" tabIndex={0}>
        <table class="numbers">
          <caption class="hidden">Rules by level</caption>
          <HeadRow columns={['level', ...columns.map(([, word]) => word), 'all']} />
          <tbody>
            {levels.map(({ level, counts, all }) => (
              <tr key={level}>
                <th scope="row">{level}</th>
                {columns.map(([id]) => (
                  <td key={id} class={counts[id] === 0 ? 'none' : id}>
                    {counts[id]}
                  </td>
                ))}
                <td>{all}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
