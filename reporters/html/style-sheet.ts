/** Styles of the page: light and dark, narrow and wide, on paper. Every colour has a mark or a word beside it. */
export const styleSheet: string = `
:root {
  color-scheme: light;
  --ground: #ffffff; --panel: #f6f7f9; --line: #d5d9df; --text: #1b1f24; --muted: #57606a; --link: #0550ae;
  --good: #116329; --bad: #a40e26; --warn: #7a4d00; --good-ground: #dcf4e3; --bad-ground: #fde4e6; --warn-ground: #fff1cf;
  --calm-ground: #e9ecf0; --must: #b8e6c5; --is: #ffc9cd;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
    color-scheme: dark;
    --ground: #0e1116; --panel: #171b22; --line: #343b45; --text: #e6e9ee; --muted: #9aa5b1; --link: #7cb7ff;
    --good: #6fdd8b; --bad: #ff9aa2; --warn: #f2c46d; --good-ground: #12351e; --bad-ground: #4a1a20; --warn-ground: #3d2f0e;
    --calm-ground: #262c35; --must: #1d5a31; --is: #7a2630;
  }
}
:root[data-theme="dark"] {
  color-scheme: dark;
  --ground: #0e1116; --panel: #171b22; --line: #343b45; --text: #e6e9ee; --muted: #9aa5b1; --link: #7cb7ff;
  --good: #6fdd8b; --bad: #ff9aa2; --warn: #f2c46d; --good-ground: #12351e; --bad-ground: #4a1a20; --warn-ground: #3d2f0e;
  --calm-ground: #262c35; --must: #1d5a31; --is: #7a2630;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 6rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
code, pre { font-family: var(--mono); font-size: .88em; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { font-size: 1.35rem; margin: 0 0 1rem; }
h3 { font-size: 1.1rem; margin: 2rem 0 .6rem; }
h4 { font-size: 1rem; margin: 0 0 .4rem; font-weight: 600; }
.muted { color: var(--muted); font-weight: 400; font-size: .93em; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999px; top: 0; padding: .5rem 1rem; background: var(--ground); z-index: 3; }
.skip:focus { left: 0; }
.verdict, main, footer { max-width: 76rem; margin: 0 auto; padding: 1.25rem; }
body { border-top: 6px solid var(--muted); }
body.conforming, body.partial { border-top-color: var(--good); }
body.nonconforming { border-top-color: var(--bad); }
body.undetermined { border-top-color: var(--warn); }
.kicker { margin: 0; color: var(--muted); text-transform: uppercase; letter-spacing: .08em; font-size: .8rem; }
h1 { margin: .1rem 0 .2rem; font-size: 2.3rem; text-transform: capitalize; }
.verdict.conforming h1, .verdict.partial h1 { color: var(--good); }
.verdict.nonconforming h1 { color: var(--bad); }
.verdict.undetermined h1 { color: var(--warn); }
.meaning { margin: 0 0 1rem; font-size: 1.1rem; }
.faults { margin: 0 0 1rem; padding: .6rem .8rem .6rem 2rem; background: var(--bad-ground); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); font-weight: 400; }
th, td { overflow-wrap: break-word; }
.targets td, .targets th { min-width: 7rem; }
thead th { color: var(--muted); font-size: .85em; }
.scroll { overflow-x: auto; }
#filters { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .8rem; align-items: end; padding: .6rem max(1.25rem, calc((100vw - 76rem) / 2 + 1.25rem)); background: var(--panel); border-block: 1px solid var(--line); }
#filters label span { display: block; font-size: .78rem; color: var(--muted); }
#filters .search { flex: 1 1 14rem; }
#filters input, #filters select { font: inherit; width: 100%; padding: .3rem .5rem; color: var(--text); background: var(--ground); border: 1px solid var(--muted); border-radius: 5px; }
#filters output { margin-left: auto; color: var(--muted); padding: .3rem 0; min-width: 7rem; text-align: right; }
.target + .target { margin-top: 3rem; padding-top: 2rem; border-top: 2px solid var(--line); }
.unreachable, .empty { padding: .7rem .9rem; border-radius: 6px; background: var(--warn-ground); }
.causes { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--warn); border-radius: 6px; padding: .2rem 1.2rem .6rem; }
.causes h3 { margin-top: .8rem; }
.causes ol { margin: 0; padding-left: 1.2rem; }
.causes li { margin: .4rem 0; }
.causes p { margin: .4rem 0; }
.judged { margin: .5rem 0 0; }
.links { display: flex; flex-wrap: wrap; gap: .2rem .8rem; font-family: var(--mono); font-size: .85em; }
.group > h4 { margin: 1.4rem 0 .5rem; color: var(--muted); }
.card { border: 1px solid var(--line); border-left: 4px solid var(--muted); border-radius: 6px; padding: .8rem 1rem; margin: 0 0 1rem; background: var(--ground); content-visibility: auto; contain-intrinsic-size: auto 24rem; }
.card.fail { border-left-color: var(--bad); }
.card.warning { border-left-color: var(--warn); }
.card:target { box-shadow: 0 0 0 2px var(--link); }
.statement { margin: 0 0 .3rem; font-size: 1.05em; }
.sources { margin: 0; color: var(--muted); font-size: .9em; }
.excuse { color: var(--warn); font-weight: 400; font-size: .93em; }
.outcome { display: inline-block; white-space: nowrap; padding: 0 .5em; border-radius: 999px; background: var(--calm-ground); font-size: .85em; }
.outcome.pass, .outcome.conforming, .outcome.partial { background: var(--good-ground); color: var(--good); }
.outcome.fail, .outcome.nonconforming { background: var(--bad-ground); color: var(--bad); font-weight: 600; }
.outcome.warning, .outcome.error, .outcome.inconclusive, .outcome.undetermined { background: var(--warn-ground); color: var(--warn); }
.level { white-space: nowrap; font-size: .78em; color: var(--muted); font-weight: 600; letter-spacing: .03em; }
.failure { margin-top: .8rem; padding-top: .8rem; border-top: 1px solid var(--line); }
.where { margin: 0 0 .5rem; font-size: .93em; }
.difference dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: .4rem 0; padding: .5rem .8rem; background: var(--panel); border-radius: 5px; }
.difference dt { color: var(--muted); font-size: .88em; }
.difference dd { margin: 0; white-space: pre-wrap; }
mark { color: inherit; border-radius: 2px; padding: 0 1px; }
mark.must { background: var(--must); text-decoration: underline; }
mark.is { background: var(--is); text-decoration: underline wavy; text-decoration-thickness: 1px; }
summary { cursor: pointer; color: var(--muted); font-size: .93em; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .6rem; margin: .4rem 0; }
figure { margin: 0; min-width: 0; }
figcaption { font-size: .82em; color: var(--muted); }
pre { margin: 0; padding: .6rem .8rem; background: var(--panel); border-radius: 5px; overflow: auto; max-height: 26rem; white-space: pre-wrap; }
.fault { margin: 0; padding: .6rem .8rem; background: var(--warn-ground); border-radius: 5px; }
.timeline { margin: .5rem 0; }
.timeline svg { width: 100%; max-width: 46rem; height: auto; display: block; }
.timeline text { fill: var(--text); font: 12px var(--mono); }
.timeline rect { fill: var(--link); }
.timeline .open rect { fill: none; stroke: var(--warn); stroke-width: 2; stroke-dasharray: 5 3; }
.timeline line { stroke: var(--muted); }
.timeline table { width: auto; font-size: .88em; }
.numbers { width: auto; }
.numbers td, .number { text-align: right; font-variant-numeric: tabular-nums; }
.numbers td.none { color: var(--muted); }
.numbers td.failed { background: var(--bad-ground); color: var(--bad); font-weight: 600; }
.numbers td.warned, .numbers td.open { background: var(--warn-ground); color: var(--warn); }
.numbers td.passed { background: var(--good-ground); color: var(--good); }
.heat { width: auto; font-size: .88em; }
.heat thead th { vertical-align: bottom; height: 10rem; padding: .2rem; }
.heat thead th:first-child { padding: .4rem .6rem; }
.heat thead th:not(:first-child) span { display: block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 9.5rem; white-space: nowrap; }
.heat tbody th { white-space: nowrap; font-family: var(--mono); position: sticky; left: 0; background: var(--ground); }
.cell { text-align: center; min-width: 2rem; border: 1px solid var(--line); }
span.cell { display: inline-block; border-radius: 3px; }
.cell.pass { background: var(--good-ground); color: var(--good); }
.cell.fail { background: var(--bad-ground); color: var(--bad); font-weight: 700; }
.cell.error, .cell.inconclusive, .cell.not-held { background: var(--warn-ground); color: var(--warn); }
.cell.skipped, .cell.held { background: var(--calm-ground); color: var(--text); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; color: var(--muted); font-size: .88em; }
.rules td:nth-child(3) { min-width: 12rem; }
.rules tr { content-visibility: auto; contain-intrinsic-size: auto 3rem; }
.notes details { margin: .3rem 0; }
.open-items ul, .notes ul { padding-left: 1.2rem; }
.open-items li { margin: .5rem 0; }
footer { color: var(--muted); font-size: .88em; border-top: 1px solid var(--line); }
@media (max-width: 40rem) {
  .verdict, main, footer { padding: 1rem .8rem; }
  #filters { position: static; padding: .6rem .8rem; }
  #filters label { flex: 1 1 7rem; }
  html { scroll-padding-top: 1rem; }
  h1 { font-size: 1.8rem; }
  .rules, .rules tbody, .rules tr, .rules td, .targets, .targets tbody, .targets tr, .targets td, .targets th { display: block; }
  .rules thead, .targets thead { display: none; }
  .targets tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .targets td, .targets th { border: 0; padding: .15rem 0; }
  .heat thead th { height: 8rem; }
  .rules tr { border-bottom: 1px solid var(--line); padding: .4rem 0; }
  .rules td { border: 0; padding: .1rem 0; }
  .rules td.number { text-align: left; color: var(--muted); }
  .rules td.number::after { content: " scenarios"; }
}
@media print {
  :root, :root[data-theme="dark"] {
    color-scheme: light;
    --ground: #ffffff; --panel: #f6f7f9; --line: #c5cad1; --text: #000000; --muted: #444444; --link: #000000;
    --good: #0b4d1f; --bad: #8a0b1f; --warn: #5f3c00; --good-ground: #ffffff; --bad-ground: #ffffff; --warn-ground: #ffffff;
    --calm-ground: #ffffff; --must: #e0e0e0; --is: #e0e0e0;
  }
  body { font-size: 10pt; }
  #filters, .skip { display: none !important; }
  .verdict, main, footer { max-width: none; padding: .5rem 0; }
  .card, .rules tr { content-visibility: visible; }
  .failure, tr, .causes { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  pre { max-height: none; overflow: visible; }
  .scroll { overflow: visible; }
  .exchange details { display: none; }
}
`;
