import type { EditionProof, ProtocolProof, ProveReport } from './prove-report.ts';

/** The page about the proof (docs/proof.md): what is proven, how much of it there is, and what is excused. Markdown. */
export function renderProof({ protocols }: ProveReport): string {
  return `${[introduction, table(totalsHead, protocols.map(totals)), ...protocols.map(renderProtocol)].join('\n\n')}\n`;
}

const introduction = `# Proof

A check that cannot fail proves nothing, and one that fails a lawful server is worse. So every check is proven both ways, against
servers that are wrong, or different, on purpose. \`npm run proof\` does it all, and writes what comes out to this
page and to \`spec/<protocol>/proof.json\`. \`npm test\` does it again, each bug only until it has failed all of its rules and what else no other bug fails, and compares (\`conformance prove --recorded\`).

- A **mutant** is the reference server with one realistic bug, or with one rule switched off. It declares the rules it is about, and
  each of these must be failed by an assertion of that rule. Every assertion must be failed by some mutant.
- A **kernel mutant** is a bug that belongs to no protocol: writes that arrive late, a forgotten roll-back, an answer before its commit.
- A **variant** differs from the reference server in a way that the protocol allows. It must pass everything.
- A **dumb server** knows nothing of the protocol. No run against one may end in exit 0, and a MUST rule that one of them passes needs
  a reason.

Other editions than the default one run only what differs in them.

## Looking things up

\`conformance explain RULE\` shows what a rule says beside the steps that judge it, the mutants that are about it, and those that fail it along with
their own. \`spec/<protocol>/proof.json\` holds all of it ([schema](../spec/schema/proof.schema.json)), and is what a failing
run is compared with ([likely causes](judging-an-api.md#likely-causes)):

| member | what is in it |
| --- | --- |
| \`assertions\` | every assertion, as \`[beginning, [end, …]]\`: \`scenario[case]/\`, then \`step/entry RULE\`. Their positions, counted over the whole list from 0, are the numbers below |
| \`bugs\` | the mutants: \`id\`, \`title\`, \`kind\` (\`kernel\`, or left out), \`editions\` they were proven in, \`rules\` they are about |
| \`fails\` | the assertions that a mutant fails; \`[3, 7]\` are those from 3 to 7. Those of its own rules are declared, the others fail along |
| \`inherited\` | those of them that look at nothing the mutant changed: an earlier step went wrong, and the scenario should assume that step |
| \`unjudged\` | the assertions that cannot be judged under it, because of what they presuppose |

All other assertions pass under the mutant. \`conformance prove --matrix --data spec > docs/proof.md\` writes data and page.

## Totals`;

const totalsHead = ['protocol', 'rules', 'assertions', 'scenario cases', 'mutants', 'variants', 'dumb servers'];

function totals({ protocol, rules, assertions, editions, dumbServers }: ProtocolProof): string[] {
  const sum = (count: (edition: EditionProof) => number): string =>
    String(editions.reduce((all, edition) => all + count(edition), 0));
  return [
    `[${protocol}](#${protocol})`,
    String(rules.length),
    String(assertions.length),
    sum(({ scenarios }) => scenarios),
    sum(({ mutants }) => mutants.length),
    sum(({ variants }) => variants.length),
    String(dumbServers.length),
  ];
}

function renderProtocol({ protocol, editions, dumbServers, assertions, excuses }: ProtocolProof): string {
  const excused = assertions.filter(({ excuse }) => excuse !== undefined);
  const reasons = [
    ...Object.entries(excuses.dumbPasses).map(([what, reason]) => [`a dumb server passes ${what}`, reason]),
    ...Object.entries(excuses.kernelMutants ?? {}).map(([id, reason]) => [`${id} is not tried`, reason]),
    ...excused.map(({ id, excuse = '' }) => [`no mutant fails ${id}`, excuse]),
  ];
  return [
    `## ${protocol}`,
    table(
      ['edition', 'scenario cases', 'mutants', 'variants'],
      editions.map(({ edition, scenarios, mutants, variants }) =>
        [edition, scenarios, mutants.length, variants.length].map(String),
      ),
    ),
    table(
      ['dumb server', 'exit', 'MUST rules it passes'],
      dumbServers.map(({ title, exitCode, passed }) => [title, String(exitCode), passed.join(', ')]),
    ),
    reasons.length === 0 ? 'Nothing is excused.' : table(['excused', 'because'], reasons),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
