// node scripts/suites/facts.mjs [folder] [other]: what the suites of a built checkout say: every (case, step, rule, fact), one per line, sorted.
// With two folders: how many each has, and what only one of them says; exit 1 when they differ.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const plain = (value) =>
  JSON.stringify(value, (key, inner) => {
    if (key === 'at' || key === 'positions') return undefined;
    if (inner?.kind === undefined && (inner?.status || inner?.body || inner?.headers))
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    return key === 'places' || key === 'may'
      ? inner.toSorted((a, b) => (String(a[0] ?? a) < String(b[0] ?? b) ? -1 : 1))
      : inner;
  });

/** The facts of an entry one by one: each header and each place of the body by itself. */
function factsOf({ positions: _, ...facts }) {
  return Object.entries(facts).flatMap(([name, value]) => {
    if (name === 'headers') return value.map(([header, matcher]) => `headers/${header} ${plain(matcher)}`);
    if (name === 'body' && value.kind === 'shape')
      return value.places.map(([place, matcher]) => `body${place} ${plain(matcher)}`);
    return [`${name} ${plain(value)}`];
  });
}

const inCase = (rule, values) => rule.replaceAll(/\$\(case\.([a-z0-9-]+)\)/g, (_, name) => values[name]);

export function linesOf(folder) {
  const lines = new Set();
  const compiled = join(folder, 'dist', 'catalogue');
  for (const file of readdirSync(compiled)) {
    const { suites } = JSON.parse(readFileSync(join(compiled, file), 'utf8'));
    for (const suite of suites.suites)
      for (const scenario of suite.scenarios)
        for (const [id, { values }] of Object.entries(scenario.matrix ?? { '': { values: {} } }))
          for (const step of scenario.steps)
            for (const entry of step.expect ?? []) {
              const where = `${suite.id}/${scenario.id}${id === '' ? '' : `[${id}]`} ${step.id} ${inCase(entry.rule, values)}`;
              const limits = plain([entry.level, entry.editions, entry.needs, entry.for]);
              for (const fact of factsOf(entry.facts)) lines.add(`${where} ${fact} ${limits}`);
            }
    for (const entry of suites.invariants)
      for (const fact of factsOf(entry.facts)) lines.add(`invariant ${entry.rule} ${fact} ${plain(entry.for)}`);
  }
  return [...lines].sort();
}

const [folder = '.', other] = process.argv.slice(2);
const lines = linesOf(folder);
if (other === undefined) process.stdout.write(`${lines.join('\n')}\n`);
else {
  const others = linesOf(other);
  const [mine, theirs] = [new Set(lines), new Set(others)];
  const only = lines.filter((line) => !theirs.has(line));
  const lacking = others.filter((line) => !mine.has(line));
  for (const line of only) console.log(`- ${line}`);
  for (const line of lacking) console.log(`+ ${line}`);
  console.log(
    `${lines.length} facts in ${folder}, ${others.length} in ${other}; ${only.length} and ${lacking.length} in one alone`,
  );
  process.exitCode = only.length + lacking.length > 0 ? 1 : 0;
}
