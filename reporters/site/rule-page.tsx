/** @jsxImportSource preact */
import type { VNode } from 'preact';
import type { ExchangeRecord, Mismatch } from '../../core/report.ts';
import { clip, count } from '../html/words.ts';
import { linesOf, Message } from './answer.tsx';
import { Layout } from './layout.tsx';
import { Results } from './results.tsx';
import type { SiteBug, SiteData, SiteProtocol, SiteRule } from './site-data.ts';

/** The page of one rule. */
export function RulePage({
  rule,
  protocol,
  site,
}: {
  readonly rule: SiteRule;
  readonly protocol: SiteProtocol;
  readonly site: SiteData;
}): VNode {
  return (
    <Layout
      title={`${rule.id}: ${clip(rule.statement, 100)}`}
      up="../"
      trail={[
        [protocol.title, `../index.html#${protocol.id}`],
        [rule.id, `${rule.id}.html`],
      ]}
      tool={site.tool}
    >
      <h1 class="rule">{rule.id}</h1>
      <p class="statement">
        <span class="level">{rule.level}</span> {rule.statement}
      </p>
      <p class="muted">
        {protocol.title}; {rule.editions.length === 1 ? 'edition' : 'editions'} {rule.editions.join(', ')}; evidence:{' '}
        {rule.evidence}
        {rule.gating ? '' : ' (provisional: it never fails a run by itself)'}
        {rule.party === 'server' ? '' : `; it is about the ${rule.party}`}
        {rule.feature === undefined ? '' : `; where the feature ${rule.feature} is there`}
      </p>
      {rule.untestable === undefined ? null : <p class="fault">It is not tested: {rule.untestable}</p>}
      <Sources rule={rule} />
      <Bugs rule={rule} />
      <Observed rule={rule} site={site} />
      <Results rule={rule.id} results={protocol.results} protocol={protocol.id} />
      <Scenarios rule={rule} />
      {rule.related.length === 0 ? null : (
        <section>
          <h2>Rules of the same statements</h2>
          <ul>
            {rule.related.map(({ id, statement }) => (
              <li key={id}>
                <a href={`${id}.html`}>{id}</a> {statement}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  );
}

function Sources({ rule }: { readonly rule: SiteRule }): VNode {
  return (
    <section>
      <h2>Where it is stated</h2>
      <ul>
        {rule.sources.map(({ title, where, url }, index) => (
          <li key={index}>
            {url === undefined || !/^https?:/i.test(url) ? title : <a href={url}>{title}</a>}
            {where === undefined ? '' : `, ${where}`}
          </li>
        ))}
      </ul>
      {rule.statements.length === 0 ? null : (
        <details>
          <summary>{count(rule.statements.length, 'statement')} that it is made of, in our words</summary>
          <ul>
            {rule.statements.map(({ where, says }, index) => (
              <li key={index}>
                {where}: {says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Bugs({ rule }: { readonly rule: SiteRule }): VNode | null {
  if (rule.allBugs === 0) return null;
  const { bugs, allBugs } = rule;
  return (
    <section>
      <h2>What a conforming server answers, and what known bugs do</h2>
      {bugs.map((bug, index) => (
        <Bug key={index} bug={bug} />
      ))}
      {bugs.length < allBugs ? (
        <p class="muted">
          {count(allBugs - bugs.length, 'more known bug')} of this rule: <code>conformance explain {rule.id}</code>{' '}
          names them, <code>conformance site --all</code> shows them.
        </p>
      ) : null}
    </section>
  );
}

function Bug({ bug: { id, title, seen } }: { readonly bug: SiteBug }): VNode {
  return (
    <article class="card warning">
      <h3>{title}</h3>
      <p class="muted">
        Known bug <code>{id}</code>
        {seen === undefined ? '; no single answer shows it here' : null}
        {seen === undefined ? null : (
          <>
            , seen by <code>{seen.scenario}</code>
          </>
        )}
      </p>
      {seen === undefined ? null : <Seen {...seen} />}
    </article>
  );
}

function Seen({
  broken,
  sound,
  mismatches,
}: {
  readonly broken: ExchangeRecord;
  readonly sound?: ExchangeRecord;
  readonly mismatches: readonly Mismatch[];
}): VNode {
  const { request, answer } = linesOf(broken, mismatches);
  return (
    <>
      <div class="difference">
        <dl>
          {mismatches.slice(0, 6).map(({ fact, expected, actual }, index) => (
            <div key={index} class="pair">
              <dt>{fact}</dt>
              <dd>
                must be <mark class="must">{clip(expected, 300)}</mark>, is <mark class="is">{clip(actual, 300)}</mark>
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <Message title="Request" lines={request} kind="is" />
      <div class="sides">
        {sound === undefined ? null : (
          <Message title="A conforming server" lines={linesOf(sound, mismatches).answer} kind="must" />
        )}
        <Message title="With this bug" lines={answer} kind="is" />
      </div>
    </>
  );
}

function Observed({ rule, site }: { readonly rule: SiteRule; readonly site: SiteData }): VNode {
  return (
    <section>
      <h2>What real systems answered</h2>
      {rule.observed.length === 0 ? (
        <p class="muted">
          {site.hasRecordings
            ? 'No recorded exchange is filed under this rule.'
            : 'Recordings are in the repository of the tool; the package, with which this site was made, carries none.'}
        </p>
      ) : (
        rule.observed.map(({ product, recorded, exchanges }, index) => (
          <details key={index} open={index === 0}>
            <summary>
              {product}, recorded {recorded}: {count(exchanges.length, 'exchange')}
            </summary>
            {exchanges.map((exchange, place) => {
              const { request, answer } = linesOf(exchange, []);
              return (
                <div class="sides" key={place}>
                  <Message title={exchange.step} lines={request} kind="must" />
                  <Message title="Answer" lines={answer} kind="must" />
                </div>
              );
            })}
          </details>
        ))
      )}
    </section>
  );
}

function Scenarios({ rule }: { readonly rule: SiteRule }): VNode {
  return (
    <section>
      <h2>How it is checked</h2>
      {rule.scenarios.length === 0 ? <p class="muted">No scenario judges it.</p> : null}
      {rule.scenarios.map(({ id, title, place, says }, index) => (
        <details key={id} open={index === 0}>
          <summary>
            {title} <code>{id}</code>
          </summary>
          <p class="muted">{place}</p>
          {says.map((lines, number) => (
            <pre key={number} tabIndex={0} role="group" aria-label={`${id}, part ${number + 1}`}>
              <code>{clip(lines.join('\n'), 3_000)}</code>
            </pre>
          ))}
        </details>
      ))}
    </section>
  );
}
