// docs/mutation.md from Stryker's reports, one of each part, and the reasons why mutants survive. Pure.

/** Per cent of the mutants that matter below which the run fails. */
const floor = 85;

/** Kinds of reasons for survivors; those of the first two are no mutants of the sound server at all. */
const kinds = {
  bug: 'Only a server that is broken or varied on purpose runs it',
  equivalent: 'No answer changes',
  outside: 'The catalogue does not say anything about it',
  gap: 'Not seen by the suites so far',
};

const detected = new Set(['Killed', 'Timeout']);
const undetected = new Set(['Survived', 'NoCoverage']);

export function renderMutation(reports, reasons, { parts, date, revision, node, minutes }) {
  const all = reports.flatMap(mutantsOf);
  const valid = all.filter(({ status }) => detected.has(status) || undetected.has(status));
  const alive = valid.filter(({ status }) => undetected.has(status));
  const used = new Set();
  const explained = new Map(alive.map((mutant) => [mutant, reasonFor(mutant, reasons, used)]));
  const unexplained = alive.filter((mutant) => explained.get(mutant) === undefined);
  const stale = reasons.filter((reason) => !used.has(reason));
  const isVoid = (mutant) => ['bug', 'equivalent'].includes(explained.get(mutant)?.kind);
  const counted = valid.filter((mutant) => !isVoid(mutant));
  const score = share(counted);
  const byPart = [...groupBy(valid, partOf)];
  const problems = [
    ...(score < floor ? [`mutation score ${score.toFixed(1)} % is below ${floor} %`] : []),
    ...unexplained.map((mutant) => `survives without a reason: ${line(mutant)}`),
    ...stale.map(
      ({ file, in: name, original }) =>
        `scripts/mutation/*survivors.json: nothing survives in ${file} ${name ?? ''} ${original ?? ''}`,
    ),
  ];
  const rows = [...groupBy(valid, ({ file }) => file)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, mutants]) => row(`\`${file}\``, mutants));
  const leftOut = groupBy(
    all.filter(({ status }) => !detected.has(status) && !undetected.has(status)),
    ({ status, statusReason }) =>
      status === 'Ignored' ? statusReason : status === 'CompileError' ? 'refused by the type checker' : status,
  );
  const text = `# Mutation of the dab core

Written by \`node scripts/mutation.mjs ${parts.join(' ')}\` (all parts: \`npm run soak\`) on ${date} at revision ${revision}, Node ${node}, in
${minutes.toFixed(0)} minutes.

[Stryker](https://stryker-mutator.io) changes one thing at a time in the core, and in the kernel its answers pass through. The tests are
the scenarios of the suites (for the kernel those of dataverse as well), run in process in every edition, and once more on a server
whose names all differ; where none of them notices, the recorded exchanges are replayed. A mutant that no scenario fails is a change
of the server that the suites would not see.

| file | mutants | killed by a scenario | only by a recording | survived | not reached | killed |
|---|---|---|---|---|---|---|
${rows.join('\n')}
${byPart.map(([name, mutants]) => row(`**${name}**`, mutants)).join('\n')}
${row('**all**', valid)}

Left out: ${[...leftOut].map(([reason, mutants]) => `${mutants.length} (${reason})`).join(', ')}.

Without the mutants that make no difference to the sound server (below) there are killed

${[...groupBy(counted, partOf)].map(([name, mutants]) => `- of the ${name} ${bothShares(mutants)}`).join('\n')}
- of all ${bothShares(counted)}

The run fails below ${floor} % of all, and when a mutant survives without a reason.

## What survives, and why

${Object.entries(kinds)
  .map(([kind, title]) => `${title}:\n\n${reasonLines(alive, explained, kind).join('\n') || '- nothing'}\n`)
  .join('\n')}
## What survives without a reason

${unexplained.length === 0 ? 'Nothing.' : unexplained.map(line).join('\n')}
`;
  const summary = `${valid.length} mutants, ${bothShares(counted)}, ${alive.length} alive, ${unexplained.length} of them without a reason`;
  const byRecording = valid.filter((mutant) => isKilled(mutant) && isByRecording(mutant));
  const details = [
    ...rows,
    '',
    'Killed only by a recording:',
    ...byRecording.map((mutant) => `${line(mutant)} (${mutant.killer})`),
    '',
    'Alive:',
    ...alive.map((mutant) => `${line(mutant)}${kindOf(explained.get(mutant))}`),
  ];
  return { text, problems, summary, details: details.join('\n') };
}

function kindOf(reason) {
  return reason ? ` (${reason.kind})` : '';
}

function partOf({ file }) {
  return file.startsWith('mock-server/kernel/') ? 'kernel' : 'core';
}

/** With the recordings and without them. */
function bothShares(mutants) {
  const alone = mutants.filter((mutant) => isKilled(mutant) && !isByRecording(mutant)).length;
  return `${share(mutants).toFixed(1)} %, by the suites alone ${((100 * alone) / Math.max(1, mutants.length)).toFixed(1)} %`;
}

function mutantsOf({ files, testFiles = {} }) {
  const tests = new Map(Object.values(testFiles).flatMap((file) => file.tests.map(({ id, name }) => [id, name])));
  return Object.entries(files).flatMap(([file, { mutants, source }]) =>
    mutants.map((mutant) => ({
      ...mutant,
      killer: tests.get(mutant.killedBy?.[0]) ?? '',
      file,
      ...placeOf(source.split('\n'), mutant),
    })),
  );
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function isKilled({ status }) {
  return detected.has(status);
}

function isByRecording({ killer }) {
  return killer.startsWith('recording');
}

function reasonLines(alive, explained, kind) {
  const mutants = alive.filter((mutant) => explained.get(mutant)?.kind === kind);
  return [...groupBy(mutants, (mutant) => explained.get(mutant).reason)].map(
    ([reason, group]) => `- ${group.length}: ${reason} (${places(group)})`,
  );
}

function share(mutants) {
  return (100 * mutants.filter(({ status }) => detected.has(status)).length) / Math.max(1, mutants.length);
}

function row(name, mutants) {
  const killed = mutants.filter(isKilled);
  const byRecording = killed.filter(isByRecording).length;
  const count = (wanted) => mutants.filter(({ status }) => status === wanted).length;
  const cells = [
    name,
    mutants.length,
    killed.length - byRecording,
    byRecording,
    count('Survived'),
    count('NoCoverage'),
    `${share(mutants).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A reason holds for files of a name, and in them for the function it names and the code it shows, where it names them. */
function reasonFor(mutant, reasons, used) {
  const found = reasons.find(
    ({ file, in: name, original, mutator }) =>
      mutant.file.endsWith(`/${file}`) &&
      (name === undefined || name === mutant.function) &&
      (original === undefined || mutant.original === original) &&
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
