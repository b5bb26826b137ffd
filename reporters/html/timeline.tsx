/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { TimelineRow } from '../../core/report.ts';
import { HeadRow } from './head-row.tsx';
import { clip } from './words.ts';

const width = 640;
const rowHeight = 26;
const nameWidth = 110;
const mostRows = 24;

/** Operations of a race under each other, each from its begin to its answer. The table beside it says the same in words. */
export function Timeline({ rows: all }: { readonly rows: readonly TimelineRow[] }): VNode {
  const rows = all.slice(0, mostRows);
  const end = Math.max(0.001, ...rows.map(({ startedMs, endedMs = 0 }) => Math.max(startedMs, endedMs)));
  const x = (ms: number): number => nameWidth + (Math.max(0, ms) / end) * (width - nameWidth - 16);
  const height = rows.length * rowHeight + 28;
  return (
    <figure class="timeline">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Race: ${rows.length} operations over ${end.toFixed(1)} ms`}
      >
        {rows.map(({ name, startedMs, endedMs }, place) => {
          const y = place * rowHeight + 6;
          const to = endedMs === undefined ? width - 8 : x(endedMs);
          return (
            <g key={place} class={endedMs === undefined ? 'open' : 'closed'}>
              <title>{`${name}: ${startedMs} ms to ${endedMs === undefined ? 'no answer' : `${endedMs} ms`}`}</title>
              <text x="0" y={y + 12}>
                {clip(name, 16)}
              </text>
              <rect x={x(startedMs)} y={y} width={Math.max(3, to - x(startedMs))} height="16" rx="3" />
            </g>
          );
        })}
        <line x1={nameWidth} x2={width - 16} y1={height - 18} y2={height - 18} />
        <text x={nameWidth} y={height - 4}>
          0
        </text>
        <text x={width - 16} y={height - 4} text-anchor="end">
          {`${end.toFixed(1)} ms`}
        </text>
      </svg>
      <table>
        <caption class="hidden">The race in words</caption>
        <HeadRow columns={['operation', 'from, ms', 'to, ms', 'answer']} />
        <tbody>
          {rows.map(({ name, startedMs, endedMs, text }, place) => (
            <tr key={place}>
              <th scope="row">{clip(name, 40)}</th>
              <td>{startedMs.toFixed(2)}</td>
              <td>{endedMs === undefined ? 'no answer' : endedMs.toFixed(2)}</td>
              <td>{clip(text, 160)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
