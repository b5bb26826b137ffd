// docs/mutation.md from Stryker's report and the reasons why mutants survive. Pure.

/** Fails below this share, in per cent. */
const aim = 85;

const detected = new Set(['Killed', 'Timeout']);
const undetected = new Set(['Survived', 'NoCoverage']);

export function renderMutation(report, reasons, { protocol, parts, date, revision, node, minutes }) {
  const all = Object.entries(report.files).flatMap(([file, { mutants, source }]) =>
    mutants.map((mutant) => ({ ...mutant, file, ...placeOf(source.split('\n'), mutant) })),
  );
  const valid = all.filter(({ status }) => detected.has(status) || undetected.has(status));
  const alive = valid.filter(({ status }) => undetected.has(status));
  const used = new Set();
  const explained = new Map(alive.map((mutant) => [mutant, reasonFor(mutant, reasons, used)]));
  const unexplained = alive.filter((mutant) => explained.get(mutant) === undefined);
  const stale = reasons.filter((reason) => !used.has(reason));
  const score = share(valid);
  const problems = [
    ...(score < aim ? [`mutation score ${score.toFixed(1)} % is below ${aim} %`] : []),
    ...stale.map(({ file, in: name }) => `scripts/mutation/survivors.json: nothing survives in ${file} ${name ?? ''}`),
  ];
  const rows = [...groupBy(valid, ({ file }) => file)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, mutants]) => row(`\`${file}\``, mutants));
  const leftOut = groupBy(
    all.filter(({ status }) => !detected.has(status) && !undetected.has(status)),
    ({ status, statusReason }) =>
      status === 'Ignored' ? statusReason : status === 'CompileError' ? 'refused by the type checker' : status,
  );
  const text = `# Mutation of the ${protocol} core

Written by \`node scripts/mutation.mjs ${parts.join(' ')}\` (all parts: \`npm run soak\`) on ${date} at revision ${revision}, Node ${node}, in
${minutes.toFixed(0)} minutes.

[Stryker](https://stryker-mutator.io) changes one thing at a time in the core, and in the kernel its answers pass through. The tests are
the scenarios of the suites, run in process in every edition; where none of them notices, the recorded exchanges are replayed. A
mutant that no scenario fails is a change of the server that the suites would not see.

| file | mutants | killed by a scenario | only by a recording | survived | not reached | killed |
|---|---|---|---|---|---|---|
${rows.join('\n')}
${row('**all**', valid)}

Left out: ${[...leftOut].map(([reason, mutants]) => `${mutants.length} (${reason})`).join(', ')}.

## What survives, and why

${[
  ...groupBy(
    alive.filter((mutant) => explained.get(mutant)),
    (mutant) => explained.get(mutant),
  ),
]
  .map(([reason, mutants]) => `- ${mutants.length}: ${reason.reason} (${places(mutants)})`)
  .join('\n')}

## What survives without a reason so far

${unexplained.length === 0 ? 'Nothing.' : unexplained.map(line).join('\n')}
`;
  const summary = `${valid.length} mutants, ${score.toFixed(1)} % killed, ${alive.length} alive, ${unexplained.length} of them without a reason`;
  return { text, problems, summary, alive: alive.map(line).join('\n') };
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function share(mutants) {
  return (100 * mutants.filter(({ status }) => detected.has(status)).length) / Math.max(1, mutants.length);
}

function row(name, mutants) {
  const killers = mutants.filter(({ status }) => detected.has(status)).map(({ killedBy }) => killedBy?.[0] ?? '');
  const byRecording = killers.filter((id) => id.startsWith('recording')).length;
  const count = (wanted) => mutants.filter(({ status }) => status === wanted).length;
  const cells = [
    name,
    mutants.length,
    killers.length - byRecording,
    byRecording,
    count('Survived'),
    count('NoCoverage'),
    `${share(mutants).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A reason holds for a file, and in it for the function it names and the change it shows, where it names them. */
function reasonFor(mutant, reasons, used) {
  const found = reasons.find(
    ({ file, in: name, original, mutator }) =>
      file === mutant.file &&
      (name === undefined || name === mutant.function) &&
      (original === undefined || mutant.original.includes(original)) &&
      (mutator === undefined || mutator === mutant.mutatorName),
  );
  if (found) used.add(found);
  return found;
}

function placeOf(lines, { location: { start, end } }) {
  const first = lines[start.line - 1] ?? '';
  const original =
    start.line === end.line ? first.slice(start.column - 1, end.column - 1) : `${first.slice(start.column - 1)} …`;
  let at = start.line - 1;
  const opening = /^(?:export )?(?:function\*? |const )(\w+)/;
  while (at > 0 && !opening.test(lines[at])) at--;
  return { original, function: opening.exec(lines[at] ?? '')?.[1] ?? '' };
}

function places(mutants) {
  return [...new Set(mutants.map(({ file, function: name }) => `\`${file.split('/').at(-1)}\` ${name}`))].join(', ');
}

function line({ file, location, function: name, original, replacement, status, mutatorName }) {
  const code = (text) => `\`${text.replaceAll('`', "'").replaceAll(/\s+/g, ' ').slice(0, 100)}\``;
  const not = status === 'NoCoverage' ? ', not reached' : '';
  return `- \`${file}:${location.start.line}\` in ${name}: ${code(original)} → ${code(replacement ?? mutatorName)}${not}`;
}
