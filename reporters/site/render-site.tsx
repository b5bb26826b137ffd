/** @jsxImportSource preact */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { styleSheet } from '../html/style-sheet.ts';
import { dangerousCharacters } from '../text/dangerous-characters.ts';
import { escapeCharacter } from '../text/neutralize.ts';
import { IndexPage } from './index-page.tsx';
import { MatrixPage } from './matrix-page.tsx';
import { RulePage } from './rule-page.tsx';
import type { SiteData } from './site-data.ts';

const dangerous = new RegExp(dangerousCharacters, 'gu');

const ownStyles = `
.top { max-width: 76rem; margin: 0 auto; padding: .8rem 1.25rem 0; font-size: .93em; }
h1, h1.rule { text-transform: none; font-size: 1.9rem; }
section { margin: 2rem 0; }
#filters { margin: 1rem -1.25rem; padding: .6rem 1.25rem; }
.difference dl { display: block; }
.pair { margin: .2rem 0; }
.pair dt { font-family: var(--mono); }
.scroll { position: relative; }
.rules td:first-child { white-space: nowrap; }
.matrix { width: auto; }
.matrix td { text-align: center; }
.matrix th[scope="row"] { white-space: nowrap; position: sticky; left: 0; background: var(--ground); }
details { margin: .4rem 0; }
.card { content-visibility: visible; }
.card h3 { margin: 0 0 .2rem; }
@media (max-width: 40rem) { #filters { margin: 1rem -.8rem; padding: .6rem .8rem; } .matrix th[scope="row"] { position: static; } }
`;

/**
 * The files of a site of the catalogue, by their paths: the list of all rules, a page for each, and rules by product. They open from disk and from a
 * server alike. Texts are escaped where they are put in; what acts on a reader or nobody sees becomes visible. Pure.
 */
export function* renderSite(site: SiteData): Generator<readonly [path: string, text: string]> {
  yield ['style.css', styleSheet + ownStyles];
  yield ['index.html', document(<IndexPage site={site} />)];
  for (const protocol of site.protocols) {
    if (protocol.results.length > 0)
      yield [`${protocol.id}.html`, document(<MatrixPage protocol={protocol} site={site} />)];
    for (const rule of protocol.rules)
      yield [`${protocol.id}/${rule.id}.html`, document(<RulePage rule={rule} protocol={protocol} site={site} />)];
  }
}

function document(page: VNode): string {
  return `<!doctype html>\n${renderToString(page).replace(dangerous, escapeCharacter)}\n`;
}
