import type { Report, TargetReport } from '../../core/report.ts';

/** What a target answered where its protocol leaves room, as one YAML document per target: small enough to send to somebody. */
export function renderObserved(report: Report): string {
  return report.targets.map((target) => render(target, report)).join('---\n');
}

function render(target: TargetReport, { startedAt, tool }: Report): string {
  const { protocol, edition, features } = target;
  const may = target.rules.filter(
    ({ level, verdict }) => level === 'MAY' && (verdict === 'pass' || verdict === 'fail'),
  );
  const absent = features.filter(({ state }) => state === 'absent').map(({ feature }) => feature);
  return [
    '# What a target answered where its protocol leaves room. Please say which product and version it was; no address is in here.',
    `protocol: ${quoted(protocol)}`,
    `edition: ${quoted(edition)}`,
    'product: ""',
    `recorded: ${quoted(startedAt.slice(0, 10))}`,
    `tool: ${quoted(`${tool.name} ${tool.version}`)}`,
    `absent: [${absent.map(quoted).join(', ')}]`,
    ...block(
      'may',
      may.map(({ rule, verdict }) => `{ rule: ${rule}, so: ${verdict === 'pass'} }`),
    ),
    ...block('observations', [...observations(target)]),
    ...block('undocumented', [...undocumented(target)]),
    '',
  ].join('\n');
}

function block(name: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [`${name}: []`] : [`${name}:`, ...items.toSorted().map((item) => `  - ${item}`)];
}

/** One line for each choice; how the answers of a race are spread, and values of one run alone, say nothing. */
function observations({ observations: seen }: TargetReport): ReadonlySet<string> {
  return new Set(
    seen.flatMap(({ rule, scenario, text }) => {
      const what = text.replace(/ \((?:[^()]|\([^()]*\))*\)$/, '').replace(/(: not so: \S+) is .*$/s, '$1');
      if (rule === undefined || /(?:[2-9]|\d\d) × |× .*×/.test(what)) return [];
      return [`{ rule: ${rule}, scenario: ${quoted(scenario)}, saw: ${quoted(what.replace(/1 × /, ''))} }`];
    }),
  );
}

function undocumented({ observations: seen }: TargetReport): ReadonlySet<string> {
  return new Set(
    seen.flatMap(({ undocumented: cell }) =>
      cell ? [`{ form: ${cell.form}, law: ${cell.law}, held: ${cell.held} }`] : [],
    ),
  );
}

/** A JSON string is a YAML string. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
