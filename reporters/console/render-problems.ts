import type { TargetReport } from '../../core/report.ts';
import { wrap } from '../text/fit.ts';
import { neutralizeLine } from '../text/neutralize.ts';
import { plural } from '../text/plural.ts';
import { type OpenItem, openItems } from '../view/open-items.ts';
import { indent } from './indent.ts';
import { renderExchange } from './render-exchange.ts';
import { marks, paint, type Style } from './style.ts';

/** Skipped scenarios that are named for each reason. */
const mostIds = 6;

/** Scenarios that could not be judged, each with its reason and place, then rules that others' failures left open. */
export function renderProblems(target: TargetReport, style: Style): string[] {
  return openItems(target).flatMap((item) => renderItem(item, style));
}

function renderItem({ id, verdict, reason, scenario, exchange }: OpenItem, style: Style): string[] {
  const { mark, word, tone } = marks[verdict];
  const inner: Style = { ...style, width: style.width - 2 };
  const at = scenario?.location;
  return [
    `${paint(style, tone, `${mark} ${word}`)} ${neutralizeLine(id)}`,
    ...indent(2, [
      ...wrap(neutralizeLine(reason), inner.width),
      ...(at === undefined ? [] : wrap(neutralizeLine(`at ${at.file}:${at.line}:${at.column}`), inner.width)),
      ...(exchange && (style.verbose || exchange.fault !== undefined) ? renderExchange(exchange, inner) : []),
    ]),
  ];
}
/** Scenarios that were skipped, summed up by reason. */
export function renderSkipped(target: TargetReport, style: Style): string[] {
  const byReason = new Map<string, string[]>();
  for (const { verdict, reason = 'no reason given', id } of target.scenarios) {
    if (verdict === 'skipped') byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return [...byReason].flatMap(([reason, ids]) => {
    // What holds in another edition says nothing about this target; all else is named.
    const which = style.verbose || !reason.startsWith('holds in edition') ? `: ${someOf(ids, style)}` : '';
    const text = neutralizeLine(`${plural(ids.length, 'scenario')} skipped, ${reason}${which}`);
    const [first = '', ...more] = wrap(text, style.width - 2);
    return [`${marks.skipped.mark} ${first}`, ...indent(2, more)].map((line) => paint(style, 'muted', line));
  });
}

function someOf(ids: readonly string[], { verbose }: Style): string {
  if (verbose || ids.length <= mostIds) return ids.join(', ');
  return `${ids.slice(0, mostIds - 1).join(', ')} and ${ids.length - mostIds + 1} more`;
}
