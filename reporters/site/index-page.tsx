/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { Choice } from '../html/choice.tsx';
import { HeadRow } from '../html/head-row.tsx';
import { Layout } from './layout.tsx';
import type { SiteData, SiteProtocol } from './site-data.ts';

/** The list of all rules, to search. */
export function IndexPage({ site }: { readonly site: SiteData }): VNode {
  const { protocols } = site;
  const levels = [...new Set(protocols.flatMap(({ rules }) => rules.map(({ level }) => level)))];
  return (
    <Layout title="Rules of update conformance" up="" tool={site.tool}>
      <h1>Rules</h1>
      <p class="muted">
        What an HTTP API has to keep when it updates data, rule by rule, with what states it, what a conforming server
        answers and what known bugs do.
      </p>
      <form id="filters" hidden role="search" aria-label="Rules">
        <label class="search">
          <span>Search (press /)</span>
          <input id="search" type="search" autocomplete="off" />
        </label>
        <Choice label="Protocol" id="by-protocol" options={protocols.map(({ id, title }) => [id, title])} />
        <Choice label="Level" id="by-level" options={levels.map((level) => [level, level])} />
        <output id="count" aria-live="polite" />
      </form>
      {protocols.map((protocol) => (
        <ProtocolRules key={protocol.id} protocol={protocol} />
      ))}
    </Layout>
  );
}

function ProtocolRules({ protocol: { id, title, rules, results } }: { readonly protocol: SiteProtocol }): VNode {
  return (
    <section data-group={id}>
      <h2 id={id}>{title}</h2>
      {results.length === 0 ? null : (
        <p>
          <a href={`${id}.html`}>
            Rules and products: {[...new Set(results.map(({ product }) => product))].join(', ')}
          </a>
        </p>
      )}
      <table class="rules">
        <HeadRow columns={['rule', 'level', 'statement']} />
        <tbody>
          {rules.map((rule) => (
            <tr
              key={rule.id}
              data-rule={rule.id}
              data-protocol={id}
              data-level={rule.level}
              data-words={[
                ...rule.scenarios.map((one) => `${one.id} ${one.title}`),
                ...rule.bugs.map((one) => `${one.id} ${one.title}`),
              ].join(' ')}
            >
              <td>
                <a href={`${id}/${rule.id}.html`}>{rule.id}</a>
              </td>
              <td>
                <span class="level">{rule.level}</span>
              </td>
              <td>{rule.statement}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
