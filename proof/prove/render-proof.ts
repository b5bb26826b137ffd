import type { EditionProof, ProtocolProof, ProveReport } from './prove-report.ts';

/** The published matrix (docs/proof.md): what proves which rule, what may not fail, and what is excused. Markdown. */
export function renderProof({ protocols }: ProveReport): string {
  return `${[
    '# Proof',
    'Written by `conformance prove --matrix`, checked for drift by the tests. Each rule is failed by the mutants named beside it: servers',
    'with one realistic bug, or with one rule switched off. Each variant differs lawfully from the reference server and passes everything.',
    'A dumb server knows nothing of the protocol; MUST rules it passes are listed with the reason why no check can help that.',
    ...protocols.map(renderProtocol),
  ].join('\n')}\n`;
}

function renderProtocol(proof: ProtocolProof): string {
  const { protocol, editions, rules, assertions, dumbServers } = proof;
  const mutants = editions.reduce((sum, edition) => sum + edition.mutants.length, 0);
  const excused = assertions.filter(({ excuse }) => excuse !== undefined);
  return [
    `\n## ${protocol}\n`,
    `${rules.length} rules, ${assertions.length} assertions, ${mutants} mutants, ${editions.map(({ edition, scenarios }) => `${scenarios} scenario cases in edition ${edition}`).join(', ')}.`,
    '\n### Rules and the mutants that fail them\n',
    ...table(
      ['rule', 'scenario cases', 'failed by'],
      rules.map(({ rule, scenarios, killedBy }) => [rule, String(scenarios), killedBy.join(', ')]),
    ),
    ...editions.filter((edition) => edition.mutants.length > 0).flatMap(renderMutants),
    '\n### Variants, all passed\n',
    ...table(['variant', 'difference'], uniqueVariants(editions)),
    '\n### Dumb servers\n',
    ...table(
      ['server', 'exit', 'MUST rules it passes'],
      dumbServers.map(({ title, exitCode, passed }) => [title, String(exitCode), passed.join(', ')]),
    ),
    ...(excused.length === 0
      ? []
      : [
          '\n### Assertions no mutant fails\n',
          ...table(
            ['assertion', 'reason'],
            excused.map(({ id, excuse }) => [id, excuse ?? '']),
          ),
        ]),
  ].join('\n');
}

function renderMutants({ edition, mutants }: EditionProof): string[] {
  return [
    `\n### Mutants in edition ${edition}\n`,
    ...table(
      ['mutant', 'what is wrong', 'fails'],
      mutants.map(({ id, title, failed }) => [id, title, failed.join(', ')]),
    ),
  ];
}

function uniqueVariants(editions: readonly EditionProof[]): string[][] {
  const titles = new Map(editions.flatMap(({ variants }) => variants.map(({ id, title }) => [id, title] as const)));
  return [...titles];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
