/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { HeadRow } from '../html/head-row.tsx';
import { Came, outcomeOf } from './came.tsx';
import type { ProductResult } from './site-data.ts';

/** Which products keep a rule. */
export function Results({
  rule,
  results,
  protocol,
}: {
  readonly rule: string;
  readonly results: readonly ProductResult[];
  readonly protocol: string;
}): VNode | null {
  if (results.length === 0) return null;
  return (
    <section>
      <h2>Who does it</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Products">
        <table>
          <HeadRow columns={['product', 'set-up', 'judged', 'this rule']} />
          <tbody>
            {results.map((result, index) => (
              <tr key={index}>
                <th scope="row">
                  {result.product} {result.version}
                </th>
                <td>{result.setup}</td>
                <td>
                  {result.date}, edition {result.edition}
                </td>
                <td>
                  <Came to={outcomeOf(result, rule)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <a href={`../${protocol}.html`}>All rules and products</a>
      </p>
    </section>
  );
}
