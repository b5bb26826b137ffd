/** @jsxImportSource preact */
import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import type { ReportView } from '../view/view-report.ts';
import { createBudget } from './budget.ts';
import { Filters } from './filters.tsx';
import { script } from './script.ts';
import { styleSheet } from './style-sheet.ts';
import { TargetPart } from './target-part.tsx';
import { Verdict } from './verdict.tsx';

/** Nothing may be fetched, and of scripts and styles only these two run. */
const policy = `default-src 'none'; script-src '${hash(script)}'; style-src '${hash(styleSheet)}'; base-uri 'none'; form-action 'none'`;

/** The whole document. */
export function Page({ view }: { readonly view: ReportView }): VNode {
  const { report, targets } = view;
  const budget = createBudget();
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${report.verdict}: update conformance of ${targets.map(({ name }) => name).join(', ')}`}</title>
        <style dangerouslySetInnerHTML={{ __html: styleSheet }} />
      </head>
      <body class={report.verdict}>
        <a class="skip" href="#main">
          To the results
        </a>
        <Verdict view={view} />
        <Filters view={view} />
        <main id="main" tabIndex={-1}>
          <p id="nothing" class="empty" hidden>
            No rule is like this.
          </p>
          {targets.map((target, index) => (
            <TargetPart key={index} view={target} index={index} site={view.site} budget={budget} />
          ))}
        </main>
        <footer>
          <p>
            {report.tool.name} {report.tool.version}, {report.startedAt}, seed <code>{report.seed}</code>. Written by{' '}
            <code>conformance run --reporter html=FILE</code>; nothing in this page is fetched from anywhere.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
