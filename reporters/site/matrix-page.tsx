/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { HeadRow } from '../html/head-row.tsx';
import { Came, outcomeOf } from './came.tsx';
import { Layout } from './layout.tsx';
import type { SiteData, SiteProtocol } from './site-data.ts';

/** Rules and products: who does what. */
export function MatrixPage({ protocol, site }: { readonly protocol: SiteProtocol; readonly site: SiteData }): VNode {
  const { results, rules, title, id } = protocol;
  const known = new Set(rules.map((rule) => rule.id));
  const gone = [...new Set(results.flatMap((result) => Object.values(result.rules).flat()))].filter(
    (rule) => !known.has(rule),
  );
  return (
    <Layout title={`${title}: rules and products`} up="" trail={[[title, `index.html#${id}`]]} tool={site.tool}>
      <h1>{title}: rules and products</h1>
      <h2>Runs</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Runs">
        <table>
          <HeadRow columns={['run', 'product', 'set-up', 'date', 'edition', 'verdict']} />
          <tbody>
            {results.map((result, index) => (
              <tr key={index}>
                <th scope="row">{index + 1}</th>
                <td>
                  {result.product} {result.version}
                </td>
                <td>{result.setup}</td>
                <td>{result.date}</td>
                <td>{result.edition}</td>
                <td>
                  <Came to={result.verdict} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>Rules</h2>
      <p class="key">
        {['pass', 'fail', 'inconclusive', 'skipped', 'untested'].map((outcome) => (
          <Came key={outcome} to={outcome} />
        ))}
        <span>empty: the suites of that run had no such rule, or it is of another edition</span>
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Rules by run">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">rule</th>
              {results.map((result, index) => (
                <th key={index} scope="col" title={`${result.product} ${result.version}, ${result.setup}`}>
                  {index + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row">
                  <a href={`${id}/${rule.id}.html`}>{rule.id}</a> <span class="level">{rule.level}</span>
                </th>
                {results.map((result, index) => (
                  <td key={index}>
                    <Came to={outcomeOf(result, rule.id)} short />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {gone.length === 0 ? null : (
        <p class="muted">Rules of these runs that the catalogue has no more: {gone.join(', ')}.</p>
      )}
    </Layout>
  );
}
