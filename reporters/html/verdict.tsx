/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { judgedText } from '../text/judged-text.ts';
import type { ReportView, TargetView } from '../view/view-report.ts';
import { HeadRow } from './head-row.tsx';
import { count } from './words.ts';

const meanings = {
  conforming: 'Every rule that decides was judged, and holds.',
  partial: 'What was judged holds; it was not all of it.',
  nonconforming: 'Rules that must hold do not.',
  undetermined: 'Too much could not be judged to say more.',
} as const;

/** The head of the page: the verdict, what it is about, and the numbers. */
export function Verdict({ view: { report, targets } }: { readonly view: ReportView }): VNode {
  const judged = new Map(
    targets.flatMap(({ target }) => (target.judged === undefined ? [] : [[target.protocol, target.judged] as const])),
  );
  return (
    <header class={`verdict ${report.verdict}`}>
      <p class="kicker">Update conformance</p>
      <h1>{report.verdict}</h1>
      <p class="meaning">
        {meanings[report.verdict]} Exit {report.exitCode}.
      </p>
      <Faults view={{ report, targets }} />
      <div class="scroll" role="group" aria-label="Targets" tabIndex={0}>
        <table class="targets">
          <caption class="hidden">Targets</caption>
          <HeadRow columns={['target', 'verdict', 'rules', 'scenarios']} />
          <tbody>
            {targets.map((target, index) => (
              <TargetRow key={index} view={target} index={index} />
            ))}
          </tbody>
        </table>
      </div>
      {[...judged].map(([protocol, products]) => (
        <p key={protocol} class="judged muted">
          {judgedText(protocol, products)}
        </p>
      ))}
    </header>
  );
}

function TargetRow({ view, index }: { readonly view: TargetView; readonly index: number }): VNode {
  const { target, name, counts } = view;
  return (
    <tr>
      <th scope="row">
        <a href={`#target-${index}`}>{name}</a>
        <br />
        <span class="muted">{target.bundled ? 'the bundled reference server' : target.url}</span>
      </th>
      <td>
        <span class={`outcome ${target.verdict}`}>{target.verdict}</span>
      </td>
      <td>{target.unreachable ?? `${counts} of ${target.rules.length}`}</td>
      <td>
        {count(target.scenarios.length, 'scenario')}
        {target.requests === undefined ? null : <span class="muted">, {count(target.requests.sent, 'request')}</span>}
      </td>
    </tr>
  );
}

/** What is wrong with the gate, not with a target. */
function Faults({ view: { report, targets } }: { readonly view: ReportView }): VNode | null {
  const { baseline, problems = [], interrupted, stopped } = report;
  const faults = [
    ...(interrupted ? ['The run was interrupted: this is what was done until then.'] : []),
    ...(stopped ? ['The run was stopped at the first failure.'] : []),
    ...problems,
    ...(baseline?.stale ?? []).map(({ entry, why }) => `Stale baseline entry ${entry}: ${why}`),
    ...(baseline?.unnamed ?? []).map(
      ({ entry, scenarios }) => `${entry} hides more than its entry names: ${count(scenarios.length, 'scenario')}`,
    ),
    ...targets.flatMap(({ target: { outOfScope = [] } }) =>
      outOfScope.flatMap(({ entry, refused }) => (refused === undefined ? [] : [`Out of scope, ${entry}: ${refused}`])),
    ),
  ];
  if (faults.length === 0) return null;
  return (
    <ul class="faults">
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  );
}
